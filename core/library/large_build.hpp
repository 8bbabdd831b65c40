// Builds the index of a library that is too large to be held in memory. For this folder only.
#pragma once

#include <filesystem>
#include <vector>

#include "core/library/index.hpp"

namespace fieldbook::library {

// The index that Update::rebuild() would make of the whole library, whose files are `seen`, by name, stamped at `seen_ns`. The
// caller holds the write lock. Throws Xapian::Error and Error.
Refreshed build_in_pieces(const RefreshOptions&, record::Frame, const std::vector<record::FileStamp>& seen, std::int64_t seen_ns);

}  // namespace fieldbook::library
