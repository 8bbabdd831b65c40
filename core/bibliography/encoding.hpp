// From the bytes of a file to UTF-8. For this folder only.
#pragma once

#include <string>
#include <string_view>

namespace fieldbook::bibliography {

struct Decoded {
  std::string text;       // well-formed UTF-8 without a byte order mark; control characters are spaces
  std::string encoding;
  bool guessed = false;   // neither a mark, nor a declaration, nor well-formed UTF-8 told
};

Decoded decode(std::string_view bytes);

}  // namespace fieldbook::bibliography
