// Shards of an index: parts of it that servers of Xapian's remote backend search, here or on other machines.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::library {

// Where a shard answers: HOST:PORT, of xapian-tcpsrv, or "ssh HOST FOLDER", where xapian-progsrv is run.
struct ShardAddress {
  std::string text;                // as it was given
  std::string host;
  unsigned port = 0;               // of TCP; 0: by ssh
  std::string folder;              // of the shard on that host; only by ssh
};

// Throws Error invalid.
ShardAddress parse_shard_address(std::string_view);

// The shards that take the place of an index's own postings. None: the index is searched itself.
struct Shards {
  std::vector<std::string> addresses = {};
  // For connecting, and for each thing a shard is asked. One that is late is left out, and not asked for ten seconds.
  std::chrono::milliseconds timeout{3'000};
  // Gets what is to be said of a shard that is left out or holds another state; each once, as long as it stays so.
  std::function<void(const std::string&)> warn = {};
};

struct ShardState {
  std::string address;
  bool up = false;
  std::size_t records = 0;
  std::size_t shard = 0, shards = 0;   // which of how many it is; 0: it was not split off an index
  std::string revision = {};           // state of the index that it was split off; else of its own
  double round_trip_ms = 0;
  std::string problem = {};            // why it is not up
};

// Asks every shard, all at once. Throws Error invalid for an address.
std::vector<ShardState> look_at_shards(const Shards&);

// Which state of the index is in this folder, as ShardState::revision says it; empty where there is none that can be read.
std::string revision_of(const std::filesystem::path& index_folder);

}  // namespace fieldbook::library
