// Opens the index of a session's library for searching, with its shards where library.yaml names some.
#pragma once

#include "core/cli/session.hpp"
#include "core/library/search.hpp"

namespace fieldbook::cli {

// As library.yaml names them; what is to be said of them goes to standard error.
library::Shards shards_of(const Session&);

// Throws Error as library::Reader does.
library::Reader open_reader(const Session&, const record::Schema&);

}  // namespace fieldbook::cli
