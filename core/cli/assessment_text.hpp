// An assessment as people read it.
#pragma once

#include "core/assess/assessment.hpp"

namespace fieldbook::cli {

// Per assessor the fit in words, then its criteria, the strongest rating first, with reason and quoted words; then what
// to read next. `with_text` prints the assessed text at the end.
void print_assessment(const assess::Result&, const assess::Text&, bool with_text);

}  // namespace fieldbook::cli
