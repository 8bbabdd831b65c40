// Finding duplicates among a review's records: what is certain is noted, the rest is handed back.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"
#include "core/review/duplicates/dedupe.hpp"

namespace fieldbook::review {

struct Deduplicated {
  std::vector<bibliography::Reference> records;      // as imported, each id once, without abstracts; what the numbers below count
  std::vector<std::vector<std::size_t>> clusters;    // as they are now, by all verdicts
  std::size_t merged_now = 0;                        // merges that this run made
  std::vector<LikelyPair> review;                    // still for a person, the likeliest first
};

Deduplicated dedupe(const std::filesystem::path& review, Diagnostics&);

}  // namespace fieldbook::review
