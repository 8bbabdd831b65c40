// From records as imported and verdicts on pairs to records as people work on them. For this folder only.
#pragma once

#include <span>
#include <vector>

#include "core/review/duplicates/log.hpp"
#include "core/review/records.hpp"

namespace fieldbook::review {

// Each cluster becomes its first record, with the sources of all and the fields it lacks from the others. Verdicts of people hold; those of
// the program never bring together what a person keeps apart, or two real DOIs that differ.
std::vector<ReviewRecord> merge(std::vector<ReviewRecord> imported, std::span<const PairVerdict>);

// The clusters themselves, of references whose keys are their ids: for each the number of the first of its cluster.
std::vector<std::size_t> firsts_of_clusters(std::span<const bibliography::Reference>, std::span<const PairVerdict>);

}  // namespace fieldbook::review
