#include "core/record/sentences.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "core/base/error.hpp"

namespace fieldbook::record {
namespace {

// Without their last full stop, folded to lower case, sorted. After these a capital or a figure may follow in the
// same sentence.
constexpr std::array<std::string_view, 52> abbreviations = {
    "al",    "approx", "art",  "bros", "c",      "ca",  "cf",  "ch",   "cllr", "co",  "col", "dept", "dr",
    "e.g",   "ed",     "eds",  "eg",   "esp",    "est", "fig", "figs", "gen",  "gov", "hon", "i.e",  "ie",
    "inc",   "jr",     "lt",   "ltd",  "messrs", "mr",  "mrs", "ms",   "mt",   "no",  "nos", "p",    "para",
    "paras", "pp",     "prof", "rev",  "rt",     "sec", "sr",  "st",   "v",    "viz", "vol", "vols", "vs"};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// The word that ends just before the full stop at `stop`: letters and inner full stops.
std::string_view word_before(std::string_view text, std::size_t stop) {
  constexpr std::size_t longest = 12;
  auto begin = stop;
  while (begin > 0 && stop - begin <= longest && (is_letter(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  return text.substr(begin, stop - begin);
}

// "No" and "Art" are also words that may end a sentence: they abbreviate only before a figure.
bool is_abbreviation(std::string_view text, std::size_t stop) {
  const auto word = word_before(text, stop);
  if (word.empty()) return false;
  const bool single_capital = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && word[0] != 'I';
  if (single_capital) return true;  // an initial
  std::string folded(word);
  std::ranges::transform(folded, folded.begin(), lower);
  if (!std::ranges::binary_search(abbreviations, std::string_view(folded))) return false;
  constexpr std::array<std::string_view, 8> before_figures = {"no", "art", "fig", "ch", "sec", "col", "est", "co"};
  if (std::ranges::find(before_figures, std::string_view(folded)) == before_figures.end()) return true;
  auto next = stop + 1;
  while (next < text.size() && is_space(text[next])) ++next;
  return next < text.size() && (is_digit(text[next]) || folded == "co");
}

std::size_t end_of_words(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && is_space(text[end - 1])) --end;
  return end;
}

// Whether the piece that ends at `end` only seems to end a sentence there.
bool goes_on(std::string_view text, std::size_t begin, std::size_t end) {
  end = end_of_words(text, begin, end);
  return end > begin && text[end - 1] == '.' && is_abbreviation(text, end - 1);
}

// ICU does not end a sentence before a figure that small letters follow ("… in 2019. 14 councils joined"); people do.
std::vector<std::size_t> ends_before_figures(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> out;
  for (auto at = text.find(". ", begin); at < end; at = text.find(". ", at + 1)) {
    auto next = at + 1;
    while (next < end && is_space(text[next])) ++next;
    const bool figure = next < end && (is_digit(text[next]) || text.substr(next, 2) == "£");
    if (figure && at >= begin + 2 && !is_abbreviation(text, at)) out.push_back(next);
  }
  return out;
}

struct Breaker {
  std::unique_ptr<icu::BreakIterator> iterator;
  UText text = UTEXT_INITIALIZER;

  Breaker() {
    auto failure = U_ZERO_ERROR;
    iterator.reset(icu::BreakIterator::createSentenceInstance(icu::Locale("en", "GB"), failure));
    if (U_FAILURE(failure) || iterator == nullptr) {
      throw Error(Errc::unavailable, "ICU has no rules for sentences", "install ICU's data (package libicu)");
    }
  }
  Breaker(const Breaker&) = delete;
  Breaker& operator=(const Breaker&) = delete;
  ~Breaker() { utext_close(&text); }
};

// A piece may hold more than one sentence where a figure begins one.
void add(std::string_view text, std::size_t begin, std::size_t end, std::size_t base, std::vector<Span>& sentences) {
  const auto add_one = [&](std::size_t from, std::size_t to) {
    while (from < to && is_space(text[from])) ++from;
    to = end_of_words(text, from, to);
    if (from < to) sentences.push_back({base + from, base + to});
  };
  for (const auto next : ends_before_figures(text, begin, end)) {
    add_one(begin, next);
    begin = next;
  }
  add_one(begin, end);
}

}  // namespace

void split_sentences(std::string_view paragraph, std::size_t base, std::vector<Span>& sentences) {
  thread_local Breaker breaker;
  std::string one_line;
  auto text = paragraph;
  if (paragraph.find_first_of("\n\r") != std::string_view::npos) {
    one_line = paragraph;
    std::ranges::replace_if(
        one_line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    text = one_line;
  }
  auto failure = U_ZERO_ERROR;
  utext_openUTF8(&breaker.text, text.data(), static_cast<std::int64_t>(text.size()), &failure);
  breaker.iterator->setText(&breaker.text, failure);
  if (U_FAILURE(failure)) {
    add(text, 0, text.size(), base, sentences);
    return;
  }
  std::size_t begin = 0;
  breaker.iterator->first();
  for (auto at = breaker.iterator->next(); at != icu::BreakIterator::DONE; at = breaker.iterator->next()) {
    const auto end = static_cast<std::size_t>(at);
    if (end < text.size() && goes_on(text, begin, end)) continue;
    add(text, begin, end, base, sentences);
    begin = end;
  }
  add(text, begin, text.size(), base, sentences);
}

}  // namespace fieldbook::record
