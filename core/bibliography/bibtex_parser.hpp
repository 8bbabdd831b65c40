// The syntax of BibTeX: entries with their fields as written, macros resolved. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::bibliography {

struct BibEntry {
  std::string type;  // small letters: "article"
  std::string key;
  std::vector<std::pair<std::string, std::string>>
      fields;  // names in small letters, the first of equal ones; values in LaTeX
  Location where;

  // The value of a field; empty where it is not there.
  std::string_view field(std::string_view name) const noexcept;
};

// Rule of diagnostics: bibtex.syntax. After a broken entry it goes on with the next line that begins with "@".
std::vector<BibEntry> parse_bibtex(std::string_view text, const std::string& file, Diagnostics&);

}  // namespace fieldbook::bibliography
