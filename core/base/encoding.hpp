// From the bytes of a file in whatever encoding to UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace fieldbook {

struct Decoded {
  std::string text;       // well-formed UTF-8 without a byte order mark; control characters are spaces
  std::string encoding;
  bool guessed = false;   // neither a mark, nor a declaration, nor well-formed UTF-8 told
};

// By its byte order mark, else as UTF-8 where it is that, else by what the first lines declare (XML's encoding=, HTML's
// charset=, JabRef's "Encoding:"), else as windows-1252. What is not of the encoding becomes U+FFFD.
Decoded decode(std::string_view bytes);

}  // namespace fieldbook
