// Words of a text, cut as Xapian's TermGenerator cuts them but with their places, and stemmed. For this folder only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/text.hpp"

namespace Xapian {
class Stem;
}

namespace fieldbook::library {

struct Word {
  Span span;           // in the text, punctuation inside the word included: "U.K." without the last stop
  std::string folded;  // lower case, without accents
};

// Walks through a text. The text need not be valid UTF-8 and must outlive the walk.
class Words {
 public:
  explicit Words(std::string_view text) noexcept : text_(text) {}
  // The next word of at most 64 bytes; false at the end.
  bool next(Word&);

 private:
  bool cut(Word&);
  std::string_view text_;
  std::size_t at_ = 0;
};

// A stemmer that remembers. One for each thread: it shares nothing.
class Stems {
 public:
  // By Snowball's name ("english"), or "none".
  explicit Stems(const std::string& language);
  ~Stems();
  Stems(Stems&&) noexcept;
  Stems& operator=(Stems&&) noexcept;

  // Valid until the next call.
  const std::string& of(const std::string& folded);
  const Xapian::Stem& xapian() const noexcept;

 private:
  struct Stemmer;
  std::unique_ptr<Stemmer> stemmer_;
  std::unordered_map<std::string, std::string> known_;
};

// Snowball's name for a language tag such as "en-GB"; "none" where there is no stemmer for it.
std::string stemmer_for(std::string_view language_tag);

}  // namespace fieldbook::library
