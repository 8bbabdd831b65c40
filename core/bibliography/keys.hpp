// Keys for references that came without, or with keys that BibTeX and our citations cannot hold. For this folder only.
#pragma once

#include <vector>

#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// Afterwards every key is there, unique and free of white space and of the characters that BibTeX gives a meaning.
// New ones are made of family name and year ("marsh2022", "marsh2022-2"); the same references get the same keys.
void give_keys(std::vector<Reference>&);

}  // namespace fieldbook::bibliography
