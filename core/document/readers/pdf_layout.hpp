// From words on pages to headings, paragraphs and list items: PDF knows only where each word stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/readers/readers.hpp"

namespace fieldbook::document {

// Lengths are in points, y grows downwards.
struct PdfWord {
  std::string text;
  double left = 0, top = 0, right = 0, bottom = 0;
  double size = 0;  // of the font; 0: not known
  bool is_bold = false;
};

struct PdfLine {
  std::string text;
  double left = 0, top = 0, right = 0, bottom = 0, size = 0;
  bool is_bold = false;  // all of it
  bool is_row = false;   // has wide gaps, shown as " | "
  bool is_item = false;  // began with a mark, which is left out
  bool at_edge = false;  // at the top or the bottom of its page
  std::uint32_t page = 0;
};

// Gathers the pages of one document, since what is a heading, a page header or a hyphenated word shows only in the whole.
class PdfLayout {
 public:
  // Words in reading order. Throws Error too_large where there is more text than a document may hold.
  void add_page(std::uint32_t page, double height, const std::vector<PdfWord>&);
  bool has_words() const noexcept { return !lines_.empty(); }
  // To be called once. Page headers and footers that come again, and lines of a table of contents, are left out.
  void write(const Sink&);

 private:
  void add_line(PdfLine);
  void leave_out_running_lines();
  double body_size() const;
  int heading_level(const PdfLine&) const;
  bool begins_block(const PdfLine& before, const PdfLine& now, double widest) const;
  void join(std::string& text, const std::string& line) const;

  std::vector<PdfLine> lines_;
  std::set<std::string, std::less<>> hyphenated_;  // words with a hyphen inside a line, in small letters
  std::map<std::string, std::set<std::uint32_t>> at_edges_;  // text, digits as #, to its pages
  std::vector<double> heading_sizes_;              // falling
  double body_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace fieldbook::document
