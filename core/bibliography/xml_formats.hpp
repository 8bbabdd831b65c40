// PubMed's and EndNote's XML. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// PubmedArticle, PubmedBookArticle and MedlineCitation. `text` is UTF-8. Rule: xml.record.
std::vector<Reference> read_pubmed_xml(std::string_view text, const std::string& file, Diagnostics&);

// The records of EndNote's XML, as Bookends, Zotero and the screening tools write it too.
std::vector<Reference> read_endnote_xml(std::string_view text, const std::string& file, Diagnostics&);

}  // namespace fieldbook::bibliography
