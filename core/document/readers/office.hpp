// The two kinds of text that an office package may hold.
#pragma once

#include <string>

#include "core/document/readers/package.hpp"
#include "core/document/readers/readers.hpp"
#include "core/document/readers/writer.hpp"

namespace fieldbook::document {

// `part` is the main document's. Throw as read_office(), but for a document without words.
void read_docx(const Package&, const std::string& part, Writer&);
void read_odt(const Package&, Writer&);

}  // namespace fieldbook::document
