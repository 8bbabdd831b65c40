// BibTeX's way of writing people and bodies. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// "Marsh, Ada and {Saltby Town Council} and Jos{\'e} Ibarra": a name in braces is a body. "others" is left out.
std::vector<Name> names_from_bibtex(std::string_view);

std::string names_to_bibtex(const std::vector<Name>&);

}  // namespace fieldbook::bibliography
