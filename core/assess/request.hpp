// A text as a worker is given it.
#pragma once

#include <chrono>
#include <string>

#include "core/assess/assessment.hpp"

namespace fieldbook::assess {

// The whole frame: everything that an assessor gets to see of a text. `wall` is what it is told of its deadline.
std::string request_frame(const Text&, std::chrono::milliseconds wall);

}  // namespace fieldbook::assess
