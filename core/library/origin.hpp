// What a database that was split off says of where it comes from: schema.md, "Shards". For this folder only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace Xapian {
class Database;
}

namespace fieldbook::library {

struct Origin {
  std::size_t shard = 0;   // from 1; 0: the front, which has what is shown of all records and cannot be searched alone
  std::size_t shards = 0;  // how many there are of it
  std::string state;       // of the index it was split from
};

// The value of key::made_by of such a database, and what it says; nothing of an index that was not split off.
std::string made_by(const Origin&);
std::optional<Origin> origin_of(std::string_view made_by);

// One state of one index: that of the index a database was split off, else its own. The database must be on this machine.
std::string state_of(const Xapian::Database&);

}  // namespace fieldbook::library
