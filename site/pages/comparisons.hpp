// Which practice examples stand side by side on which page.
#pragma once

#include <string>
#include <vector>

#include "site/edition.hpp"

namespace fieldbook::site {

struct Comparison {
  std::string approach, sector;  // labels
  std::string approach_value;
  std::string address;
  std::string list;     // address of the approach's list of records
  Records examples;     // two to four: those with the strongest evidence, then those changed last
  std::size_t all = 0;  // of how many
};

// One for each approach (the facet with guide pages) and sector that share at least two records with a result.
std::vector<Comparison> comparisons(const Edition&);

}  // namespace fieldbook::site
