// Which pairs are worth a comparison: those that share a block. For this folder only.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/review/duplicates/comparable.hpp"

namespace fieldbook::review {

// Gives each record that has any, in the order of their numbers, with the later records it is to be compared with: each once,
// sorted. The pairs grow with the number of records, not with its square: a block that is so large that it says nothing is split by
// year and first author, and left out where that does not help. They are never all in memory: there can be hundreds to a record.
void for_each_candidate(std::span<const Comparable>, const std::function<void(std::uint32_t record, std::span<const std::uint32_t> later)>&);

}  // namespace fieldbook::review
