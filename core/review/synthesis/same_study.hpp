// Reports that tell of one study: what extraction's question of the role "same-study-as" says.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/review/appraisal/answer_standing.hpp"
#include "core/review/synthesis/flow.hpp"

namespace fieldbook::review {

// Record -> the record whose study it reports too. An answer that names no record is a diagnostic (rule extraction.same-study).
std::map<std::string, std::string> same_study(std::span<const ItemStanding>, const Records&, Diagnostics&);

// The same from the files of a review, without knowing its forms: answers to the question "same-study" of any form.
std::map<std::string, std::string> read_same_study(const std::filesystem::path& review, const Records&, Diagnostics&);

}  // namespace fieldbook::review
