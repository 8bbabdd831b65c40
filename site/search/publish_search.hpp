// What the search page needs of a library: README.md says which files and what is in them.
#pragma once

#include "core/library/postings.hpp"
#include "site/edition.hpp"
#include "site/output.hpp"
#include "site/pages/press.hpp"

namespace fieldbook::site {

// Whether the page's script can rank this library: it stems English and languages that are not stemmed.
bool can_search(const Edition&);

// Facets that the page offers to narrow by; those of them that the library has.
std::vector<const record::Facet*> search_facets(const Edition&);

// Writes search/ids-N.js of records in the order of ids.
class IdFiles {
 public:
  explicit IdFiles(Output& output) : output_(output) {}
  void add(const std::string& id);
  void finish();

 private:
  Output& output_;
  std::string open_;
  std::size_t count_ = 0;
};

// Writes search/*.js. Deterministic.
void publish_search(Press&);

// The same but for ids: of records that the edition need not hold.
void publish_postings(const Edition&, const library::Postings&, Output&);

// Writes search/text/*.js, what the page shows of a record.
void publish_texts(Press&);

}  // namespace fieldbook::site
