// Groups of phrases, found in folded words in one pass.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  // The group of that name, made where it is new.
  Group group(std::string_view name);
  const Group* find(std::string_view name) const;
  const std::string& name(Group group) const { return names_[group]; }
  std::size_t size() const noexcept { return names_.size(); }

  // Throws std::invalid_argument where the phrase is empty or its brackets do not close.
  void add(Group group, std::string_view phrase);
  // Everything in `part` is in `whole` too.
  void include(Group whole, Group part);
  // Call once, after the last add and include.
  void freeze();

  // All matches that begin in words[first, last) and end there, by beginning. A match inside a longer one of the
  // group "MASK" is left out: that is how "take place" is kept from being a place.
  void match(const std::vector<Word>& words, std::uint32_t first, std::uint32_t last, std::vector<Match>& matches) const;

 private:
  struct Node {
    std::vector<Group> ends;
    std::int32_t gap = -1;  // the node after "_"
    bool has_edges = false;
  };
  void add_words(Group group, const std::vector<std::string>& words);
  std::uint32_t edge(std::uint32_t node, std::uint32_t sign);
  std::uint32_t sign_of(const std::string& word);
  void signs_of(const std::string& word, std::vector<std::uint32_t>& out) const;

  std::vector<std::string> names_;
  std::map<std::string, Group, std::less<>> by_name_;
  std::vector<std::vector<Group>> wholes_;  // for each group, the groups it is part of, itself first
  std::unordered_map<std::string, std::uint32_t> whole_words_;
  std::unordered_map<std::uint64_t, std::uint32_t> beginnings_;  // hash of the letters before "*"
  std::vector<bool> sizes_of_beginnings_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;       // node << 32 | sign
  std::vector<Node> nodes_{1};
  std::uint32_t next_sign_ = 2;                                  // 0: a number, 1: a year
};

}  // namespace fieldbook::rubric
