// What is shown of what was found. For this folder only.
#pragma once

#include <xapian.h>

#include "core/library/open_index.hpp"
#include "core/library/query.hpp"
#include "core/library/search.hpp"
#include "core/library/snippet.hpp"

namespace fieldbook::library {

// A word matters in a passage as it does in ranking: the rarer, the more. Words that only stand in longer other names
// of what was asked for say little by themselves. How many of `all` records have a word is known of what was found.
Wanted wanted(const Understood&, const Xapian::MSet& found, Xapian::doccount all);

// The record that stands there in a ranking by `sort`.
Hit hit(OpenIndex&, const Xapian::MSetIterator&, Sort sort, const Wanted&);

// How many were found, and whether that is all there is.
void add_totals(const OpenIndex&, const Xapian::MSet& found, Results&);

}  // namespace fieldbook::library
