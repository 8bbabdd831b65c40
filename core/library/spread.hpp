// An order in which what comes first is not all alike. For this folder only.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace fieldbook::library {

// What makes two results alike.
struct Traits {
  double score = 0;
  std::vector<std::set<std::string>> values;  // of each facet looked at, the same facets for all
};

inline constexpr std::size_t spread_pool = 50;   // the best, of which …
inline constexpr std::size_t spread_first = 10;  // … so many are chosen for what they add

// Numbers of the results in their new order. `best_first` holds the best, in order, at most spread_pool of which are
// moved: the first stays; then each time the one is next that has most of 0.7 × its score (to the best score) − 0.3 × its
// likeness to the one chosen already that is most like it. Likeness is the mean over the facets of the share of values
// that two have in common (maximal marginal relevance, Carbonell & Goldstein 1998). After spread_first the rest follow in
// their old order.
std::vector<std::size_t> spread(const std::vector<Traits>& best_first);

}  // namespace fieldbook::library
