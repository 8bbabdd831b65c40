// Which records of the library to read after an assessment: chosen by the program's own search, apart from assessing.
#pragma once

#include "core/assess/assessment.hpp"
#include "core/assess/supervisor.hpp"
#include "core/library/search.hpp"

namespace fieldbook::assess {

// Answers an assessor's searches from an index. The reader must outlive the function.
Search search_in(library::Reader&);

// Adds, for the approaches the text is about, a design principle and a practice example for each criterion it leaves open:
// the contradicted first, then the absent, then the partial. Among the best hits of a search for the criterion those not
// named yet come first, then those about a sector, a place or a country of the text's, which the reason says. Approaches
// the library has no records of are passed over.
void add_read_next(Result&, const Text&, library::Reader&);

}  // namespace fieldbook::assess
