// Somebody's document as a text to assess.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/assess/assessment.hpp"
#include "core/document/document.hpp"

namespace fieldbook::assess {

// Its structure is the document's own, or read out of Markdown or plain text. Offsets count in Text::body.text: the
// document's text, but for Markdown, whose marks are taken out.
Text draft(const document::Document&);

// Where a quotation stands, for people: the page it begins on (0: the format has none) and the heading above it.
struct Place {
  std::uint32_t page = 0;
  std::string heading;  // empty before the first heading
  std::uint32_t paragraph = 0, sentence = 0;  // as Quote has them
};
Place place_of(const Text&, Span quoted);

}  // namespace fieldbook::assess
