// Which records of the library to read after an assessment: chosen by the program's own search, apart from assessing.
#pragma once

#include "core/assess/assessment.hpp"
#include "core/assess/supervisor.hpp"
#include "core/library/search.hpp"

namespace fieldbook::assess {

// Answers an assessor's searches from an index. The reader must outlive the function.
Search search_in(library::Reader&);

// Adds, for the approaches the text is about, records that speak of the criteria it leaves open: the contradicted
// first, then the absent, then the partial; at most two a criterion, six an assessment, each record once. Approaches
// the library has no records of are passed over.
void add_read_next(Result&, library::Reader&);

}  // namespace fieldbook::assess
