// The program's JSON, one line to a document: what scripts may rely on (the shapes are tested).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/library/doctor.hpp"
#include "core/library/index.hpp"
#include "core/library/search.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {

std::string check_json(const record::Collection&);
std::string index_json(const library::IndexReport&, const Diagnostics&);
// Facet values are lists where the schema's field takes several, else one string.
std::string search_json(const library::Results&, const record::Schema&);
// {"index","made_by","records","files","terms_compared","rebuilt","pruned":[…],"leftovers":[…],
// "findings":[{"weight":"leftover"|"behind"|"damage","rule","what","advice"}]}
std::string doctor_json(const std::filesystem::path& index, const library::Examination&,
                        const std::vector<std::filesystem::path>& pruned, bool rebuilt);
std::string record_json(const record::Collection&, const record::Record&);

}  // namespace fieldbook::cli
