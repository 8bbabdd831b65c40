// A file read line by line: of a file of any size, one line is in memory at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/descriptor.hpp"

namespace fieldbook {

class LineReader {
 public:
  // Reads from where the file stands; it stays open as long as this reads it.
  LineReader(const OpenFile&, std::size_t longest_line_bytes);

  // The next line without its "\n", valid until the next call; nothing after the last. A longer line than may be is cut there.
  // Throws Error io.
  std::optional<std::string_view> next();
  // Where the line that was given last begins, counted from where reading began. Bytes.
  std::uint64_t begin() const noexcept { return begin_; }

 private:
  bool read_more();

  int file_;
  std::size_t longest_;
  std::string buffer_;           // what was read and not yet given, from `at_` on
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t begin_ = 0, next_ = 0;
};

}  // namespace fieldbook
