// What kind of document this is, told from its first bytes and its name.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/document/document.hpp"

namespace fieldbook::document {

inline constexpr std::size_t telling_bytes = 4096;  // enough of a file to tell

// `name` is what the error says; `ending` as in ".pdf", empty where there is no file name. Throws Error invalid for a
// format that is known and not read, for one that is not known, and for a file that does not hold what its ending says.
Format format_of(std::string_view first_bytes, const std::string& name, const std::string& ending);

// As the reading process is told.
std::string_view name(Format) noexcept;

}  // namespace fieldbook::document
