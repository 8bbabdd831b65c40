// What `assess` and `publish` share: which assessors run, and the library's own assessments.
#pragma once

#include <string>
#include <vector>

#include "core/assess/catalogue.hpp"
#include "core/assess/library_assessments.hpp"
#include "core/cli/session.hpp"

namespace fieldbook::cli {

// The usable assessors, or those with the given ids. Throws Error not_found for an id there is none of (with a
// did-you-mean), denied for one that is not allowed or has a problem. Broken manifests are named on standard error.
std::vector<assess::AssessorInfo> chosen_assessors(const std::vector<std::string>& ids);

// The document in a file, or on standard input where it is named "-". Throws Error as document::read_document().
assess::Text draft_named(const std::string& file);

// Assesses every record that has no assessment yet, with a progress bar, on every core.
assess::AssessReport assess_whole_library(const Session&);

std::string in_words(const assess::AssessReport&);

}  // namespace fieldbook::cli
