// Numbers as printable text that needs no escaping in a script, and that gzip packs well.
#pragma once

#include <cstdint>
#include <string>

namespace fieldbook::site {

// Appends a number, least part first, in base 46: a character below 46 ends the number, one of 46 to 91 says that more
// follows. The characters are those of ASCII from space on, without the quotation mark, the backslash and '<'.
void put_digits(std::string& out, std::uint32_t number);

}  // namespace fieldbook::site
