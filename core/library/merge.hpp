// Databases that are written once and put together, in the order of their keys. For this folder only.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <vector>

namespace fieldbook::library {

// A new database that nobody reads until it is merged, so that it need not be safe.
Xapian::WritableDatabase open_part(const std::filesystem::path& folder);

// The records come in the order of `parts`, which are removed; `between` is a folder for what is made on the way where
// there are many. Throws Xapian::Error.
void merge_databases(std::vector<std::filesystem::path> parts, const std::filesystem::path& between, const std::filesystem::path& to);

}  // namespace fieldbook::library
