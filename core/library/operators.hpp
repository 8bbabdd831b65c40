// Xapian's query syntax: phrases, NEAR, AND OR NOT, brackets, +word -word, field:word, word*. For this folder only.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>

#include "core/library/names.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

// Whether the text asks for more than a bag of words.
bool has_operators(std::string_view text, const Directory&);

// Nothing where the text cannot be parsed. A word that ends in * stands for the commonest 50 words of the library that
// begin so. Fields are those of the directory (title:, summary:, …) and the facets (approach:, kind:, …).
std::optional<Xapian::Query> parse_operators(std::string_view text, const Xapian::Database&, const Directory&, Stems&);

}  // namespace fieldbook::library
