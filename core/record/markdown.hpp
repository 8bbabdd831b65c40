// CommonMark (cmark) to plain text with its structure as byte spans.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/base/text.hpp"
#include "core/record/place.hpp"

namespace fieldbook::record {

struct Section {
  std::string heading;  // plain text; empty for what stands before the first heading
  std::string slug;     // unique in the body: the fragment of its address
  int level = 0;        // 1 to 6; 0 before the first heading
  Span body;            // from after the heading to the next heading of any level
  Place where;          // of the heading in the file
};

struct Citation {       // one [@key], or one key of [@a; @b, p. 4]
  std::string key;
  std::string locator;  // what follows the key: "p. 4"; may be empty
  std::size_t at = 0;   // byte of Body::text where its mark stands
  Place where;
};

struct Link {
  std::string target;   // as written: a URL, or the id of a record ("plymouth-alliance"), perhaps with #fragment
  Span text;
  Place where;
};

// Plain text of a body: paragraphs and headings apart by an empty line, list items each on a line, soft breaks as
// spaces, citations, images and raw HTML left out. Sentences and paragraphs never hold a heading.
struct Body {
  std::string text;
  std::vector<Section> sections;
  std::vector<Span> paragraphs;   // paragraphs, list items and quotations
  std::vector<std::size_t> paragraph_lines;  // beside paragraphs: the line of the file where each begins
  std::vector<Span> sentences;    // by ICU's rules for English, each inside one paragraph, white space trimmed
  std::vector<Citation> citations;   // in reading order
  std::vector<Link> links;
};

// Reads a body whose first line is line `first_line` of `file`. Rules of diagnostics: markdown.nesting (deeper than
// 30 levels), markdown.citation (a broken [@…]); warnings: markdown.raw-html and markdown.image (left out),
// markdown.address (a link whose scheme is not http, https or mailto becomes plain text).
Body parse_markdown(std::string_view source, const FileName& file, std::size_t first_line, Diagnostics&);

// The same for text that is not Markdown: every blank-line-separated block is a paragraph, nothing is changed, and
// offsets are those of `text`. Lines that look like headings (short, no closing punctuation, alone) are sections.
Body structure_plain_text(std::string_view text);

}  // namespace fieldbook::record
