// Gathers the words of one block after another, as the readers come upon them.
#pragma once

#include <string>
#include <string_view>

#include "core/document/readers/readers.hpp"

namespace fieldbook::document {

// White space collapsed, no-break spaces too; control characters, soft hyphens and invisible marks left out.
std::string cleaned(std::string_view);

class Writer {
 public:
  explicit Writer(const Sink& sink) : sink_(sink) {}

  // What follows is a block of this kind; what came before is finished. In a row of a table a paragraph or an item
  // begins no block.
  void begin(Block::Kind, int level = 0);
  void turn_into(Block::Kind, int level = 0);  // the block that is being gathered, unless it is a row
  void words(std::string_view);
  std::string_view gathered() const noexcept { return text_; }
  void cell();    // the next cell of a row
  void finish();  // the block, or the row
  bool has_written() const noexcept { return written_bytes_ != 0; }

 private:
  const Sink& sink_;
  Block::Kind kind_ = Block::Kind::paragraph;
  int level_ = 0;
  std::string text_;
  std::size_t written_bytes_ = 0;
};

}  // namespace fieldbook::document
