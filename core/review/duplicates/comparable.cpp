#include "core/review/duplicates/comparable.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/base/text.hpp"
#include "core/bibliography/identifiers.hpp"

namespace fieldbook::review {
namespace {

using bibliography::Name;
using bibliography::Reference;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

// Folded runs of letters and digits; markup is left out, "&" is a word, an apostrophe ends none.
std::vector<std::string> words_of(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      const auto end = text.find('>', i);
      if (end != std::string_view::npos && end - i < 12) i = end;
      continue;
    }
    if (text[i] == '&') plain += " and ";
    else if (text[i] != '\'') plain += text[i];
  }
  std::vector<std::string> out;
  std::string word;
  const auto folded = fold(plain);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded.compare(i, 3, "\xE2\x80\x99") == 0) {   // ’
      i += 2;
    } else if (folded.compare(i, 2, "\xE2\x80") == 0 && i + 2 < folded.size()) {   // other dashes and quotation marks
      i += 2;
      if (!word.empty()) out.push_back(std::exchange(word, {}));
    } else if (is_word_byte(folded[i])) {
      word += folded[i];
    } else if (!word.empty()) {
      out.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

// "Title [Article in German]", "Title. [German]": what a database adds is not part of the title.
std::string_view without_remark(std::string_view title) {
  title = trim(title);
  while (title.ends_with('.')) title.remove_suffix(1);
  if (!title.ends_with(']') && !title.ends_with(')')) return title;
  const auto open = title.find_last_of("[(");
  if (open == std::string_view::npos || open == 0) return title;
  const auto remark = fold(title.substr(open));
  constexpr std::array<std::string_view, 9> marks = {"article in", "in german", "in french", "in spanish", "in chinese", "in japanese", "review", "abstract", "references"};
  return std::ranges::any_of(marks, [&](auto mark) { return remark.find(mark) != std::string::npos; }) ? trim(title.substr(0, open)) : title;
}

bool is_roman(std::string_view word) {
  constexpr std::array<std::string_view, 11> numerals = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"};
  return std::ranges::find(numerals, word) != numerals.end();
}

std::vector<std::string> numbers_of(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool letter_of_part = i > 0 && words[i].size() == 1 && (words[i - 1] == "part" || words[i - 1] == "phase" || words[i - 1] == "stage");
    if (std::ranges::any_of(words[i], is_digit) || (i > 0 && is_roman(words[i])) || letter_of_part) out.push_back(words[i]);
  }
  std::ranges::sort(out);
  return out;
}

bool begins_as_second_thought(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 11> marks = {"erratum", "corrigendum", "correction", "retraction", "retracted", "comment", "commentary", "comments", "reply", "re", "response"};
  return !words.empty() && std::ranges::find(marks, words.front()) != marks.end();
}

Person person(const Name& name) {
  Person out;
  const auto family = words_of(name.family.empty() ? name.literal : name.family);
  for (const auto& word : family) out.family += word;
  for (const auto& part : {name.family, name.given, name.literal}) {
    for (auto& word : words_of(part)) {
      if (word.size() > 1) out.words.push_back(std::move(word));
    }
  }
  return out;
}

std::vector<std::string> container_words(std::string_view container) {
  static const std::set<std::string, std::less<>> small = {"the", "of", "and", "in", "for", "on", "a", "an", "to", "de", "la", "der", "die", "und", "fur", "et", "des", "du", "el"};
  std::vector<std::string> out;
  for (auto& word : words_of(container.substr(0, container.find('(')))) {
    if (!small.contains(word)) out.push_back(std::move(word));
  }
  return out;
}

Comparable::Venue venue_of(const std::vector<std::string>& container, const std::string& type) {
  for (const std::string_view mark : {"conference", "proceedings", "workshop", "symposium", "congress", "meeting"}) {
    if (std::ranges::find(container, mark) != container.end()) return mark == "proceedings" && type == "article-journal" ? Comparable::Venue::unknown : Comparable::Venue::conference;
  }
  if (type == "paper-conference") return Comparable::Venue::conference;
  return std::ranges::find(container, "journal") != container.end() ? Comparable::Venue::journal : Comparable::Venue::unknown;
}

std::string without_zeros(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return std::string(first == std::string_view::npos ? std::string_view() : digits.substr(first));
}

// "32 Spec No2" is 32, "Suppl 2" is 2, "4 (1) (no pagination)" is 4.
std::string first_number(std::string_view text) {
  const auto begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return {};
  auto end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  return without_zeros(text.substr(begin, end - begin));
}

// "113-9" is 113 and 119, "S73-8" s73 and s78, "2S5-2S9" 2s5 and 2s9, "e100" e100 alone.
void read_pages(std::string_view written, Comparable& out) {
  auto words = words_of(written);
  std::erase_if(words, [](const auto& word) { return std::ranges::none_of(word, is_digit); });
  if (words.empty()) return;
  out.first_page = without_zeros(words[0]);
  if (words.size() < 2) return;
  auto last = words[1];
  if (last.size() < words[0].size()) last = words[0].substr(0, words[0].size() - last.size()) + last;
  out.last_page = without_zeros(last);
}

std::vector<std::string> serials_of(const Reference& r) {
  std::vector<std::string> out;
  std::string digits;
  for (const char c : r.issn + " " + r.isbn + " ") {
    if (is_digit(c) || ((c == 'X' || c == 'x') && digits.size() >= 7)) {
      digits += c == 'X' ? 'x' : c;
    } else if (c != '-') {
      if (digits.size() == 8 || digits.size() == 10 || digits.size() == 13) out.push_back(digits);
      digits.clear();
    }
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace

bool is_placeholder(std::string_view text) {
  constexpr std::array<std::string_view, 18> words = {"none", "n/a", "na", "nil", "null", "nan", "unknown", "anonymous", "anon", "not available", "not known", "no title", "untitled", "no author", "no doi", "?", "tba", "n.a."};
  const auto folded = fold(trim(text));
  return folded.find_first_not_of("-–—._ []()") == std::string::npos || std::ranges::find(words, folded) != words.end();
}

std::string real_doi(const Reference& r) {
  if (is_placeholder(r.doi)) return {};
  auto doi = fold(bibliography::clean_doi(r.doi));
  while (doi.ends_with(".") || doi.ends_with("/")) doi.pop_back();
  const auto slash = doi.find('/');
  return slash == std::string::npos || slash + 1 >= doi.size() ? std::string() : doi;
}

Comparable comparable(const Reference& r) {
  Comparable out;
  if (!is_placeholder(r.container_title)) out.container = container_words(r.container_title);
  if (!is_placeholder(r.title)) out.title = words_of(without_remark(r.title));
  const auto names_the_container = [&] {
    auto rest = container_words(r.title);
    std::erase_if(rest, [&](const auto& word) { return std::ranges::find(out.container, word) != out.container.end() || word == "volume" || word == "paper" || word == "issue" || std::ranges::all_of(word, is_digit); });
    return rest.empty();
  };
  if (!out.container.empty() && out.title.size() > 2 && names_the_container()) out.title.clear();
  out.title_text = join(out.title, " ");
  for (const char c : out.title_text) {
    if (auto& count = out.title_letters[static_cast<unsigned char>(c) % 32]; count < 255) ++count;
  }
  out.numbers = numbers_of(out.title);
  out.second_thought = begins_as_second_thought(out.title);
  for (const auto& name : r.authors) {
    if (is_placeholder(name.family + name.literal)) continue;
    if (auto one = person(name); !one.family.empty()) out.authors.push_back(std::move(one));
  }
  out.venue = venue_of(out.container, r.type);
  out.year = r.issued ? r.issued->year : 0;
  out.volume = first_number(r.volume);
  out.issue = first_number(r.issue);
  read_pages(r.page, out);
  // Pages from 1 without a volume are those of a paper that is not yet in an issue.
  if (out.first_page == "1" && out.volume.empty() && out.issue.empty()) out.first_page = out.last_page = {};
  out.doi = real_doi(r);
  out.serials = serials_of(r);
  return out;
}

}  // namespace fieldbook::review
