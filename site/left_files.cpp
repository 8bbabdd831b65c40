#include "site/left_files.hpp"

#include <fcntl.h>

#include <algorithm>

#include "core/base/file.hpp"

namespace fieldbook::site {

FileLook look_at_file(const std::filesystem::path& file) {
  struct stat status = {};
  return ::lstat(file.c_str(), &status) == 0 ? look_of(status) : FileLook{};
}

FileLook look_at_file(int folder, const std::string& name) {
  struct stat status = {};
  return ::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 ? look_of(status) : FileLook{};
}

FileLook look_of(const struct stat& status) {
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return {};
  const auto ns = [](const timespec& t) { return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; };
  return {status.st_size, std::max(ns(status.st_mtim), ns(status.st_ctim))};
}

std::string Fingerprint::digest() const {
  constexpr std::size_t digits = 32;
  return sha256(all_).substr(0, digits);
}

}  // namespace fieldbook::site
