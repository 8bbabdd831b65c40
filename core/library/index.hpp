// Keeps a library's index. core/library/schema.md writes down every term prefix, value slot and metadata key.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "core/record/collection.hpp"

namespace fieldbook::library {

struct IndexReport {
  std::size_t added = 0, changed = 0, removed = 0, unchanged = 0;
  bool rebuilt = false;  // there was no index, or one made by another version or schema
};

// Called with records done and records in all, seldom enough to be cheap.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

// Where a library's index and caches live: `chosen` where given, else what library.yaml says, else a folder of its
// own in $XDG_CACHE_HOME (or ~/.cache)/fieldbook.
std::filesystem::path index_folder(const record::Schema&, const std::filesystem::path& root,
                                   const std::filesystem::path& chosen);

// Whether the index below `folder` was made from exactly these files by this version.
bool is_up_to_date(const std::filesystem::path& folder, const std::vector<record::FileStamp>&);

// Brings the index up to date with the collection in one transaction: after a crash or kill there is the old state or
// the new. Readers are not disturbed. Throws Error: locked (another writer), denied, io, damaged.
IndexReport update_index(const std::filesystem::path& folder, const record::Collection&,
                         const std::vector<record::FileStamp>&, const Progress&);

}  // namespace fieldbook::library
