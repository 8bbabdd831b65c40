// What is shown of one record that was found. For this folder only.
#pragma once

#include <xapian.h>

#include "core/library/open_index.hpp"
#include "core/library/query.hpp"
#include "core/library/search.hpp"
#include "core/library/snippet.hpp"

namespace fieldbook::library {

// A word matters in a passage as it does in ranking: the rarer, the more. Words that only stand in longer other names
// of what was asked for say little by themselves.
Wanted wanted(const OpenIndex&, const Understood&);

Hit hit(OpenIndex&, const Xapian::MSetIterator&, const Wanted&);

}  // namespace fieldbook::library
