// A record of the library as something to cite.
#pragma once

#include <string_view>

#include "core/bibliography/reference.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::record {

// A record with authors and a year (an evaluation) stands for the study it reports: its source of the same DOI, or of
// the same year and first author, else what the record says. Every other record is a page of the library: published
// by it, dated by its last change or review, at its address below `base_url` where that is given. The key is the
// record's id, the abstract its summary; approaches, sectors and places are keywords, in words.
bibliography::Reference as_reference(const Collection&, const Record&, std::string_view base_url = {});

}  // namespace fieldbook::record
