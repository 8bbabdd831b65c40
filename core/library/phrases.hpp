// Words that stand together, as a query: phrases, ADJ and NEAR. For this folder only.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace fieldbook::library {

struct Together {
  std::vector<std::string> stems;  // two or more
  std::string prefix;              // of the field they stand in; empty for any text of the record
  unsigned window = 0;             // of so many words, that hold all of them
  bool in_order = true;
};

// Weighs what its words weigh. `by_positions`: where the database has Xapian's positions and not the places of words
// (schema.md, "Shards").
Xapian::Query query_for(const Together&, bool by_positions);

}  // namespace fieldbook::library
