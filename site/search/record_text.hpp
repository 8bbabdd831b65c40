// A record as a result of a search shows it, with the sentences that passages are cut from.
#pragma once

#include <string>

#include "site/edition.hpp"

namespace fieldbook::site {

// {"title","kind","url","where","when","summary","says":[[label, value],…],"note","sentences":[…],"gaps":DIGITS}: a gap
// is the number of characters between a sentence and the one before it.
std::string record_text(const Edition&, const record::Record&);

}  // namespace fieldbook::site
