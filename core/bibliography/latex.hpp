// LaTeX's ways of writing characters, to Unicode and back, as far as bibliographies use them. For this folder only.
#pragma once

#include <string>
#include <string_view>

namespace fieldbook::bibliography {

// Braces go, accents and common commands become characters, "--" and "---" become dashes, white space collapses.
// A command that is not known leaves its argument.
std::string from_latex(std::string_view);

// Characters that mean something to BibTeX are escaped, so that from_latex gives the text back (white space collapsed).
std::string to_latex(std::string_view);

}  // namespace fieldbook::bibliography
