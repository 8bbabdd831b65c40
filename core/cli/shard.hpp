// Adds `fieldbook shard` and its commands.
#pragma once

#include "core/cli/session.hpp"

namespace CLI {
class App;
}

namespace fieldbook::cli {

void add_shard(CLI::App&, Session&);

}  // namespace fieldbook::cli
