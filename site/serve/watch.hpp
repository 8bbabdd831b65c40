// Whether the files of a library have changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace fieldbook::site {

class Watch {
 public:
  // Folders in `except` are not looked into: what is made from the library is no change of it.
  Watch(std::filesystem::path folder, std::vector<std::filesystem::path> except);
  // Whether anything has changed since the last time, or since the beginning. Hidden files and folders do not count.
  bool changed();

 private:
  std::uint64_t look() const;
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> except_;
  std::uint64_t seen_ = 0;
};

}  // namespace fieldbook::site
