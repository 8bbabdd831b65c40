// What an earlier run left of a site: each file as it was then, and what its bytes follow from.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace fieldbook::site {

// A file as the system tells it. Status times tell a change that a program hid by setting the modification time back.
struct FileLook {
  std::int64_t size = -1, changed_ns = 0;  // -1: neither a regular file nor a folder
  friend bool operator==(const FileLook&, const FileLook&) = default;
};
FileLook look_at_file(const std::filesystem::path&);
FileLook look_at_file(int folder, const std::string& name);  // in an open folder
FileLook look_of(const struct stat&);

struct LeftFile {
  FileLook look;
  std::string print;  // Fingerprint::digest(); empty where the file is made anew each time
  bool kept = false;  // by the run that knows it
};
using LeftFiles = std::unordered_map<std::string, LeftFile>;        // by address
using ListedFiles = std::deque<std::pair<std::string, LeftFile>>;   // in any order, each address once

// All that a file's bytes follow from, in one fixed order: equal fingerprints, equal bytes.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view text) {
    all_.append(std::to_string(text.size())).push_back(' ');
    all_.append(text);
    return *this;
  }
  Fingerprint& add(std::size_t number) { return add(std::to_string(number)); }
  std::string digest() const;  // 90 bits of a SHA-256, in 15 letters, digits and signs

 private:
  std::string all_;
};

}  // namespace fieldbook::site
