// What the bytes of a document say. For fieldbook-document-host, and for tests: whoever calls these runs libxml2, libzip
// and poppler over a stranger's bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "core/document/document.hpp"

namespace fieldbook::document {

struct Found {
  Block::Kind kind = Block::Kind::paragraph;
  int level = 0;           // of a heading, 1 to 6
  std::uint32_t page = 0;  // from 1; 0 where the format has none
  std::string_view text;   // UTF-8, white space collapsed, never empty; lives as long as the call
};
using Sink = std::function<void(const Found&)>;

// In reading order. Each throws Error invalid or too_large, its text the end of a sentence that begins with the
// document's name ("is encrypted") with what to do next, and what the sink throws. A document without words is an error.
void read_html(std::string_view bytes, const Sink&);
void read_office(std::string_view bytes, const Sink&);  // .docx or .odt
void read_pdf(std::string_view bytes, const Sink&);
void read(Format, std::string_view bytes, const Sink&);  // of these three

}  // namespace fieldbook::document
