// Hashes of the plugins that come with Fieldbook, kept from run to run: reading tens of megabytes each time would take longer than
// all else that most commands do at their start. Only for files that may be used whatever their hash is: one that stands
// for a file that somebody allowed is always taken from the file itself.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

namespace fieldbook::assess {

class KnownHashes {
 public:
  // `file`: where they are kept; empty: nowhere. What is damaged is as if it were not there.
  explicit KnownHashes(std::filesystem::path file);
  // The folder of a user's caches / fieldbook / plugin-hashes; empty where there is none.
  static std::filesystem::path usual_file();

  // sha256_of_file(), from what is kept where the system says that the file is the same still: its place, i-node, size and both times.
  std::string of(const std::filesystem::path&, std::size_t limit_bytes);
  // Keeps what is new. Where that cannot be written, nothing is kept, and that is no error.
  void save() const;

 private:
  std::filesystem::path file_;
  std::map<std::string, std::string> hashes_;   // by the file and how it looked
  bool changed_ = false;
};

}  // namespace fieldbook::assess
