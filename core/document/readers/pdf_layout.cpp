#include "core/document/readers/pdf_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/document/readers/writer.hpp"

namespace fieldbook::document {
namespace {

using Kind = Block::Kind;

constexpr double edge_share = 0.09;       // of a page's height, at its top and its bottom
constexpr double larger = 1.13;           // a heading's size over the body's
constexpr double gap_of_cells = 2.2;      // times the size
constexpr std::size_t most_heading_bytes = 160;
constexpr std::size_t fewest_repeats = 3;  // pages with the same line at their edge
constexpr int bold_heading_level = 6;

constexpr std::array<std::string_view, 14> marks{"•", "▪", "●", "○", "◦", "■", "□", "‣", "⁃", "➢", "✓", "·", "\xEF\x82\xB7", "\xEF\x82\xA7"};

double rounded(double size) { return std::round(size * 2) / 2; }

// The mark of a list item taken off; whether there was one.
bool take_mark(std::string& text) {
  for (const auto mark : marks) {
    if (!text.starts_with(mark)) continue;
    text = trim(std::string_view(text).substr(mark.size()));
    return true;
  }
  for (const std::string_view mark : {"- ", "– ", "— ", "o ", "* "}) {
    if (!text.starts_with(mark)) continue;
    text.erase(0, mark.size());
    return true;
  }
  return false;
}

bool is_contents_line(std::string_view text) {
  return text.find(".....") != std::string_view::npos || text.find(". . . .") != std::string_view::npos ||
         text.find("……") != std::string_view::npos;
}

bool ends_sentence(std::string_view text) {
  return !text.empty() && std::string_view(".!?:;").find(text.back()) != std::string_view::npos;
}

bool begins_small(std::string_view text) { return !text.empty() && text.front() >= 'a' && text.front() <= 'z'; }

std::string without_numbers(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) out += c;
    if (digit && !out.ends_with('#')) out += '#';
  }
  return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

std::string small(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

}  // namespace

void PdfLayout::add_page(std::uint32_t page, double height, const std::vector<PdfWord>& words) {
  PdfLine line;
  const auto finish = [&] {
    line.page = page;
    line.at_edge = height > 0 && (line.bottom < height * edge_share || line.top > height * (1 - edge_share));
    if (!line.text.empty()) add_line(std::move(line));
    line = {};
  };
  for (const auto& word : words) {
    const double size = word.size > 0 ? word.size : word.bottom - word.top;
    const double gap = word.left - line.right;
    const bool same_line = !line.text.empty() && std::abs(word.bottom - line.bottom) < size * 0.5 && gap > -size;
    if (!same_line) finish();
    if (line.text.empty()) {
      line = {.text = word.text, .left = word.left, .top = word.top, .right = word.right, .bottom = word.bottom,
              .size = size, .is_bold = word.is_bold};
      continue;
    }
    const bool is_cell = gap > size * gap_of_cells && std::ranges::find(marks, line.text) == marks.end();
    line.text += is_cell ? " | " : " ";
    line.is_row |= is_cell;
    line.text += word.text;
    line.right = std::max(line.right, word.right);
    line.top = std::min(line.top, word.top);
    line.bottom = std::max(line.bottom, word.bottom);
    line.size = std::max(line.size, size);
    line.is_bold &= word.is_bold;
  }
  finish();
}

void PdfLayout::add_line(PdfLine line) {
  line.text = cleaned(line.text);
  if (line.text.empty() || is_contents_line(line.text)) return;
  bytes_ += line.text.size();
  if (bytes_ > longest_document_bytes) {
    throw Error(Errc::too_large, "holds more than " + std::to_string(longest_document_bytes >> 20) + " MB of text",
                "give the part of it that matters");
  }
  if (line.at_edge) at_edges_[without_numbers(line.text)].insert(line.page);
  line.is_item = take_mark(line.text);
  // A mark that stands in a column of its own comes before its words.
  if (!lines_.empty() && lines_.back().text.empty() && lines_.back().page == line.page) {
    lines_.pop_back();
    line.is_item = true;
  }
  for (auto word : split(line.text, ' ')) {
    while (!word.empty() && !is_letter(word.back()) && word.back() != '-') word.remove_suffix(1);
    const auto hyphen = word.find('-');
    if (hyphen != 0 && hyphen != std::string_view::npos && hyphen + 1 < word.size()) hyphenated_.insert(small(word));
  }
  lines_.push_back(std::move(line));
}

void PdfLayout::leave_out_running_lines() {
  std::erase_if(lines_, [&](const PdfLine& line) {
    if (line.text.empty()) return true;
    if (!line.at_edge || line.is_item) return false;
    const auto found = at_edges_.find(without_numbers(line.text));
    return found != at_edges_.end() && found->second.size() >= fewest_repeats;
  });
}

// The size that most of the text has.
double PdfLayout::body_size() const {
  std::map<double, std::size_t> bytes;
  for (const auto& line : lines_) bytes[rounded(line.size)] += line.text.size();
  const auto most = std::ranges::max_element(bytes, {}, [](const auto& one) { return one.second; });
  return most == bytes.end() ? 0 : most->first;
}

int PdfLayout::heading_level(const PdfLine& line) const {
  if (line.is_row || line.is_item || line.text.size() > most_heading_bytes) return 0;
  if (std::ranges::none_of(line.text, is_letter)) return 0;
  if (line.size >= body_ * larger) {
    const auto at = std::ranges::find(heading_sizes_, rounded(line.size)) - heading_sizes_.begin();
    return static_cast<int>(std::min<std::ptrdiff_t>(at + 1, bold_heading_level - 1));
  }
  return line.is_bold && !ends_sentence(line.text) && line.size >= body_ * 0.95 ? bold_heading_level : 0;
}

bool PdfLayout::begins_block(const PdfLine& before, const PdfLine& now, double widest) const {
  if (now.page != before.page || now.is_item || now.is_row || before.is_row) return true;
  if (heading_level(before) != heading_level(now)) return true;
  const double gap = now.top - before.bottom, height = std::max(now.bottom - now.top, 1.0);
  if (gap > height * 0.6 || gap < -height * 1.5) return !begins_small(now.text);  // another column goes on
  if (!ends_sentence(before.text)) return false;
  return before.right < widest - height * 4 || now.left > before.left + height;   // a last line, or a first one
}

// A word that the line's end has cut becomes whole again; a hyphen of its own it keeps.
void PdfLayout::join(std::string& text, const std::string& line) const {
  const bool is_cut = text.size() > 1 && text.back() == '-' && is_letter(text[text.size() - 2]) && begins_small(line);
  if (!is_cut) {
    text += ' ';
  } else {
    const auto begin = text.rfind(' ') == std::string::npos ? 0 : text.rfind(' ') + 1;
    auto end = std::min(line.find(' '), line.size());
    while (end > 0 && !is_letter(line[end - 1])) --end;
    if (!hyphenated_.contains(small(text.substr(begin)) + small(line.substr(0, end)))) text.pop_back();
  }
  text += line;
}

void PdfLayout::write(const Sink& sink) {
  leave_out_running_lines();
  body_ = body_size();
  for (const auto& line : lines_) {
    if (line.size >= body_ * larger && line.text.size() <= most_heading_bytes) heading_sizes_.push_back(rounded(line.size));
  }
  std::ranges::sort(heading_sizes_, std::greater<>());
  heading_sizes_.erase(std::unique(heading_sizes_.begin(), heading_sizes_.end()), heading_sizes_.end());
  bool before_was_open = false;  // the last block was a paragraph in the middle of a sentence
  for (std::size_t first = 0; first < lines_.size();) {
    auto text = lines_[first].text;
    double widest = lines_[first].right;
    auto end = first + 1;
    while (end < lines_.size() && !begins_block(lines_[end - 1], lines_[end], widest)) {
      join(text, lines_[end].text);
      widest = std::max(widest, lines_[end].right);
      ++end;
    }
    const auto& line = lines_[first];
    int level = heading_level(line);
    if (level != 0 && text.size() > most_heading_bytes) level = 0;  // a paragraph in bold
    auto kind = level != 0 ? Kind::heading : line.is_item ? Kind::item : line.is_row ? Kind::row : Kind::paragraph;
    const bool new_page = first > 0 && lines_[first - 1].page != line.page;
    if (kind == Kind::paragraph && new_page && before_was_open && begins_small(text)) kind = Kind::continued;
    before_was_open = (kind != Kind::heading && kind != Kind::row) && !ends_sentence(text);
    if (!first_invalid_utf8(text)) sink({kind, level, line.page, text});
    first = end;
  }
}

}  // namespace fieldbook::document
