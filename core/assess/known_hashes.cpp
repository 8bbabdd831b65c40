#include "core/assess/known_hashes.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <optional>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/base/user_folders.hpp"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_file_bytes = std::size_t{1} << 18, most_kept = 100, sha256_digits = 64;
constexpr std::int64_t settled_after_ns = 2'000'000'000;   // the coarsest grain of any file system's times: programs may lie on any

struct Look {
  std::string key;
  std::int64_t changed_ns = 0;   // the later of both times
};

std::optional<Look> look_at(const fs::path& file) {
  struct stat status = {};
  if (::stat(file.c_str(), &status) != 0 || file.string().find('\n') != std::string::npos) return std::nullopt;
  const auto modified = ns_of(status.st_mtim), changed = ns_of(status.st_ctim);
  std::string key;
  for (const auto number : {static_cast<std::int64_t>(status.st_dev), static_cast<std::int64_t>(status.st_ino), static_cast<std::int64_t>(status.st_size), modified, changed})
    key += std::to_string(number) + " ";
  return Look{key + file.string(), std::max(modified, changed)};
}

}  // namespace

fs::path KnownHashes::usual_file() {
  try {
    return cache_home() / "fieldbook" / "plugin-hashes";
  } catch (const Error&) {
    return {};
  }
}

KnownHashes::KnownHashes(fs::path file) : file_(std::move(file)) {
  std::string lines;
  try {
    if (!file_.empty()) lines = read_file(file_, longest_file_bytes);
  } catch (const Error&) {
    return;
  }
  for (const auto line : split(lines, '\n')) {
    if (line.size() > sha256_digits + 1 && is_sha256(line.substr(0, sha256_digits)) && hashes_.size() < most_kept)
      hashes_.emplace(line.substr(sha256_digits + 1), line.substr(0, sha256_digits));
  }
}

std::string KnownHashes::of(const fs::path& file, std::size_t limit_bytes) {
  const auto before = look_at(file);
  if (const auto known = before ? hashes_.find(before->key) : hashes_.end(); known != hashes_.end()) return known->second;
  auto hash = sha256_of_file(file, limit_bytes);
  const auto after = look_at(file);
  // One that changed in this very moment could change again without looking any different.
  if (!before || !after || before->key != after->key || after->changed_ns + settled_after_ns > now_ns()) return hash;
  const auto of_that_file = [&](const auto& kept) { return kept.first.ends_with(" " + file.string()); };
  std::erase_if(hashes_, of_that_file);
  if (hashes_.size() >= most_kept) hashes_.clear();   // of many builds that are gone
  hashes_.emplace(after->key, hash);
  changed_ = true;
  return hash;
}

void KnownHashes::save() const {
  if (!changed_ || file_.empty()) return;
  std::string lines;
  for (const auto& [key, hash] : hashes_) lines.append(hash).append(" ").append(key).push_back('\n');
  try {
    write_file(file_, lines);
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace fieldbook::assess
