// Bringing the index up to date, as `index` and `publish` do it.
#pragma once

#include <string>
#include <vector>

#include "core/cli/session.hpp"
#include "core/library/index.hpp"

namespace fieldbook::cli {

// Reads what changed and updates the index, with a progress bar; of the files named (relative to the working folder or
// the library's root) alone where there are any. Problems in content are in the result.
library::Refreshed bring_index_up_to_date(const Session&, const std::vector<std::string>& files = {});

// "12 added, 3 changed, 1 removed, 40 unchanged", or that nothing has changed.
std::string in_words(const library::Refreshed&);

}  // namespace fieldbook::cli
