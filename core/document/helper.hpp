// A document read by fieldbook-document-host, seen from the program.
#pragma once

#include <string>

#include "core/base/descriptor.hpp"
#include "core/document/document.hpp"

namespace fieldbook::document {

// Without a title. Nothing that the process says is taken on trust. Throws Error as read_document().
Document read_in_helper(Format, const OpenFile&, const std::string& name);

}  // namespace fieldbook::document
