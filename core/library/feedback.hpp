// "Find all the evidence": a query widened by what its best records say (pseudo-relevance feedback). For this folder only.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "core/library/card.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

inline constexpr std::size_t feedback_records = 5;  // the best, which are taken to be right

struct Wider {
  Xapian::Query query;             // what was asked, or what the best records say
  std::vector<std::string> stems;  // added, the weightiest first
};

// `best` is what `asked` finds first, in the database where its words are looked up. Chosen and weighed as measured
// (core/library/README.md).
Wider widen(const Xapian::Query& asked, const Xapian::RSet& best, const Xapian::Database&);

// For each stem a word that one of `best` writes it as, for people to read; without those none of them has.
std::vector<std::string> words_for(const std::vector<std::string>& stems, const std::vector<Card>& best, Stems&);

}  // namespace fieldbook::library
