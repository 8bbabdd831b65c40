// Selections of records that more than one page or feed shows.
#pragma once

#include "site/edition.hpp"

namespace fieldbook::site {

Records newest_first(const Edition&);     // by last change, then by id; at most 200
Records overdue_records(const Edition&);  // longest overdue first

}  // namespace fieldbook::site
