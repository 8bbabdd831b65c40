// Builds an index from nothing. For this folder only.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <optional>

#include "core/library/indexable.hpp"
#include "core/library/names.hpp"

namespace fieldbook::library {

// Builds a database beside the current one of the folder and makes it the current one. `next` gives the records, until
// it gives nothing; `finish`, where given, adds to the database what is not of records: it gets one that holds none.
// Both are called by the caller's thread. The caller holds the write lock. Throws Xapian::Error, Error, and what `next` throws.
//
// The records go into many small databases, each written once, in the order of its keys, by one of a few threads; then all
// are put together, in the order of keys again. A large database that grows is slower: each commit finds a place in a tree
// for every word of every record. The order of records is that of `next`, whatever the number of threads.
void build_database(const std::filesystem::path& folder, const Names&,
                    const std::function<std::optional<Indexable>()>& next,
                    const std::function<void(Xapian::WritableDatabase&)>& finish = {});

}  // namespace fieldbook::library
