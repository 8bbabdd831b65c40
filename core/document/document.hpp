// Text out of a document that somebody hands in: their draft plan, minutes, a strategy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"

namespace fieldbook::document {

enum class Format { plain, markdown, html, office, pdf };  // office: .docx and .odt

// A piece of a document that has a structure of its own. Never empty; white space in it is collapsed.
struct Block {
  enum class Kind : std::uint8_t {
    heading,
    paragraph,
    item,      // of a list
    row,       // of a table: its cells with " | " between them
    continued  // only from a reader: the block before goes on, on another page
  };
  Kind kind = Kind::paragraph;
  int level = 0;  // of a heading, 1 to 6; else 0
  Span where;     // in Document::text
};

// From `at` on the text stands on this page, counted from 1 as a viewer does.
struct PageStart {
  std::size_t at = 0;
  std::uint32_t page = 0;
};

struct Document {
  std::string title;  // the file's name without its ending
  Format format = Format::plain;
  // Well-formed UTF-8 without NUL. Plain text and Markdown are as given, but for a byte order mark; the text of the other
  // formats is their blocks, a line each, an empty line between paragraphs.
  std::string text;
  std::vector<Block> blocks;     // in order; none for plain text and Markdown
  std::vector<PageStart> pages;  // in order; only of formats that have pages
};

inline constexpr std::size_t longest_document_bytes = 16 << 20;  // of text
inline constexpr std::size_t longest_file_bytes = 256 << 20;     // of a file that holds more than text

// Told by what the file holds: PDF, Word (.docx), OpenDocument (.odt), HTML; else by its ending: .md and .markdown are
// Markdown, .txt, .text and no ending plain text. All but the last two are read by fieldbook-document-host, a process
// that can do no more than read them, for at most a minute of CPU time and 1 GiB of memory. Menus, footers, tables of
// contents, notes, deleted text and page headers are left out. Throws Error: not_found, denied, too_large, invalid
// (another format, damaged, encrypted, not UTF-8, no words), unavailable (the reader crashed or ran out), io.
Document read_document(const std::filesystem::path&);

// The same for bytes at hand (standard input), whatever they hold. `name` is what errors call them and the title.
Document document_of(std::string_view bytes, const std::string& name);

// Bytes that are known to be plain text (a line of a batch).
Document plain_document(std::string bytes, const std::string& name);

}  // namespace fieldbook::document
