// A table of pairs for a person to decide on, in any editor or spreadsheet.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"
#include "core/review/duplicates/dedupe.hpp"
#include "core/review/duplicates/log.hpp"

namespace fieldbook::review {

// Cells with tabs between them, one pair a line under a line of headings. The first cell, "decision", is empty; the next two are the ids (the
// references' keys). UTF-8.
std::string pair_table(std::span<const LikelyPair>, std::span<const bibliography::Reference>);

// The verdicts of the lines whose decision is "same" or "different"; an empty one is passed over, another is an error (rule
// duplicates.decision). Commas or semicolons between the cells are read too, since spreadsheets write them.
std::vector<PairVerdict> read_pair_table(std::string_view text, const std::string& file, Diagnostics&);

}  // namespace fieldbook::review
