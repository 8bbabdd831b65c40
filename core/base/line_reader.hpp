// A file read line by line: of a file of any size, one line is in memory at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/descriptor.hpp"

namespace fieldbook {

class LineReader {
 public:
  // Throws Error: not_found, denied, invalid (not a regular file), io.
  LineReader(const std::filesystem::path&, std::size_t longest_line_bytes);

  // The next line without its "\n", valid until the next call; nothing after the last. A longer line than may be is cut there.
  // Throws Error io.
  std::optional<std::string_view> next();

 private:
  bool read_more();

  std::string name_;
  Descriptor file_;
  std::size_t longest_;
  std::string buffer_;           // what was read and not yet given, from `at_` on
  std::size_t at_ = 0, end_ = 0;
};

}  // namespace fieldbook
