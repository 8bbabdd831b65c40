// The connections to an index's shards, and going on without those that fail. For this folder only.
#pragma once

#include <xapian.h>

#include <chrono>
#include <exception>
#include <set>
#include <string>
#include <vector>

#include "core/library/shards.hpp"

namespace fieldbook::library {

// Throws Xapian::Error.
Xapian::Database connect(const ShardAddress&, std::chrono::milliseconds timeout);

// What an error of a shard means to people.
std::string in_words(const Xapian::Error&, std::chrono::milliseconds timeout);

class ShardConnections {
 public:
  // Connects to nothing yet. Throws Error invalid for an address.
  explicit ShardConnections(const Shards&);

  // A new search: what was left out in the last may be asked again.
  void begin();
  // All shards that answer, as one database of a state not older than a second. Throws Error unavailable where none
  // does, and Xapian::Error. `state` is that of the data on this machine.
  const Xapian::Database& together(const std::string& state);
  // The search is done.
  void worked() noexcept { proven_ = true; }

  // Whether an error is one of these connections'.
  bool is_theirs(const Xapian::Error&) const;
  // After an error: connects anew the next time, without the shard that is to blame. False where none can be found.
  bool recover(const Xapian::Error&);
  bool recover(const std::exception&);
  // Connects anew the next time.
  void drop();

  // Shards that answer, once connected.
  std::size_t size() const noexcept;
  // Shards that are left out.
  bool misses_some() const noexcept;
  // What is to be said of the shards.
  std::vector<std::string> warnings() const;

 private:
  using Clock = std::chrono::steady_clock;

  struct Shard {
    ShardAddress address;
    Xapian::Database database = {};
    bool connected = false, left_out = false;
    std::string problem = {};
    std::string state = {};        // of the index it was split off; empty: it was not
    Clock::time_point again = {};  // when it may be asked again
  };

  void connect_all();
  void leave_out(Shard&, const std::string& problem, bool late);
  bool leave_out_guilty(const std::string& problem);
  bool leave_out_next(const std::string& problem);
  void bring_back_tried();
  void warn();

  std::vector<Shard> shards_;
  std::chrono::milliseconds timeout_;
  std::function<void(const std::string&)> warn_;
  std::set<std::string> said_;
  std::string state_;              // of the data on this machine
  Xapian::Database all_;
  bool joined_ = false;            // all_ is what is connected
  bool proven_ = false;            // a search was done over these connections
  std::size_t next_tried_ = 0;     // the shard that is left out next, to see whether the search works without it
  Clock::time_point looked_ = {};  // when the shards' states were last asked for
};

}  // namespace fieldbook::library
