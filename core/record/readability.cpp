#include "core/record/readability.hpp"

#include <cmath>
#include <string>

#include "core/base/text.hpp"

namespace fieldbook::record {
namespace {

constexpr std::size_t longest_short_word = 6;  // letters
constexpr std::size_t fewest_words = 100;      // of a body that is measured

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
}

// Parts joined by a hyphen are words of their own: "place-based" is read as two.
bool ends_word(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '-' || c == '/'; }

void add_word(std::string_view word, Readability& out) {
  bool has_letter = false, has_digit = false;
  std::string letters;
  for (const char c : word) {
    has_digit = has_digit || is_digit(c);
    has_letter = has_letter || is_letter(c);
    const bool inside_letter = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (is_letter(c) || (inside_letter && !letters.empty())) letters += c;
  }
  if (!has_letter && !has_digit) return;
  ++out.words;
  const bool is_name = !letters.empty() && letters.front() >= 'A' && letters.front() <= 'Z';
  // Dashes and quotation marks leave bytes among the letters; such a word is at most one letter too long.
  if (!has_digit && !is_name && !first_invalid_utf8(letters) && count_characters(letters) > longest_short_word) ++out.long_words;
}

void add_sentence(std::string_view sentence, Readability& out) {
  const auto words_before = out.words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= sentence.size(); ++at) {
    if (at < sentence.size() && !ends_word(sentence[at])) continue;
    add_word(sentence.substr(begin, at - begin), out);
    begin = at + 1;
  }
  if (out.words != words_before) ++out.sentences;
}

}  // namespace

double Readability::words_a_sentence() const noexcept {
  return sentences == 0 ? 0 : static_cast<double>(words) / static_cast<double>(sentences);
}

double Readability::long_words_in_100() const noexcept {
  return words == 0 ? 0 : 100 * static_cast<double>(long_words) / static_cast<double>(words);
}

double Readability::lix() const noexcept { return words_a_sentence() + long_words_in_100(); }

Readability readability(const Body& body) {
  Readability all;
  double hardest = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < body.paragraphs.size(); ++i) {
    Readability own;
    for (; next < body.sentences.size() && body.sentences[next].begin < body.paragraphs[i].end; ++next) {
      add_sentence(cut(body.text, body.sentences[next]), own);
    }
    all.words += own.words;
    all.long_words += own.long_words;
    all.sentences += own.sentences;
    if (own.lix() > hardest) {
      hardest = own.lix();
      all.hardest_paragraph = i;
    }
  }
  return all;
}

void check_readability(const Record& record, std::size_t limit, Diagnostics& found) {
  const auto measured = readability(record.body);
  if (limit == 0 || measured.words < fewest_words || measured.lix() <= static_cast<double>(limit)) return;
  const auto whole = [](double figure) { return std::to_string(std::lround(figure)); };
  found.warning({record.file.generic_string(), record.body.paragraph_lines[measured.hardest_paragraph], 0},
                "hard to read: Lix " + whole(std::ceil(measured.lix())) + ", and the library's limit is " + std::to_string(limit) +
                    " (" + whole(measured.words_a_sentence()) + " words a sentence, " + whole(measured.long_words_in_100()) +
                    " long words in a hundred)",
                "write shorter sentences and plainer words; the hardest paragraph is this one", "record.readability");
}

}  // namespace fieldbook::record
