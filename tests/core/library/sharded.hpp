// An index in one piece, and the same in four shards with a server each.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/library/search.hpp"
#include "core/library/split.hpp"
#include "tests/support/shard_server.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {

class Sharded {
 public:
  static constexpr std::size_t count = 4;

  // Splits the index in this folder, which must outlive this.
  explicit Sharded(std::filesystem::path index) : index_(std::move(index)) {
    split();
    for (const auto& shard : report_.shards) servers_.push_back(std::make_unique<test::ShardServer>(shard));
  }

  void split() { report_ = split_index(index_, count, folder_.path()); }

  // Long enough for a busy machine.
  Shards shards(std::chrono::milliseconds timeout = std::chrono::minutes(1)) const {
    Shards out{.timeout = timeout};
    for (const auto& server : servers_) out.addresses.push_back(server->address());
    return out;
  }
  Reader whole() const { return Reader(index_); }
  Reader sharded() const { return Reader(index_, shards()); }        // with all of the index on this machine
  Reader by_front() const { return Reader(report_.front, shards()); }  // with what is shown alone

  const SplitReport& report() const { return report_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  test::ShardServer& server(std::size_t number) { return *servers_.at(number); }

 private:
  std::filesystem::path index_;
  test::TempDir folder_;
  SplitReport report_;
  std::vector<std::unique_ptr<test::ShardServer>> servers_;
};

}  // namespace fieldbook::library
