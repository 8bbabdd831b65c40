// Whether the answers that were written down fit the review and its forms: files come from other branches and other hands.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "core/base/diagnostics.hpp"
#include "core/record/vocabulary.hpp"
#include "core/review/standing.hpp"

namespace fieldbook::review {

// Reads forms, findings, claims and all answers of a review and says what does not fit, with file and line: an item that is not there or that the form
// is not for, a question or an answer that the form does not have, words that are missing, a reviewer whom the protocol does not name (rules
// answers.*, and those of reading). An answer on a record that is no longer included, or to a version whose file is gone, is a warning. The number of
// answers looked at; those that a later line replaced are not.
std::size_t check_answers(const std::filesystem::path& review, const Protocol&, const Records&, std::span<const Decision>, const record::Vocabularies&, Diagnostics&);

}  // namespace fieldbook::review
