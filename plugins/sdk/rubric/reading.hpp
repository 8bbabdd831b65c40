// A document cut into sentences with the groups found in each, and how a sentence means what it says.
#pragma once

#include <fieldbook/assessor.hpp>

#include <optional>
#include <span>
#include <vector>

#include "rules.hpp"

namespace fieldbook::rubric {

// The engine's own groups, which steer how a sentence is read. All are in data/common.rubric.
struct Controls {
  explicit Controls(const Lexicon& lexicon);
  Group negator, not_negation, instead, failure, plan, hedge, conditional, formerly, undoes, resolved, since, not_known, defining, advising,
      off_domain, public_service, near_miss, real_place, explaining, general_record, not_practice, clause_opener;
};

struct Sentence {
  fb_span span{};               // trimmed; whole characters
  std::uint32_t paragraph = 0;
  std::uint32_t first = 0, last = 0;    // words [first, last)
  std::vector<Match> matches;           // by group, then by place
  std::vector<std::uint64_t> groups;    // one bit a group that occurs
  std::vector<std::uint16_t> clauses;   // the clause of each word
  bool question = false;
  bool defines = false;         // says what a term means
  bool advises = false;         // says what anybody should do
  bool not_known = false;       // says what the writer does not know, or no study has shown

  bool has(Group group) const { return (groups[group / 64] >> (group % 64) & 1U) != 0; }
  std::span<const Match> of(Group group) const;
};

struct Reading {
  std::vector<Word> words;
  std::vector<Sentence> sentences;
};

// Whether the whole of `text` is one phrase of the group.
bool is_phrase_of(const Lexicon& lexicon, Group group, std::string_view text);

// Parts under a heading of NOT_PRACTICE are left out. Throws Cancelled where `deadline`, which may be null, says so.
Reading read(const Document& document, const Lexicon& lexicon, const Controls& controls, const Library* deadline);

// For long loops: asks the deadline at every 64th step.
void keep_to(const Library* deadline, std::size_t step);

enum class Stance { affirmed, planned, negated, over, not_said };

// One place where a pattern holds.
struct Hit {
  std::vector<Match> spans;     // one a chain: the words from its first item to its last
};

// Where the pattern holds in one sentence; nothing where it does not.
std::optional<Hit> find(const Pattern& pattern, const Sentence& sentence);
// Where it holds across two neighbouring sentences and in neither alone; only for patterns of several chains.
bool holds_across(const Pattern& pattern, const Sentence& before, const Sentence& after);

struct Reason {
  Stance stance = Stance::affirmed;
  std::optional<Match> word;    // what decided it
};

// How the sentence means the hit: said to be so, planned, denied, formerly so, or not said of anything real.
Reason stance_of(const Hit& hit, const Pattern& pattern, const Sentence& sentence, const Controls& controls);

// Whether the sentence says that the fault it names was done away with.
bool put_right(const Hit& hit, const Sentence& sentence, const Controls& controls);

}  // namespace fieldbook::rubric
