// Words of a text, cut as Xapian's TermGenerator cuts them but with their places, and stemmed. For this folder only.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

// What is known of a folded word.
struct WordKnown {
  std::string word;  // folded
  std::string stem;
  bool is_stop = false;
  std::size_t number = 0;  // of the word, in the order in which a Stems first met them
};

// A stemmer that remembers. One for each thread: it shares nothing.
class Stems {
 public:
  static constexpr std::size_t remembered_words = 50'000;

  // By Snowball's name ("english"), or "none". It forgets all words when it has met `limit` of them.
  explicit Stems(const std::string& language, std::size_t limit = remembered_words);
  ~Stems();
  Stems(Stems&&) noexcept;
  Stems& operator=(Stems&&) noexcept;

  // Valid until the next call; below the limit as long as this lives.
  const WordKnown& look_up(const std::string& folded);
  const std::string& of(const std::string& folded) { return look_up(folded).stem; }
  const Xapian::Stem& xapian() const noexcept;
  // How many words it remembers.
  std::size_t size() const noexcept { return known_.size(); }

 private:
  struct Stemmer;
  std::unique_ptr<Stemmer> stemmer_;
  std::size_t limit_;
  std::deque<WordKnown> known_;  // by number
  // Where the words are, by their hashes: each word of a text is looked up, so this must be small and lie close together.
  struct Slot {
    std::uint32_t hash = 0, place = 0;  // place in known_, from 1; 0: free
  };
  std::vector<Slot> slots_;  // a power of two of them, half of them free at least
  Slot& slot(std::uint32_t hash, std::string_view folded);
  void grow();
};

// Snowball's name for a language tag such as "en-GB"; "none" where there is no stemmer for it.
std::string stemmer_for(std::string_view language_tag);

}  // namespace fieldbook::library
