// Keeps a library's index. core/library/schema.md writes down every term prefix, value slot and metadata key.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

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

struct RefreshOptions {
  std::filesystem::path root;            // of the library
  std::filesystem::path folder;          // of the index
  std::vector<std::string> files = {};   // relative to the root: only these are looked at; none: all
  Progress progress = {};
  bool rebuild = false;                  // build it anew, whatever there is
  std::size_t held_at_once = 20'000;     // a library of more records is read in pieces of a tenth of that, and each file twice
};

struct Refreshed {
  IndexReport report;
  Diagnostics diagnostics;     // of all that was read, and always of what is left out
  bool nothing_to_do = false;  // no file has changed since the last time, and nothing was to be said then
};

// Brings the index up to date with the library in one transaction: after a crash or kill there is the old state or the
// new. Readers are not disturbed. Files are looked at by size, time and inode; only where those differ, by content.
// Only the records that a change reaches are read, all of them where it reaches many. The result is the same as that of
// an index built anew. Throws Error: locked (another writer), denied, io, damaged; not_found or invalid for a file of
// `files` that is neither there nor known, or is none of a library's.
Refreshed refresh_index(const RefreshOptions&);

// Whether the index was made by this version from exactly the files that are there.
bool is_up_to_date(const std::filesystem::path& root, const std::filesystem::path& folder);

// A record and those that its strength of evidence hangs on, read by what the index knows; sources.bib where asked for.
// Nothing where there is no index, or where the record is not in it or cannot be read so: then read_collection() tells.
std::optional<record::Collection> read_by_index(const std::filesystem::path& root, const std::filesystem::path& folder,
                                                const std::string& id, bool with_sources);

}  // namespace fieldbook::library
