// Pictures of a synthesis without a pooled effect. They read in black and white: shape tells direction, fill quality, and all is said in words.
#pragma once

#include <string>

#include "core/review/synthesis/evidence.hpp"

namespace fieldbook::review {

// The effect direction plot of Boon and Thomson (2021): studies by outcomes, the well-done ones first. A triangle up or down, two triangles for
// mixed results, a bar for no difference; how many results it comes from stands beside it. Size tells the final sample: over 300, 50 to 300 or
// not told, under 50. Below each outcome the sign test.
std::string effect_direction_svg(const Synthesis&, const std::string& title);

// The harvest plot of Ogilvie and others (2008), BMC Medical Research Methodology 8:8: outcomes by the three ways a study may point, a bar a
// study. Height tells how well the design suits a question of effect (comparison or review, no comparison, self-report), fill how well the study
// was done, and the number under a bar which study it is.
std::string harvest_svg(const Synthesis&, const std::string& title);

}  // namespace fieldbook::review
