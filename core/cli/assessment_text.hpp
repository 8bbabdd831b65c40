// An assessment as people read it on a terminal: a careful colleague's letter.
#pragma once

#include <vector>

#include "core/assess/advice.hpp"
#include "core/assess/since.hpp"

namespace fieldbook::cli {

// The approaches side by side where there are several; what has changed since an earlier draft, where one is given; then
// each approach: what is strong, with the quoted words; what is planned or missing, with one thing to do and what to
// read; what the text contradicts. Where `all` is not set, an approach that the text only touches gets its line in the
// table and its warnings, and no more.
void print_assessment(const assess::Result&, const assess::Since*, bool all);

}  // namespace fieldbook::cli
