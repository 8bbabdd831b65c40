// A page of results: what is shown of a ranking. For this folder only.
#pragma once

#include <xapian.h>

#include <string_view>

#include "core/library/open_index.hpp"
#include "core/library/search.hpp"

namespace fieldbook::library {

// What a query finds.
Results page(OpenIndex&, const Query&);

// Records most like this one, itself left out. Throws Error not_found.
Results similar_page(OpenIndex&, std::string_view id, std::size_t limit);

}  // namespace fieldbook::library
