// The one way from a query to a ranking. For this folder only.
#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

#include "core/library/open_index.hpp"
#include "core/library/query.hpp"
#include "core/library/search.hpp"

namespace fieldbook::library {

constexpr Xapian::doccount counted_always = 20'000;  // records in a library up to which every match is counted
constexpr Xapian::doccount counted_for_facets = 10'000, counted_for_total = 1'000;

// What is wanted of a match. A page shows how many records there are; where a list is all, the matcher may pass over what
// cannot come first, and where ties may stay open, it need not look up the id of each that could.
enum class Aim { page, list, list_with_ties };

// How many matches are counted at least.
Xapian::doccount count_at_least(OpenIndex&, const Query&, Aim);

// Words come first: a text is only looked at where there are none. With Mode::recall what the best records say is
// looked for too.
Understood understand(OpenIndex&, const Query&);

// How records are weighed and ordered, here and for what is similar.
void rank_by(Xapian::Enquire&, Sort, bool of_shards);

// The value slot of what a query's results are folded by. Throws Error invalid.
Xapian::valueno group_slot(const OpenIndex&, const Query&);

// The part of the ranking that `offset` and `limit` ask for.
Xapian::MSet match(OpenIndex&, Xapian::Enquire&, const Query&, const Understood&, Aim);

// Ids and scores alone.
std::vector<std::pair<std::string, double>> rank(OpenIndex&, const Query&);

}  // namespace fieldbook::library
