// Writes RIS, the tagged format that EndNote, Zotero, Mendeley and the screening tools take in.
#pragma once

#include <string>

#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// One record, "TY" to "ER", each line ended by CR LF. White space in values collapses. Of `custom`, the fields
// that are named by an RIS tag ("c1", "an") are written; the others have no place in RIS.
std::string to_ris(const Reference&);

}  // namespace fieldbook::bibliography
