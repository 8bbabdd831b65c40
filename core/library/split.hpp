// Splits an index into shards, and finds those that were made.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "core/library/index.hpp"

namespace fieldbook::library {

constexpr std::size_t most_shards = 64;

struct SplitReport {
  std::filesystem::path front;                // holds what is shown, for machines that have no whole index
  std::vector<std::filesystem::path> shards;  // in their order
  std::vector<std::size_t> records;           // of each
};

// Makes `count` shards of the index in `folder` below `into`: shard-1, shard-2, … and front, each an index of its own with
// the same schema. A record is in the shard that its id says, whatever else the index holds. Shards that are there are
// replaced as an index is by one built anew: servers that run go on with the old one until they are asked again. Nobody
// may write the index meanwhile. Throws Error: invalid for the count, for an index that is itself a part, and where
// `into` holds shards of another count; not_found, locked, denied, io, damaged.
SplitReport split_index(const std::filesystem::path& folder, std::size_t count, const std::filesystem::path& into, const Progress& = {});

// The shards below a folder, in their order. Throws Error not_found where there is none, invalid where one is missing
// or they are not of one split.
std::vector<std::filesystem::path> shards_below(const std::filesystem::path& folder);

}  // namespace fieldbook::library
