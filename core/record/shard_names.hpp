// The servers that library.yaml names for the shards of the library's index.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace fieldbook::record {

class MappingReader;

struct ShardNames {
  std::vector<std::string> addresses;        // none: the index is in one piece
  std::chrono::milliseconds timeout{3'000};  // for each thing one of them is asked
};

// Reads 'shards' and 'shard-timeout-ms'. What is wrong with their shape goes to the reader's diagnostics.
ShardNames read_shards(MappingReader& library_yaml);

// The same of ROOT/library.yaml, its diagnostics left to read_schema(). Throws Error as that does.
ShardNames read_shards(const std::filesystem::path& root);

}  // namespace fieldbook::record
