// The addresses of all shards of an index. For this folder only.
#pragma once

#include <string>
#include <vector>

#include "core/library/shards.hpp"

namespace fieldbook::library {

// Throws Error invalid, also for more than `most_shards`.
std::vector<ShardAddress> parse_shard_addresses(const std::vector<std::string>&);

}  // namespace fieldbook::library
