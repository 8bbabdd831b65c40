// An index as a reader has it open, with its shards where it has some. For this folder only.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/library/connections.hpp"
#include "core/library/facets.hpp"
#include "core/library/names.hpp"
#include "core/library/packed_card.hpp"
#include "core/library/search.hpp"
#include "core/library/store.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

class OpenIndex {
 public:
  // Throws Error invalid for the address of a shard.
  OpenIndex(std::filesystem::path folder, const Shards&);
  OpenIndex(const OpenIndex&) = delete;
  OpenIndex& operator=(const OpenIndex&) = delete;

  // Runs something on the newest state of the index: again from the start where a writer has overtaken it, and without
  // a shard that fails. Throws Error.
  template <class Work>
  auto on_newest(Work work) {
    if (shards_) shards_->begin();
    for (int attempt = 1;; ++attempt) {
      try {
        refresh();
        auto out = work();
        if (shards_) shards_->worked();
        return out;
      } catch (...) {
        recover(attempt);
      }
    }
  }

  // What follows is for the work of on_newest(). What is searched: the shards together, or else the database.
  const Xapian::Database& searched();
  // What is on this machine: names, spellings and cards of all records.
  const Xapian::Database& database() const noexcept { return database_; }
  // Where the words of a record can be looked up: on this machine where it has more than a front of the index.
  const Xapian::Database& words() { return is_front_ ? searched() : database_; }
  const Directory& directory() const noexcept { return directory_; }
  Stems& stems() noexcept { return *stems_; }
  FacetValues& values() { return values_ ? *values_ : values_.emplace(database_, directory_); }
  // Null where the index has no shards.
  const ShardConnections* shards() const noexcept { return shards_ ? &*shards_ : nullptr; }
  bool is_front() const noexcept { return is_front_; }

  // The record of this id or alias, on this machine.
  std::optional<Xapian::docid> document(std::string_view id) const;
  Card card(Xapian::docid id) { return (*read_card_)(database_.get_document(id)); }
  // The record that stands there in a ranking by `sort`, on this machine: without asking a shard. Nothing where this
  // machine does not know it.
  std::optional<Xapian::docid> document(const Xapian::MSetIterator&, Sort) const;
  Card card(const Xapian::MSetIterator&, Sort);

 private:
  static constexpr int tries = 100;        // of a search that writers overtake
  static constexpr int tries_damaged = 3;  // of one that meets a database in the way of being replaced

  void refresh();
  void recover(int attempt);

  std::filesystem::path folder_;
  std::string opened_;  // text of the stub file of what is open; empty: nothing
  Xapian::Database database_;
  bool is_front_ = false;
  std::string state_;
  std::optional<ShardConnections> shards_;
  Directory directory_;
  std::string language_;
  std::optional<Stems> stems_;
  std::optional<FacetValues> values_;
  std::optional<CardReader> read_card_;
};

// The id of the record that stands there in a ranking by `sort`, which is what breaks ties in each of them.
std::string id_at(const Xapian::MSetIterator&, Sort);

}  // namespace fieldbook::library
