// Reading one record without the whole library, as `show` and `assess` do.
#pragma once

#include <string>

#include "core/cli/session.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {

// A collection that holds the record with this id or alias, if the library has it: only what belongs to it where the
// index knows the record, else the whole library.
record::Collection read_for(const Session&, const std::string& id, bool with_sources);

}  // namespace fieldbook::cli
