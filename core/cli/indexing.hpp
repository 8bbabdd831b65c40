// Bringing the index up to date, as `index` and `publish` do it.
#pragma once

#include <optional>

#include "core/cli/session.hpp"
#include "core/library/index.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {

struct Indexed {
  library::IndexReport report;
  Diagnostics diagnostics;
  bool nothing_to_do = false;   // no file changed since the last time, and there was no problem then
};

// Reads what changed and updates the index, with a progress bar. Problems in content are in the result.
Indexed bring_index_up_to_date(const Session&);

// "12 added, 3 changed, 1 removed, 40 unchanged", or that nothing has changed.
std::string in_words(const Indexed&);

}  // namespace fieldbook::cli
