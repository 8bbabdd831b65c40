// Which pairs are worth a comparison: those that share a block. For this folder only.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/review/duplicates/comparable.hpp"

namespace fieldbook::review {

using Pair = std::pair<std::uint32_t, std::uint32_t>;   // first < second

// Each pair once, sorted. Grows with the number of records, not with its square: a block that is so large that it
// says nothing is split by year and first author, and left out where that does not help.
std::vector<Pair> candidate_pairs(std::span<const Comparable>);

}  // namespace fieldbook::review
