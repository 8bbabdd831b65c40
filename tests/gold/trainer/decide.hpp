// The second step: how much each sign counts for a rating.
#pragma once

#include <filesystem>
#include <string>

namespace fieldbook::gold {

// Reads dev.jsonl of `gold` with the weights in `weights`, and gives the text of decision.weights.
std::string learn_decision(const std::filesystem::path& gold, const std::filesystem::path& weights);

}  // namespace fieldbook::gold
