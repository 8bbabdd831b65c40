#include "core/assess/trust.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;

// Debian and Ubuntu give every user a group of their own name, and some set umask 002 because of it.
bool is_our_own_group(gid_t group) {
  std::array<char, 8192> group_text, user_text;
  struct group group_entry {};
  struct passwd user_entry {};
  struct group* found_group = nullptr;
  struct passwd* found_user = nullptr;
  if (::getpwuid_r(::geteuid(), &user_entry, user_text.data(), user_text.size(), &found_user) != 0 ||
      found_user == nullptr)
    return false;
  if (::getgrgid_r(group, &group_entry, group_text.data(), group_text.size(), &found_group) != 0 ||
      found_group == nullptr)
    return false;
  if (user_entry.pw_gid != group || std::string_view(user_entry.pw_name) != group_entry.gr_name) return false;
  for (char** member = group_entry.gr_mem; *member != nullptr; ++member) {
    if (std::string_view(*member) != user_entry.pw_name) return false;
  }
  return true;
}

std::string why_not_trusted_step(const fs::path& step, bool is_file) {
  struct stat status {};
  if (::lstat(step.c_str(), &status) != 0) return step.string() + ": " + std::strerror(errno);
  if (is_file && !S_ISREG(status.st_mode)) return step.string() + " is not a regular file";
  if (status.st_uid != 0 && status.st_uid != ::geteuid()) return step.string() + " belongs to another user";
  if (!is_file && (status.st_mode & S_ISVTX) != 0) return {};
  const bool by_group = (status.st_mode & S_IWGRP) != 0 && status.st_gid != 0 && !is_our_own_group(status.st_gid);
  if (by_group || (status.st_mode & S_IWOTH) != 0)
    return step.string() + " can be changed by other users; take that away with chmod go-w";
  return {};
}

}  // namespace

std::string why_not_trusted(const fs::path& given) {
  std::error_code failure;
  auto step = fs::canonical(given, failure);
  if (failure) return given.string() + ": " + failure.message();
  for (bool is_file = true;; is_file = false, step = step.parent_path()) {
    if (auto why = why_not_trusted_step(step, is_file); !why.empty()) return why;
    if (step == step.root_path()) return {};
  }
}

}  // namespace fieldbook::assess
