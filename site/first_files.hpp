// The files of a site's first edition: made out of sight, where nobody sees half of one, and put in place all together.
// For this folder only.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "core/base/descriptor.hpp"
#include "site/left_files.hpp"

namespace fieldbook::site {

class FirstFiles {
 public:
  // Whether this folder of a site holds nothing, or only what a kill left of a first edition.
  static bool are_wanted(const std::filesystem::path& site);
  // What was made out of sight and never put in place, is removed.
  static void remove_from(const std::filesystem::path& site);

  explicit FirstFiles(const std::filesystem::path& site);
  ~FirstFiles();  // what was not put in place, is removed
  FirstFiles(const FirstFiles&) = delete;
  FirstFiles& operator=(const FirstFiles&) = delete;

  // Where the files are until they are put in place.
  const std::filesystem::path& folder() const noexcept { return folder_; }
  // Makes the folders that an address lies in.
  void make_way(const std::string& address);
  // A file that is not there yet, and whose way is made. Several threads may write at a time. Throws Error io.
  FileLook write(const std::string& address, std::string_view bytes) const;
  // Nothing may follow. Throws Error io.
  void put_in_place();

 private:
  std::filesystem::path site_, folder_;
  Descriptor opened_;   // the folder: a path of many parts takes longer to walk than a small file to write
  std::set<std::string, std::less<>> ways_;
};

}  // namespace fieldbook::site
