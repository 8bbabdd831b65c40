// An index as a reader has it open: its newest state, and what is loaded of it once. For this folder only.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/library/card.hpp"
#include "core/library/facets.hpp"
#include "core/library/names.hpp"
#include "core/library/store.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

class OpenIndex {
 public:
  explicit OpenIndex(std::filesystem::path folder) : folder_(std::move(folder)) {}
  OpenIndex(const OpenIndex&) = delete;
  OpenIndex& operator=(const OpenIndex&) = delete;

  // Runs something on the newest state of the index, again from the start where a writer has overtaken it. Throws Error.
  template <class Work>
  auto on_newest(Work work) {
    for (int attempt = 1;; ++attempt) {
      try {
        refresh();
        return work();
      } catch (const Xapian::DatabaseModifiedError& error) {
        if (attempt == tries) rethrow(error, folder_);
      } catch (const Xapian::DatabaseError& error) {
        opened_.clear();
        if (attempt >= tries_damaged) rethrow(error, folder_);
      } catch (const Xapian::Error& error) {
        rethrow(error, folder_);
      }
    }
  }

  // What follows is for the work of on_newest().
  const Xapian::Database& database() const noexcept { return database_; }
  const Directory& directory() const noexcept { return directory_; }
  Stems& stems() noexcept { return *stems_; }
  FacetValues& values() { return values_ ? *values_ : values_.emplace(database_, directory_); }

  // The record of this id or alias.
  std::optional<Xapian::docid> document(std::string_view id) const;
  Card card(Xapian::docid id) const { return decode_card(database_.get_document(id).get_data()); }

 private:
  static constexpr int tries = 100;        // of a search that writers overtake
  static constexpr int tries_damaged = 3;  // of one that meets a database in the way of being replaced

  void refresh();

  std::filesystem::path folder_;
  std::string opened_;  // text of the stub file of what is open; empty: nothing
  Xapian::Database database_;
  Directory directory_;
  std::string language_;
  std::optional<Stems> stems_;
  std::optional<FacetValues> values_;
};

}  // namespace fieldbook::library
