// Structure of text that is not Markdown, its bytes left as they are.
#include <algorithm>

#include "core/record/markdown.hpp"
#include "core/record/sentences.hpp"

namespace fieldbook::record {
namespace {

constexpr std::size_t longest_heading_characters = 90;
constexpr std::size_t most_heading_words = 14;

struct Line {
  Span span;  // white space at both ends left out
  std::size_t number = 0;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto words = trim(text.substr(begin, end - begin));
    const auto from = words.empty() ? begin : static_cast<std::size_t>(words.data() - text.data());
    out.push_back({{from, from + words.size()}, ++number});
    begin = end + 1;
  }
  return out;
}

// "- ", "* ", "• ", "1. ", "2) ", "a) ": each such line is a paragraph of its own.
bool is_list_item(std::string_view line) {
  for (const std::string_view mark : {"- ", "* ", "+ ", "• ", "– ", "o ", "· ", "▪ "}) {
    if (line.starts_with(mark)) return true;
  }
  const auto stop = line.find_first_of(".)");
  if (stop == std::string_view::npos || stop == 0 || stop > 3 || stop + 1 >= line.size() || line[stop + 1] != ' ')
    return false;
  const auto number = line.substr(0, stop);
  const bool digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
  return digits || (line[stop] == ')' && number.size() == 1);
}

std::string_view without_hashes(std::string_view line) {
  const auto level = std::min(line.find_first_not_of('#'), line.size());
  if (level == 0 || level > 6 || level == line.size() || line[level] != ' ') return {};
  return trim(line.substr(level));
}

bool looks_like_heading(std::string_view line) {
  if (line.empty() || is_list_item(line) || count_characters(line) > longest_heading_characters) return false;
  if (std::string_view(".!?;,:").find(line.back()) != std::string_view::npos) return false;
  if (static_cast<std::size_t>(std::ranges::count(line, ' ')) >= most_heading_words) return false;
  return line.front() < 'a' || line.front() > 'z';
}

class Outline {
 public:
  explicit Outline(std::string_view text) { body_.text = text; }

  Body write() {
    const auto lines = lines_of(body_.text);
    for (std::size_t at = 0; at < lines.size();) {
      if (lines[at].span.size() == 0) {
        ++at;
        continue;
      }
      auto end = at;
      while (end < lines.size() && lines[end].span.size() != 0) ++end;
      const auto more = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end(),
                                     [](const Line& line) { return line.span.size() != 0; }) != lines.end();
      write_block(std::span(lines).subspan(at, end - at), more);
      at = end;
    }
    return std::move(body_);
  }

 private:
  void write_block(std::span<const Line> lines, bool more_follows) {
    const auto first = cut(body_.text, lines.front().span);
    if (const auto marked = without_hashes(first); !marked.empty()) {
      open(marked, lines.front());
      lines = lines.subspan(1);
    } else if (lines.size() == 1 && more_follows && looks_like_heading(first)) {
      open(first, lines.front());
      return;
    }
    for (std::size_t begin = 0; begin < lines.size();) {
      auto end = begin + 1;
      while (end < lines.size() && !is_list_item(cut(body_.text, lines[end].span))) ++end;
      add({lines[begin].span.begin, lines[end - 1].span.end}, lines[begin]);
      begin = end;
    }
  }

  void open(std::string_view heading, const Line& line) {
    Section section;
    section.heading = heading;
    section.level = 1;
    section.slug = "section-" + std::to_string(body_.sections.size() + 1);
    section.body = {line.span.end, line.span.end};
    section.where = Location{"", line.number, 1};
    body_.sections.push_back(std::move(section));
  }

  void add(Span paragraph, const Line& line) {
    if (body_.sections.empty()) {
      body_.sections.push_back({"", "", 0, {paragraph.begin, paragraph.begin}, Location{"", line.number, 1}});
    }
    auto& section = body_.sections.back().body;
    if (section.size() == 0) section.begin = paragraph.begin;
    section.end = paragraph.end;
    body_.paragraphs.push_back(paragraph);
    body_.paragraph_lines.push_back(line.number);
    split_sentences(cut(body_.text, paragraph), paragraph.begin, body_.sentences);
  }

  Body body_;
};

}  // namespace

Body structure_plain_text(std::string_view text) {
  return Outline(text).write();
}

}  // namespace fieldbook::record
