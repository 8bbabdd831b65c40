// Where a site goes: what of it is checked before anything is read.
#pragma once

#include <filesystem>
#include <string>

namespace fieldbook::site {

// With a slash at its end; may be empty. Throws Error invalid.
std::string checked_base_url(std::string);

// A folder that holds the library, or lies in it, would be read as records or lose them. Throws Error invalid.
void check_apart(const std::filesystem::path& library, const std::filesystem::path& out);

}  // namespace fieldbook::site
