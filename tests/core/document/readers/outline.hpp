// What a reader finds, a line a block: "h2 Aims", "p …", "i …" (item), "r …" (row), "c …" (continued), "@3" before a new page.
#pragma once

#include <string>

#include "core/base/error.hpp"
#include "core/document/readers/readers.hpp"

namespace fieldbook::document {

inline std::string outline(Format format, std::string_view bytes) {
  std::string out;
  std::uint32_t page = 0;
  read(format, bytes, [&](const Found& found) {
    if (found.page != page) out += "@" + std::to_string(page = found.page) + "\n";
    switch (found.kind) {
      case Block::Kind::heading: out += "h" + std::to_string(found.level); break;
      case Block::Kind::paragraph: out += "p"; break;
      case Block::Kind::item: out += "i"; break;
      case Block::Kind::row: out += "r"; break;
      case Block::Kind::continued: out += "c"; break;
    }
    out += " " + std::string(found.text) + "\n";
  });
  return out;
}

inline std::string failure(Format format, std::string_view bytes) {
  try {
    return outline(format, bytes);
  } catch (const Error& error) {
    return error.message();
  }
}

}  // namespace fieldbook::document
