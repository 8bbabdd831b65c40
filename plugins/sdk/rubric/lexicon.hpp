// Groups of phrases, found in folded words in one pass.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "flat_map.hpp"
#include "words.hpp"

namespace fieldbook::rubric {

using Group = std::uint32_t;

struct Match {
  Group group = 0;
  std::uint32_t first = 0, last = 0;  // words, both included
};

// Phrases are words with one space between: "sign* the agreement". In a phrase
//   word*  any word that begins so          #  any number          #year  1900 to 2099
//   _      up to three words of any kind    (a|b)  either
class Lexicon {
 public:
  Lexicon();

  // The group of that name, made where it is new.
  Group group(std::string_view name);
  const Group* find(std::string_view name) const;
  const std::string& name(Group group) const { return names_[group]; }
  std::size_t size() const noexcept { return names_.size(); }

  // Throws std::invalid_argument where the phrase is empty or its brackets do not close.
  void add(Group group, std::string_view phrase);
  // Everything in `part` is in `whole` too.
  void include(Group whole, Group part);
  // Call once, after the last add and include; a Matcher needs it.
  void freeze();

 private:
  friend class Matcher;
  using Sign = std::uint32_t;  // what a word is to phrases: a number, a year, a word of theirs, or one that begins as they say
  struct Node {
    std::vector<Group> ends;      // once frozen, with the groups that these are part of
    std::uint32_t gap = 0;        // the node after "_"; 0: none
    bool has_edges = false;
  };
  // Which lengths of words and of beginnings there are, up to 31 (longer ones count as 31), among those of the same first letters.
  struct Lengths {
    std::uint32_t words = 0, beginnings = 0;
  };
  static constexpr std::size_t first_letters = 3;  // shorter ones are together in lengths_[0]

  void add_words(Group group, const std::vector<std::string>& words);
  std::uint32_t edge(std::uint32_t node, Sign sign);
  Sign sign_of(std::string_view word);
  Sign sign_of_letters(std::string_view letters, bool beginning);
  // Adds the signs of a word of a text.
  void signs_of(std::string_view word, std::vector<Sign>& out) const;

  std::vector<std::string> names_;
  std::map<std::string, Group, std::less<>> by_name_;
  std::vector<std::vector<Group>> wholes_;  // for each group, the groups it is part of, itself first
  FlatMap<Sign> signs_;                     // by the hash of a word, or of the letters before "*"
  std::array<Lengths, 1024> lengths_{};
  FlatMap<std::uint32_t> edges_;            // (node + 1) << 32 | sign
  std::vector<std::uint32_t> from_start_;   // edges of node 0 by sign, once frozen; 0: none
  std::vector<Node> nodes_;                 // the first is where every phrase starts
  Sign next_sign_ = 2;                      // 0: a number, 1: a year
};

// Finds phrases in words. Borrows a frozen lexicon; keeps its buffers from sentence to sentence, and so is for one thread.
class Matcher {
 public:
  explicit Matcher(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // All matches that begin in words[first, last) and end there, in no order. A match inside a longer one of the
  // group "MASK" is left out: that is how "take place" is kept from being a place.
  void match(const std::vector<Word>& words, std::uint32_t first, std::uint32_t last, std::vector<Match>& matches);

 private:
  struct Step {
    std::uint32_t node, at, gap;  // gap: how many more words "_" may pass over
  };
  std::span<const Lexicon::Sign> signs_at(std::uint32_t word) const;
  void match_from(std::uint32_t start, std::uint32_t count, std::uint32_t first, std::vector<Match>& matches);

  const Lexicon& lexicon_;
  std::vector<Lexicon::Sign> signs_;      // of all words of the sentence
  std::vector<std::uint32_t> sign_ends_;  // where each word's signs end
  std::vector<Step> open_;
};

}  // namespace fieldbook::rubric
