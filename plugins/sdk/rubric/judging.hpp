// From the places where patterns hold to a rating.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <fieldbook/rubric.hpp>

#include "reading.hpp"

namespace fieldbook::rubric {

// The best a criterion's patterns make of one sentence.
struct Evidence {
  std::uint32_t sentence = 0;
  double weight = 0;            // for it; 0 where the sentence only speaks against it
  double against = 0;
  Stance stance = Stance::affirmed;
  bool weak = true;
  std::optional<Match> reason;  // the word that decided the stance
  std::vector<Match> spans;     // the words that were found
};

struct Tally {
  std::vector<Evidence> evidence;  // in the order of the text
  double score = 0, against = 0;
  double strongest = 0;            // the best single weight
};

Tally tally(const CriterionRules& criterion, const Reading& reading, const Weights& weights, const Controls& controls,
            const Library* deadline);

// What the tally comes to, with quotes and rationale.
Finding judge(const CriterionRules& criterion, const Tally& tally, double threshold, const Reading& reading, std::string_view text);

inline constexpr std::size_t most_quotes = 3;

// The sentences that say so about as plainly as the best of them, at most most_quotes, in the order of the text.
std::vector<fb_span> quotes(const Tally& tally, Rating rating, const Reading& reading);

// Plain words for a rating (wording.cpp).
std::string rationale(const CriterionRules& criterion, Rating rating, const Tally& tally, const Evidence* decisive,
                      const Evidence* other, const Reading& reading, std::string_view text);

}  // namespace fieldbook::rubric
