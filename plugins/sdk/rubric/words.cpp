// SPDX-License-Identifier: MIT
#include "words.hpp"

#include <algorithm>
#include <array>

namespace fieldbook::rubric {
namespace {

struct Letter {
  std::uint32_t code = 0;
  std::size_t size = 1;
};

// The code point at `at`; a stray byte counts as one unknown character.
Letter decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first < 0xE0 && follows(at + 1))
    return {static_cast<std::uint32_t>((first & 0x1F) << 6 | (byte(at + 1) & 0x3F)), 2};
  if (first >= 0xE0 && first < 0xF0 && follows(at + 1) && follows(at + 2))
    return {static_cast<std::uint32_t>((first & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F)), 3};
  if (first >= 0xF0 && first < 0xF5 && follows(at + 1) && follows(at + 2) && follows(at + 3)) return {0xFFFD, 4};
  return {0xFFFD, 1};
}

// Latin letters with marks, U+00C0 to U+017F, without them; a dot keeps the letter unknown.
constexpr std::string_view plain_latin =
    "aaaaaaaceeeeiiiidnooooo.ouuuuypsaaaaaaaceeeeiiiidnooooo.ouuuuypy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssss"
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(plain_latin.size() == 0x180 - 0xC0);

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool ends_with(const std::string& word, std::string_view end) { return std::string_view(word).ends_with(end); }

void fold_spelling(std::string& word) {
  if (word.size() < 5) return;
  for (std::size_t i = 2; i + 2 < word.size(); ++i)
    if (word[i] == 'i' && word[i + 1] == 'z') word[i + 1] = 's';
  if (const auto at = word.find("our", 2); at != std::string::npos && word != "hours") word.erase(at + 1, 1);
  if (const auto at = word.find("centre"); at == 0) word.replace(0, 6, word.size() > 6 && word[6] == 'd' ? "centere" : "center");
  if (word.starts_with("programme")) word.erase(7, 2);
  if (word.starts_with("fulfill")) word.erase(6, 1);
  if (word == "acknowledgment" || word == "judgment") word.insert(word.size() - 4, 1, 'e');
  if (ends_with(word, "travelled") || ends_with(word, "labelled")) word.erase(word.size() - 3, 1);
}

constexpr std::array<std::string_view, 9> prefixes = {"co", "sub", "multi", "de", "re", "cross", "inter", "over", "under"};

bool is_prefix(std::string_view word) { return std::ranges::find(prefixes, word) != prefixes.end(); }

// Which words stay joined to "co" even where a space stands between ("co production").
bool takes_co(std::string_view word) {
  constexpr std::array<std::string_view, 9> stems = {"produc", "design", "commission", "deliver", "assess",
                                                     "locat",  "creat",  "develop",    "govern"};
  return std::ranges::any_of(stems, [&](std::string_view stem) { return word.starts_with(stem); });
}

class Splitter {
 public:
  Splitter(std::string_view text, fb_span span, std::vector<Word>& words)
      : text_(text.substr(0, std::min<std::size_t>(text.size(), span.end))), at_(span.begin), words_(words), first_(words.size()) {}

  void run() {
    while (at_ < text_.size()) step();
    finish();
  }

 private:
  void step() {
    const char c = text_[at_];
    if (is_lower(c) || is_digit(c)) return add(c, 1, false);
    if (is_upper(c)) return add(static_cast<char>(c + ('a' - 'A')), 1, true);
    const Letter letter = decode(text_, at_);
    if (letter.code == '\'' || letter.code == 0x2019) return apostrophe(letter.size);
    if (letter.code >= 0xC0 && letter.code < 0x180) {
      const char plain = plain_latin[letter.code - 0xC0];
      return add(plain == '.' ? 'x' : plain, letter.size, false);
    }
    if (is_number_joint(c)) return add(c, 1, false);
    if (letter.code == 0xA3 || letter.code == '$' || letter.code == 0x20AC) return currency(letter.size);
    if (letter.code > 0x17F && letter.code < 0x2000) return foreign(letter.size);
    finish();
    punctuate(letter);
    at_ += letter.size;
  }

  // The comma or point inside "1,200" and "2.5".
  bool is_number_joint(char c) const {
    return (c == ',' || c == '.') && !open_.text.empty() && is_digit(open_.text.back()) && at_ + 1 < text_.size() &&
           is_digit(text_[at_ + 1]);
  }

  void add(char folded, std::size_t size, bool capital) {
    if (open_.text.empty()) {
      open_.begin = static_cast<std::uint32_t>(at_);
      open_.capital = capital;
    }
    constexpr std::size_t longest_word = 64;
    if (open_.text.size() < longest_word) open_.text.push_back(folded);
    at_ += size;
    open_.end = static_cast<std::uint32_t>(at_);
  }

  void foreign(std::size_t size) {  // other scripts: kept as bytes, so that equal words stay equal
    const std::string bytes(text_.substr(at_, size));
    for (const char byte : bytes) {
      add(byte, 0, false);
    }
    at_ += size;
    open_.end = static_cast<std::uint32_t>(at_);
  }

  void currency(std::size_t size) {
    finish();
    open_.begin = static_cast<std::uint32_t>(at_);
    open_.text = "$";
    at_ += size;
    open_.end = static_cast<std::uint32_t>(at_);
    finish();
  }

  void apostrophe(std::size_t size) {
    const auto next = at_ + size;
    const auto after = next + 1;
    const bool one_letter = next < text_.size() && (after >= text_.size() || !(is_lower(text_[after]) || is_upper(text_[after])));
    if (!open_.text.empty() && one_letter && text_[next] == 's') {
      finish();
      at_ = after;
    } else if (!open_.text.empty() && one_letter && text_[next] == 't' && open_.text.back() == 'n') {
      negative_ending(after);
    } else {
      finish();
      at_ = next;
    }
  }

  void negative_ending(std::size_t after) {  // "don't" is "do not"
    if (open_.text != "can") open_.text.pop_back();
    if (open_.text == "wo") open_.text = "will";
    finish();
    open_.begin = static_cast<std::uint32_t>(at_ - 1);
    open_.text = "not";
    open_.end = static_cast<std::uint32_t>(after);
    finish();
    at_ = after;
  }

  void punctuate(const Letter& mark) {
    const auto c = mark.code;
    if (c == '-' || c == 0x2010 || c == 0x2011) {
      hyphen_ = true;
      const bool dash = (at_ > 0 && text_[at_ - 1] == ' ') || (at_ + 1 < text_.size() && text_[at_ + 1] == '-');
      if (dash) pause_ = Pause::strong;
    } else if (c == ';' || c == ':' || c == '(' || c == ')' || c == 0x2013 || c == 0x2014) {
      pause_ = Pause::strong;
    } else if (c == ',' && pause_ == Pause::none) {
      pause_ = Pause::comma;
    }
  }

  void finish() {
    if (open_.text.empty()) return;
    open_.pause = pause_;
    const bool joined = words_.size() > first_ && pause_ == Pause::none &&
                        ((hyphen_ && is_prefix(words_.back().text)) || (words_.back().text == "co" && takes_co(open_.text)));
    if (joined) {
      open_.text.insert(0, words_.back().text);
      open_.begin = words_.back().begin;
      open_.pause = words_.back().pause;
      open_.capital = words_.back().capital;
      words_.pop_back();
    }
    fold_spelling(open_.text);
    words_.push_back(std::move(open_));
    open_ = {};
    pause_ = Pause::none;
    hyphen_ = false;
  }

  std::string_view text_;
  std::size_t at_;
  std::vector<Word>& words_;
  std::size_t first_;
  Word open_;
  Pause pause_ = Pause::none;
  bool hyphen_ = false;
};

}  // namespace

void split_words(std::string_view text, fb_span span, std::vector<Word>& words) { Splitter(text, span, words).run(); }

std::vector<std::string> fold_phrase(std::string_view phrase) {
  std::vector<std::string> out;
  out.reserve(4);
  std::vector<Word> words;
  std::size_t at = 0;
  while (at < phrase.size()) {
    const auto end = std::min(phrase.find(' ', at), phrase.size());
    const auto chunk = phrase.substr(at, end - at);
    at = end + 1;
    if (chunk.empty()) continue;
    if (chunk.front() == '#' || chunk == "_") {
      out.emplace_back(chunk);
      continue;
    }
    words.clear();
    split_words(chunk, {0, chunk.size()}, words);
    if (words.empty()) continue;
    if (chunk.back() == '*') words.back().text += '*';
    const bool joined = !out.empty() && out.back() == "co" && takes_co(words.front().text);
    if (joined) {
      words.front().text.insert(0, "co");
      out.pop_back();
    }
    for (auto& word : words) out.push_back(std::move(word.text));
  }
  return out;
}

}  // namespace fieldbook::rubric
