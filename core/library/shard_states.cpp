#include <thread>

#include "core/base/error.hpp"
#include "core/library/connections.hpp"
#include "core/library/origin.hpp"
#include "core/library/shard_addresses.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int round_trips = 5;  // of which the quickest counts

void look_at(const ShardAddress& address, std::chrono::milliseconds timeout, ShardState& out) {
  try {
    auto database = connect(address, timeout);
    const auto maker = database.get_metadata(key::made_by);
    for (int i = 0; i < round_trips; ++i) {
      const auto begin = Clock::now();
      database.keep_alive();
      const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
      if (i == 0 || took.count() < out.round_trip_ms) out.round_trip_ms = took.count();
    }
    out.records = database.get_doccount();
    out.revision = database.get_uuid();
    if (const auto origin = origin_of(maker)) {
      out.shard = origin->shard;
      out.shards = origin->shards;
      out.revision = origin->state;
    }
    out.up = is_readable(maker);
    if (!out.up) out.problem = "it is no index that this version of the program can read";
  } catch (const Xapian::Error& error) {
    out.problem = in_words(error, timeout);
  } catch (const std::exception&) {
    out.problem = "it does not speak as Xapian's servers do";
  }
}

}  // namespace

std::vector<ShardState> look_at_shards(const Shards& shards) {
  const auto addresses = parse_shard_addresses(shards.addresses);
  std::vector<ShardState> out;
  for (const auto& address : addresses) out.push_back({.address = address.text});
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < addresses.size(); ++i) threads.emplace_back([&, i] { look_at(addresses[i], shards.timeout, out[i]); });
  for (auto& thread : threads) thread.join();
  return out;
}

std::string revision_of(const std::filesystem::path& index_folder) {
  if (current_database(index_folder).empty()) return {};
  try {
    return state_of(Xapian::Database(stub_file(index_folder).string()));
  } catch (const Xapian::Error&) {
    return {};
  }
}

}  // namespace fieldbook::library
