// How likely two references name one work, and why. For this folder only.
#pragma once

#include <string>

#include "core/review/duplicates/comparable.hpp"

namespace fieldbook::review {

struct Likeness {
  double points = 0;     // sum of the evidence for (above 0) and against, in the manner of log-odds
  bool veto = false;     // two real DOIs differ: a person may merge, the program may not
  std::string why;       // "same title; same authors; other year"
};

Likeness likeness(const Comparable&, const Comparable&);

// No fewer points than likeness() gives, and found without comparing long texts letter by letter: nearly all pairs of a
// large library need no closer look.
double most_points(const Comparable&, const Comparable&);

// [0, 1]: 1 is equal. Optimal alignment by bytes, 0 where it is below `least`.
double text_likeness(std::string_view, std::string_view, double least);

// Whether one is the other's abbreviation: "J Parenter Enteral Nutr", "Journal of Parenteral & Enteral Nutrition".
bool same_container(const std::vector<std::string>&, const std::vector<std::string>&);

}  // namespace fieldbook::review
