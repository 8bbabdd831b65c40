// An assessment of a draft as one page that needs nothing beside it: to print, to send on, to keep.
#pragma once

#include <string>

#include "core/assess/assessment.hpp"
#include "site/theme.hpp"

namespace fieldbook::site {

// The order of core/assess/advice.hpp: approaches side by side, what has changed since `before` where that is given, then
// each approach with what is strong, planned, missing and contradicted. `base_url`, where it is not empty, is where the
// library is published: http or https; records to read are links below it. Throws Error invalid for another address.
std::string assessment_page(const assess::Result& now, const assess::Result* before, const std::string& base_url,
                            const Theme&);

}  // namespace fieldbook::site
