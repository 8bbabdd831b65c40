// The first step: what words and filters say of each criterion.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fieldbook::gold {

// Learns from the sentences in `gold` and from its files of passages that are named, and writes to `out` APPROACH.weights for each approach, common.weights
// and common.network. Takes minutes, and says on standard output how far it is.
void learn_weights(const std::filesystem::path& gold, const std::vector<std::string>& passages, const std::filesystem::path& out);

}  // namespace fieldbook::gold
