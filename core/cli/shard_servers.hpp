// Runs Xapian's servers, one for each shard.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fieldbook::cli {

struct ShardServer {
  std::filesystem::path folder;
  unsigned port = 0;
};

// Starts a server for each at `interface` and waits until it is told to end (SIGINT, SIGTERM or SIGHUP; then all of them
// end) or the last has ended by itself; false in that case. What ends by itself is said on standard error; the others go
// on. They end with this process whatever ends it. Throws Error not_found without xapian-tcpsrv, and io.
bool run_shard_servers(const std::vector<ShardServer>&, const std::string& interface);

}  // namespace fieldbook::cli
