#include "core/cli/open_reader.hpp"

#include <iostream>

#include "core/base/text.hpp"
#include "core/record/shard_names.hpp"

namespace fieldbook::cli {

library::Shards shards_of(const Session& session) {
  auto named = record::read_shards(session.root());
  return {.addresses = std::move(named.addresses),
          .timeout = named.timeout,
          .warn = [](const std::string& warning) { std::cerr << "fieldbook: warning: " << printable(warning) << '\n'; }};
}

library::Reader open_reader(const Session& session, const record::Schema& schema) {
  return library::Reader(session.index_folder(schema), shards_of(session));
}

}  // namespace fieldbook::cli
