#include "core/library/words.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "core/library/stop_words.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t word_limit_bytes = 64;  // as TermGenerator's
constexpr std::size_t suffix_limit = 3;
constexpr std::size_t first_slots = 1'024;

// Whether each ASCII character may stand in a word: letters, digits and the low line.
constexpr auto ascii_word = [] {
  std::array<bool, 128> table{};
  for (unsigned c = 0; c < 128; ++c) {
    table[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }
  return table;
}();

bool is_word(unsigned c) {
  return c < 128 ? ascii_word[c] : Xapian::Unicode::is_wordchar(c);
}
bool is_capital(unsigned c) {
  return c >= 'A' && c <= 'Z';
}
unsigned lower(unsigned c) {
  return c < 128 ? (is_capital(c) ? c + 32 : c) : Xapian::Unicode::tolower(c);
}

bool is_digit(unsigned c) {
  if (c < 128) return c >= '0' && c <= '9';
  return Xapian::Unicode::get_category(c) == Xapian::Unicode::DECIMAL_DIGIT_NUMBER;
}

bool is_invisible(unsigned c) {
  return (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff;
}

// What a character between two word characters stands for: itself, nothing visible (0), or the end of the word.
std::optional<unsigned> joint(unsigned c, bool between_digits) {
  if (is_invisible(c)) return 0;
  if (between_digits) {
    constexpr std::array<unsigned, 11> joints{',',   '.',    ';',    0x37e,  0x589, 0x60d,
                                              0x7f8, 0x2044, 0xfe10, 0xfe13, 0xfe14};
    return std::ranges::find(joints, c) == joints.end() ? std::nullopt : std::optional(c);
  }
  if (c == 0x2019 || c == 0x201b) return '\'';
  return c == '\'' || c == '&' || c == 0xb7 || c == 0x5f4 || c == 0x2027 ? std::optional(c) : std::nullopt;
}

// Walks as Xapian::Utf8Iterator does, malformed bytes included, without a call for each ASCII character.
class Walk {
 public:
  Walk(const char* at, const char* end) : at_(at), end_(end) {}

  bool at_end() const { return at_ == end_; }
  const char* at() const { return at_; }
  unsigned operator*() const { return is_ascii() ? static_cast<unsigned char>(*at_) : *rest(); }
  Walk& operator++() {
    if (is_ascii()) {
      ++at_;
      return *this;
    }
    auto it = rest();
    ++it;
    at_ = it == Xapian::Utf8Iterator() ? end_ : it.raw();
    return *this;
  }

 private:
  bool is_ascii() const { return static_cast<unsigned char>(*at_) < 128; }
  Xapian::Utf8Iterator rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

  const char *at_, *end_;
};

class Cutter {
 public:
  Cutter(std::string_view text, std::size_t at) : base_(text.data()), it_(text.data() + at, text.data() + text.size()) {}

  bool find_start() {
    while (!it_.at_end() && !is_word(*it_)) ++it_;
    return !it_.at_end();
  }
  // Bytes of the text before what has not been read.
  std::size_t here() const { return static_cast<std::size_t>(it_.at() - base_); }

  void word(std::string& out) {
    if (initials(out)) return;
    body(out);
    if (!it_.at_end()) suffix(out);
  }

 private:
  static void append(std::string& out, unsigned c) {
    if (c < 128) {
      out.push_back(static_cast<char>(c));
    } else {
      Xapian::Unicode::append_utf8(out, c);
    }
  }

  // "U.K.", "N.H.S": read as one word.
  bool initials(std::string& out) {
    if (!is_capital(*it_)) return false;
    auto p = it_;
    do {
      append(out, lower(*p));
      ++p;
    } while (!p.at_end() && *p == '.' && !(++p).at_end() && is_capital(*p));
    if (out.size() > 1 && (p.at_end() || !is_word(*p))) {
      it_ = p;
      return true;
    }
    out.clear();
    return false;
  }

  void body(std::string& out) {
    for (;;) {
      unsigned before = 0;
      do {
        before = lower(*it_);
        append(out, before);
      } while (!(++it_).at_end() && is_word(*it_));
      if (it_.at_end()) return;
      auto after = it_;
      if ((++after).at_end() || !is_word(*after)) return;
      const auto between = joint(*it_, is_digit(before) && is_digit(*after));
      if (!between) return;
      if (*between != 0) append(out, *between);
      it_ = after;
    }
  }

  // "c++", "f#"; but "fish+chips" are two words.
  void suffix(std::string& out) {
    const auto size = out.size();
    std::size_t count = 0;
    while (*it_ == '+' || *it_ == '#') {
      if (++count > suffix_limit) {
        out.resize(size);
        break;
      }
      append(out, *it_);
      if ((++it_).at_end()) return;
    }
    if (is_word(*it_)) out.resize(size);
  }

  const char* base_;
  Walk it_;
};

void fold_accents(std::string& word) {
  if (std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 128; })) return;
  auto folded = fold(word);
  std::erase(folded, ' ');
  if (!folded.empty()) word = std::move(folded);
}

}  // namespace

bool Words::cut(Word& word) {
  Cutter cutter(text_, at_);
  if (!cutter.find_start()) {
    at_ = text_.size();
    return false;
  }
  word.span.begin = cutter.here();
  word.folded.clear();
  cutter.word(word.folded);
  word.span.end = at_ = cutter.here();
  return true;
}

bool Words::next(Word& word) {
  while (cut(word)) {
    if (word.folded.size() > word_limit_bytes) continue;
    fold_accents(word.folded);
    if (word.folded.size() <= word_limit_bytes) return true;  // a ligature may have become many letters
  }
  return false;
}

struct Stems::Stemmer {
  Xapian::Stem stem;
};

Stems::Stems(const std::string& language, std::size_t limit)
    : stemmer_(std::make_unique<Stemmer>()), limit_(limit) {
  try {
    stemmer_->stem = Xapian::Stem(language);
  } catch (const Xapian::InvalidArgumentError&) {
    stemmer_->stem = Xapian::Stem();  // a language this Xapian does not know is searched unstemmed
  }
}

Stems::~Stems() = default;
Stems::Stems(Stems&&) noexcept = default;
Stems& Stems::operator=(Stems&&) noexcept = default;

// The slot of the word, or the free one that it would be in.
Stems::Slot& Stems::slot(std::uint32_t hash, std::string_view folded) {
  for (auto at = hash;; ++at) {
    auto& slot = slots_[at & (slots_.size() - 1)];
    if (slot.place == 0 || (slot.hash == hash && known_[slot.place - 1].word == folded)) return slot;
  }
}

void Stems::grow() {
  std::vector<Slot> more(slots_.empty() ? first_slots : 2 * slots_.size());
  for (const auto& slot : slots_) {
    if (slot.place == 0) continue;
    auto at = slot.hash;
    while (more[at & (more.size() - 1)].place != 0) ++at;
    more[at & (more.size() - 1)] = slot;
  }
  slots_ = std::move(more);
}

const WordKnown& Stems::look_up(const std::string& folded) {
  if (2 * (known_.size() + 1) > slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string>{}(folded));
  auto* found = &slot(hash, folded);
  if (found->place != 0) return known_[found->place - 1];
  if (known_.size() >= limit_) {
    known_.clear();
    std::ranges::fill(slots_, Slot{});
    found = &slot(hash, folded);
  }
  known_.push_back({folded, stemmer_->stem(folded), is_stop_word(folded), known_.size()});
  *found = {hash, static_cast<std::uint32_t>(known_.size())};
  return known_.back();
}

const Xapian::Stem& Stems::xapian() const noexcept {
  return stemmer_->stem;
}

std::string stemmer_for(std::string_view language_tag) {
  const std::string language(language_tag.substr(0, language_tag.find('-')));
  try {
    const Xapian::Stem stem(language);
    return language == "en" ? "english" : language;
  } catch (const Xapian::InvalidArgumentError&) {
    return "none";
  }
}

}  // namespace fieldbook::library
