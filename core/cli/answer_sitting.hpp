// One person at the keys of `review appraise` or `review extract`.
#pragma once

#include "core/cli/open_appraisal.hpp"
#include "core/review/appraisal/answering.hpp"

namespace fieldbook::cli {

// Until everything is answered or the person ends it. Throws Error invalid where there is no terminal.
void sit_and_answer(const OpenAppraisal&, review::Answering&, const review::Reviewer&);

}  // namespace fieldbook::cli
