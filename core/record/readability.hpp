// How hard a text is to read, by Lix (C. H. Björnsson, Läsbarhet, 1968): words a sentence, and long words in a hundred.
//
// Lix needs no count of syllables, so a machine measures British text as a reader does. Björnsson's steps: below 30
// very easy, 30 to 40 easy (fiction), 40 to 50 middling (newspapers), 50 to 60 hard (official texts), above very hard.
// We depart from him in one thing: names and figures are words, but never long ones, since a record on place and
// partners cannot choose shorter ones.
#pragma once

#include <cstddef>

#include "core/base/diagnostics.hpp"
#include "core/record/markdown.hpp"
#include "core/record/record.hpp"

namespace fieldbook::record {

struct Readability {
  std::size_t words = 0;
  std::size_t long_words = 0;        // more than six letters, not capitalised, without a digit
  std::size_t sentences = 0;
  std::size_t hardest_paragraph = 0; // of Body::paragraphs: that with the highest Lix of its own; 0 where there is none

  double words_a_sentence() const noexcept;
  double long_words_in_100() const noexcept;
  double lix() const noexcept;       // 0 where there is no sentence
};

Readability readability(const Body&);

// Rule of the diagnostic, a warning: record.readability, where Lix is above `limit`. A limit of 0 checks nothing, and
// bodies under 100 words are too short to measure.
void check_readability(const Record&, std::size_t limit, Diagnostics&);

}  // namespace fieldbook::record
