// Reads the markers of a template and holds them against the contract (slots.hpp), before anything is expanded.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace fieldbook::site {

// Templates by name, without ".tpl".
using Sources = std::map<std::string, std::string, std::less<>>;

// Throws Error invalid, naming the file, the line and the name, for: a template that does not begin with AUTOESCAPE;
// a marker of another kind than names, sections, includes and comments; ":none" on anything but a raw slot; a section
// that is not closed; a name that the program does not set in that place; an include or a page that is not there.
void check_templates(const Sources&);

}  // namespace fieldbook::site
