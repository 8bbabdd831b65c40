// People and bodies as plain text writes them, outside BibTeX.
#pragma once

#include <string_view>
#include <vector>

#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// "Marsh, Ada", "Ada Marsh", "Marsh AB" and "Saltby Town Council": with a comma, or with capitals at the end that can
// only be initials, the family's name stands first; words such as Council, University or Fund tell a body.
Name name_from_text(std::string_view);

// Several in one value, however they are kept apart: "Smith A, Walter B", "Smith, A; Walter, B",
// "Ada Smith and Bo Walter", "['Smith, A', 'Walter, B']".
std::vector<Name> names_from_list(std::string_view);

}  // namespace fieldbook::bibliography
