#include "core/record/section_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/text.hpp"

namespace fieldbook::record {
namespace {

constexpr int section_level = 2;  // "## What was tried"

// Words with which outcomes are stated, small letters, sorted.
constexpr std::array<std::string_view, 34> outcome_words = {
    "better",    "cheaper",   "cut",     "cuts",    "declined",  "decreased", "doubled",     "dropped",  "effective",
    "fell",      "fewer",     "gained",  "halved",  "higher",    "improved",  "improvement", "improves", "increase",
    "increased", "lower",     "reduced", "reduces", "reduction", "rise",      "rose",        "saved",    "saving",
    "savings",   "succeeded", "success", "tripled", "twice",     "worse",     "worsened"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_year(std::string_view figure) {
  return figure.size() == 4 && (figure.starts_with("19") || figure.starts_with("20"));
}

// Whether a paragraph holds a figure that is not a year, or a word of outcome.
bool states_outcome(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto kind = is_digit(text[at]) ? is_digit : is_letter;
    auto end = at;
    while (end < text.size() && kind(text[end])) ++end;
    const auto piece = text.substr(at, end - at);
    if (piece.empty()) {
      ++at;
      continue;
    }
    if (kind == is_digit && !is_year(piece)) return true;
    std::string word(piece);
    std::ranges::transform(word, word.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    if (std::ranges::binary_search(outcome_words, std::string_view(word))) return true;
    at = end;
  }
  return false;
}

class SectionChecker {
 public:
  SectionChecker(const Record& record, const KindRule& kind, Diagnostics& found)
      : record_(record), kind_(kind), found_(found), first_(kind.sections.size(), nullptr) {}

  void check() {
    if (kind_.sections.empty()) return;
    for (const auto& rule : kind_.sections) headings_.push_back(rule.heading);
    for (const auto& section : record_.body.sections) check_heading(section);
    for (std::size_t i = 0; i < kind_.sections.size(); ++i) {
      const auto& rule = kind_.sections[i];
      if (first_[i] == nullptr) {
        if (rule.required) complain_of_missing(rule);
        continue;
      }
      const auto whole = extent(*first_[i]);
      if (trim(cut(record_.body.text, whole)).empty()) {
        found_.error(
            in_file_of(record_, first_[i]->where), "the section " + in_quotes(rule.heading) + " is empty",
            rule.required ? "write what is known, or say that it is not known" : "write it, or remove the heading",
            "record.empty-section");
      }
      if (rule.cited) check_citations(whole);
    }
  }

 private:
  void check_heading(const Section& section) {
    if (section.level == 1) {
      found_.error(in_file_of(record_, section.where), "the heading " + in_quotes(section.heading) + " begins with one #",
                   "write sections with ## (the title stands in the front matter)", "record.heading");
    }
    if (section.level != section_level) return;
    auto rule = std::ranges::find(kind_.sections, section.heading, &SectionRule::heading);
    if (rule == kind_.sections.end()) {
      const auto wanted = fold(section.heading);
      rule = std::ranges::find_if(kind_.sections, [&](const SectionRule& r) { return fold(r.heading) == wanted; });
    }
    if (rule == kind_.sections.end()) {
      const auto nearby = did_you_mean(section.heading, headings_);
      found_.error(in_file_of(record_, section.where), "unknown section " + in_quotes(section.heading) + nearby,
                   nearby.empty() ? "use one of: " + join(headings_, "; ") + "; or ### inside one of them" : "",
                   "record.unknown-section");
      return;
    }
    const auto place = static_cast<std::size_t>(rule - kind_.sections.begin());
    if (first_[place] != nullptr) {
      found_.error(in_file_of(record_, section.where), "the section " + in_quotes(section.heading) + " stands twice", "make one of them",
                   "record.duplicate-section");
      return;
    }
    first_[place] = &section;
    if (place < furthest_) {
      found_.warning(in_file_of(record_, section.where),
                     "the section " + in_quotes(section.heading) + " comes after " + in_quotes(headings_[furthest_]),
                     "keep to the order of library.yaml", "record.section-order");
    }
    furthest_ = std::max(furthest_, place);
  }

  void complain_of_missing(const SectionRule& rule) {
    found_.error({record_.file.generic_string(), record_.body_line, 1},
                 "the section " + in_quotes(rule.heading) + " is missing", "add '## " + rule.heading + "'",
                 "record.missing-section");
  }

  // From the heading to the next one of its level or above.
  Span extent(const Section& section) const {
    Span whole = section.body;
    for (const auto* next = &section + 1; next != record_.body.sections.data() + record_.body.sections.size(); ++next) {
      if (next->level <= section_level) break;
      whole.end = next->body.end;
    }
    return whole;
  }

  void check_citations(Span whole) {
    const auto& body = record_.body;
    for (std::size_t i = 0; i < body.paragraphs.size(); ++i) {
      const auto& paragraph = body.paragraphs[i];
      if (paragraph.begin < whole.begin || paragraph.end > whole.end) continue;
      const auto cited = std::ranges::lower_bound(body.citations, paragraph.begin, {}, &Citation::at);
      if (cited != body.citations.end() && cited->at <= paragraph.end) continue;
      const auto text = cut(body.text, paragraph);
      if (!states_outcome(text)) continue;
      found_.warning({record_.file.generic_string(), body.paragraph_lines[i], 1},
                     "a statement of outcome without a citation: " + in_quotes(text),
                     "add [@key] of a source in sources.bib", "record.uncited");
    }
  }

  const Record& record_;
  const KindRule& kind_;
  Diagnostics& found_;
  std::vector<std::string> headings_;
  std::vector<const Section*> first_;  // beside kind_.sections
  std::size_t furthest_ = 0;
};

}  // namespace

void check_sections(const Record& record, const KindRule& kind, Diagnostics& found) {
  SectionChecker(record, kind, found).check();
}

}  // namespace fieldbook::record
