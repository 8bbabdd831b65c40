// Byte offsets of a text as lines and columns, for diagnostics.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook {

// Lines end with \n, \r\n or a lone \r. Looking up offsets that grow is cheap however long a line is. Keeps a view
// of the text. Not for use by two threads at once.
class Locator {
 public:
  // The text's first line is line `first_line` of `file`.
  Locator(std::string_view text, FileName file, std::size_t first_line = 1);

  const FileName& file() const noexcept { return file_; }
  // Where the byte `offset` stands; one past the end for an offset beyond it.
  Location at(std::size_t offset) const;
  // The offset of byte `column` (from 1) of a line of the text (from 1), held inside the text.
  std::size_t offset_of(std::size_t line, std::size_t column) const noexcept;
  // The end of the line in which `offset` stands, its line end left out.
  std::size_t end_of_line(std::size_t offset) const noexcept;

 private:
  std::string_view text_;
  FileName file_;
  std::size_t first_line_;
  std::vector<std::size_t> starts_;
  mutable std::size_t last_offset_ = 0, last_line_ = 0, last_column_ = 0;  // where counting may go on
};

}  // namespace fieldbook
