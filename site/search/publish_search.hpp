// What the search page needs of a library: README.md says which files and what is in them.
#pragma once

#include "site/edition.hpp"
#include "site/output.hpp"
#include "site/pages/press.hpp"

namespace fieldbook::site {

// Whether the page's script can rank this library: it stems English and languages that are not stemmed.
bool can_search(const Edition&);

// Facets that the page offers to narrow by; those of them that the library has.
std::vector<const record::Facet*> search_facets(const Edition&);

// Writes search/*.js. Deterministic.
void publish_search(const Edition&, Output&);

// Writes search/text/*.js, what the page shows of a record.
void publish_texts(Press&);

}  // namespace fieldbook::site
