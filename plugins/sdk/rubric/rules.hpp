// The rules of one approach as read from its file; the grammar is in README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon.hpp"

namespace fieldbook::rubric {

enum class Side : std::uint8_t { for_it, against_it };

struct Link {
  bool in_order = false;        // ">": the next item stands after this one
  std::uint32_t distance = 8;   // at most so many words between the two
};

struct Chain {                  // items near each other in one sentence; links[i] joins items[i] and items[i + 1]
  std::vector<Group> items;
  std::vector<Link> links;
  std::uint32_t at_least = 0;   // not 0: so many of the items anywhere in the sentence, and no links
};

struct Pattern {
  Side side = Side::for_it;
  double weight = 2.0;
  bool weak = false;            // counts only through the threshold, never names a rating by itself
  bool fixed = false;           // holds its own negation: a negator nearby does not turn it round
  std::vector<Chain> chains;    // all in one sentence, or, where there are several, in two neighbouring ones
  std::vector<Group> without;   // none of these in the sentence
};

struct CriterionRules {
  std::string id;
  std::string about;            // what rationales call it: "one agreed set of priorities"
  bool core = false;
  double threshold = 0;         // added to the approach's threshold
  std::vector<Pattern> patterns;
};

// The numbers a rules file may set ("set threshold 1.4").
struct Weights {
  double threshold = 1.9;       // score a criterion needs in a text that hardly speaks of the approach
  double density = 2.0;         // how much of that is forgiven where the text speaks of it throughout
  double floor = 0.9;           // never less than this
  double context = 0;           // words of the group CONTEXT a text needs; 0: none
  double competition = 1.0;     // added to the threshold of a text that has none of them
  double across = 0.4;         // share of a pattern's weight where it spans two sentences
  double repeat = 0.5;          // share of further hits of the same criterion
  double off_domain = 1.5;      // words of public services that one of another trade outweighs
  double core_needed = 0;       // core criteria established for a strong fit; 0: all
};

struct RuleSet {
  std::string approach;
  Weights weights;
  Lexicon lexicon;
  std::vector<CriterionRules> criteria;
};

// Reads several texts as one. Throws std::invalid_argument naming the text and line.
RuleSet read_rules(const std::vector<std::pair<std::string_view, std::string_view>>& named_texts);

}  // namespace fieldbook::rubric
