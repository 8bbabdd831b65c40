#include "core/library/connections.hpp"

#include <algorithm>
#include <functional>
#include <thread>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/library/origin.hpp"
#include "core/library/shard_addresses.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

using namespace std::chrono_literals;

constexpr auto late_is_left_alone = 10s;
constexpr auto state_holds = 1s;

useconds_t in_milliseconds(std::chrono::milliseconds time) { return static_cast<useconds_t>(std::max<std::int64_t>(time.count(), 1)); }

// ssh ends by itself where the other side is gone; it asks nobody for a password.
std::string ssh_arguments(const ShardAddress& address, std::chrono::milliseconds timeout) {
  const auto seconds = std::to_string(std::max<std::int64_t>(1, (timeout.count() + 999) / 1000));
  return "-T -o BatchMode=yes -o ConnectTimeout=" + seconds + " -o ServerAliveInterval=" + seconds + " -o ServerAliveCountMax=2 -- " +
         address.host + " xapian-progsrv " + address.folder;
}

// The name Xapian's errors call a connection by.
std::string context_of(const ShardAddress& address, std::chrono::milliseconds timeout) {
  return address.port != 0 ? "remote:tcp(" + address.host + ":" + std::to_string(address.port) + ")"
                           : "remote:prog(ssh " + ssh_arguments(address, timeout) + ")";
}

bool is_late(const Xapian::Error& error) { return std::string_view(error.get_type()) == "NetworkTimeoutError"; }

// Runs `work` for each number, all at once.
void at_once(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) threads.emplace_back(work, i);
  if (count > 0) work(0);
  for (auto& thread : threads) thread.join();
}

}  // namespace

Xapian::Database connect(const ShardAddress& address, std::chrono::milliseconds timeout) {
  const auto wait = in_milliseconds(timeout);
  return address.port != 0 ? Xapian::Remote::open(address.host, address.port, wait, wait)
                           : Xapian::Remote::open("ssh", ssh_arguments(address, timeout), wait);
}

std::string in_words(const Xapian::Error& error, std::chrono::milliseconds timeout) {
  if (is_late(error)) return "it did not answer within " + std::to_string(timeout.count()) + " ms";
  const auto* const system = error.get_error_string();
  return error.get_msg() + (system == nullptr ? "" : ": " + std::string(system));
}

ShardConnections::ShardConnections(const Shards& shards) : timeout_(shards.timeout), warn_(shards.warn) {
  for (auto& address : parse_shard_addresses(shards.addresses)) shards_.push_back({.address = std::move(address)});
}

void ShardConnections::begin() {
  bring_back_tried();
  for (auto& shard : shards_) {
    if (shard.left_out && Clock::now() >= shard.again) shard.left_out = false;
  }
}

void ShardConnections::drop() {
  all_ = Xapian::Database();
  joined_ = proven_ = false;
  for (auto& shard : shards_) {
    shard.connected = false;
    shard.database = Xapian::Database();
  }
}

void ShardConnections::leave_out(Shard& shard, const std::string& problem, bool late) {
  shard.connected = false;
  shard.database = Xapian::Database();
  shard.left_out = true;
  shard.problem = problem;
  shard.again = Clock::now() + (late ? late_is_left_alone : 0s);
}

void ShardConnections::connect_all() {
  std::vector<Shard*> waiting;
  for (auto& shard : shards_) {
    if (!shard.connected && !shard.left_out) waiting.push_back(&shard);
  }
  if (waiting.empty()) return;
  joined_ = false;
  at_once(waiting.size(), [&](std::size_t number) {
    auto& shard = *waiting[number];
    try {
      shard.database = connect(shard.address, timeout_);
      const auto maker = shard.database.get_metadata(key::made_by);
      if (!is_readable(maker)) return leave_out(shard, "it is no index that this version of the program can read", false);
      const auto origin = origin_of(maker);
      shard.state = origin ? origin->state : std::string();
      shard.connected = true;
      shard.problem.clear();
    } catch (const Xapian::Error& error) {
      leave_out(shard, in_words(error, timeout_), is_late(error));
    } catch (const std::exception& error) {
      leave_out(shard, "it does not speak as Xapian's servers do", false);
    }
  });
}

const Xapian::Database& ShardConnections::together(const std::string& state) {
  const bool same = std::exchange(state_, state) == state;
  connect_all();
  if (joined_) {
    if (!same) warn();
    if (Clock::now() - looked_ < state_holds) return all_;
    looked_ = Clock::now();
    all_.reopen();
    return all_;
  }
  all_ = Xapian::Database();
  for (const auto& shard : shards_) {
    if (shard.connected) all_.add_database(shard.database);
  }
  if (size() == 0) {
    std::vector<std::string> all;
    for (const auto& shard : shards_) all.push_back(shard.address.text + " (" + shard.problem + ")");
    throw Error(Errc::unavailable, "no shard of the index answers: " + join(all, ", "), "start them with fieldbook shard serve, or see fieldbook shard status");
  }
  joined_ = true;
  looked_ = Clock::now();
  warn();
  return all_;
}

bool ShardConnections::is_theirs(const Xapian::Error& error) const {
  const std::string_view type = error.get_type();
  return error.get_context().starts_with("remote:") || error.get_msg().starts_with("REMOTE:") || type.starts_with("Network") || !type.starts_with("Database");
}

bool ShardConnections::recover(const Xapian::Error& error) {
  const auto problem = in_words(error, timeout_);
  const auto guilty = std::ranges::find_if(shards_, [&](const Shard& shard) {
    return shard.connected && context_of(shard.address, timeout_) == error.get_context();
  });
  const bool late = is_late(error);
  if (proven_ && !late) {   // servers end idle connections, and may have been started anew
    drop();
    return true;
  }
  if (guilty == shards_.end()) return leave_out_guilty(problem);
  bring_back_tried();
  leave_out(*guilty, problem, late);
  drop();
  return true;
}

bool ShardConnections::recover(const std::exception&) { return leave_out_guilty("it does not speak as Xapian's servers do"); }

// Which of them it was, the error does not say: the one that does not answer the least of questions.
bool ShardConnections::leave_out_guilty(const std::string& problem) {
  std::vector<Shard*> suspects;
  for (auto& shard : shards_) {
    if (shard.connected) suspects.push_back(&shard);
  }
  drop();
  std::vector<char> guilty(suspects.size(), 0);
  at_once(suspects.size(), [&](std::size_t number) {
    try {
      auto database = connect(suspects[number]->address, timeout_);
      Xapian::Enquire enquire(database);
      enquire.set_query(Xapian::Query::MatchAll);
      enquire.get_mset(0, 1);
    } catch (const Xapian::Error&) {
      guilty[number] = 1;
    } catch (const std::exception&) {
      guilty[number] = 1;
    }
  });
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    if (guilty[i] != 0) leave_out(*suspects[i], problem, false);
  }
  if (std::ranges::count(guilty, 1) == 0) return leave_out_next(problem);
  bring_back_tried();
  return true;
}

// One that answers that, but not what is searched for, is found by searching without each of them in turn.
bool ShardConnections::leave_out_next(const std::string& problem) {
  if (next_tried_ > 0) shards_[next_tried_ - 1].left_out = false;   // the search did not work without it either
  while (next_tried_ < shards_.size() && shards_[next_tried_].left_out) ++next_tried_;
  if (next_tried_ == shards_.size()) return false;
  leave_out(shards_[next_tried_++], problem, false);
  return true;
}

// The search is tried anew with the one it was last tried without: another is to blame, or it is another search.
void ShardConnections::bring_back_tried() {
  if (next_tried_ > 0) shards_[next_tried_ - 1].left_out = false;
  next_tried_ = 0;
}

std::size_t ShardConnections::size() const noexcept {
  return static_cast<std::size_t>(std::ranges::count(shards_, true, &Shard::connected));
}

bool ShardConnections::misses_some() const noexcept { return size() < shards_.size(); }

std::vector<std::string> ShardConnections::warnings() const {
  std::vector<std::string> out;
  for (const auto& shard : shards_) {
    if (!shard.connected && !shard.problem.empty()) out.push_back("the shard " + shard.address.text + " is left out: " + shard.problem);
    if (shard.connected && !shard.state.empty() && shard.state != state_)
      out.push_back("the shard " + shard.address.text + " holds another state of the library than this machine; run fieldbook shard split");
  }
  return out;
}

// Each of them once, as long as it stays so.
void ShardConnections::warn() {
  const auto now = warnings();
  for (const auto& warning : now) {
    if (!said_.contains(warning) && warn_) warn_(warning);
  }
  said_ = {now.begin(), now.end()};
}

}  // namespace fieldbook::library
