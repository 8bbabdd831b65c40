#include "site/left_files.hpp"

#include <fcntl.h>

#include <algorithm>
#include <charconv>

#include "core/base/clock.hpp"
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
  return {status.st_size, std::max(ns_of(status.st_mtim), ns_of(status.st_ctim))};
}

// As many as a string holds without memory of its own: a site has some for each of its files.
std::string Fingerprint::digest() const {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  constexpr std::size_t length = 15, digits_a_pair = 3;
  const auto hexadecimal = sha256(all_);
  std::string out;
  for (auto at = hexadecimal.data(); out.size() < length; at += digits_a_pair) {
    unsigned pair = 0;
    std::from_chars(at, at + digits_a_pair, pair, 16);
    out.push_back(letters[pair >> 6U]);
    if (out.size() < length) out.push_back(letters[pair & 63U]);
  }
  return out;
}

}  // namespace fieldbook::site
