// `assess --batch`: a stream of texts, one line of JSON each, on every core, in the order they came.
#pragma once

#include <string>
#include <vector>

#include "core/cli/session.hpp"

namespace fieldbook::cli {

// `file` may be "-". A line that cannot be read is named on standard error and passed over; the exit code is then 1.
void assess_batch(Session&, const std::string& file, const std::vector<std::string>& assessors, bool with_text);

}  // namespace fieldbook::cli
