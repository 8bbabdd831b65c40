// Reads BibTeX and BibLaTeX databases, tolerantly: a broken entry is a diagnostic, the rest goes on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// `text` is UTF-8; `file` is its name in diagnostics. Braces and the common LaTeX accents and escapes in values
// become Unicode; @string macros and # concatenation are resolved; @comment and @preamble are passed over.
// Rules of diagnostics: bibtex.syntax, bibtex.duplicate-key, bibtex.missing-field, bibtex.field (bad date, DOI or URL).
std::vector<Reference> read_bibtex(std::string_view text, const std::string& file, Diagnostics&);

// For files that others exported: entries without a key, or with the key of another, are kept as they are.
std::vector<Reference> read_foreign_bibtex(std::string_view text, const std::string& file, Diagnostics&);

// One entry that read_bibtex reads back as the same Reference.
std::string to_bibtex(const Reference&);

}  // namespace fieldbook::bibliography
