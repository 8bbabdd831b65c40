#include "core/library/open_index.hpp"

#include "core/base/error.hpp"
#include "core/library/origin.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t year_digits = 4;  // before the id in the key of the order "newest"

}  // namespace

OpenIndex::OpenIndex(std::filesystem::path folder, const Shards& shards) : folder_(std::move(folder)) {
  if (!shards.addresses.empty()) shards_.emplace(shards);
}

void OpenIndex::refresh() {
  const auto current = stub_text(folder_);
  if (current.empty()) throw Error(Errc::not_found, "there is no index in " + folder_.string(), "run fieldbook index");
  if (current == opened_ && !database_.reopen()) return;
  if (current != opened_) {
    opened_.clear();
    database_ = Xapian::Database(stub_file(folder_).string());
  }
  const auto maker = database_.get_metadata(key::made_by);
  if (!is_readable(maker)) {
    throw Error(Errc::damaged, "the index in " + folder_.string() + " was made by another version of this program",
                "run fieldbook index");
  }
  const auto origin = origin_of(maker);
  is_front_ = origin && origin->shard == 0;
  if (is_front_ && !shards_) {
    throw Error(Errc::not_found, folder_.string() + " holds what is shown of records, but not their words",
                "name the shards that do in library.yaml, under 'shards'");
  }
  if (shards_) state_ = state_of(database_);
  directory_ = read_directory(database_);
  directory_.of_shards = shards_.has_value() || origin.has_value();
  values_.reset();
  read_card_.emplace(database_);
  if (!stems_ || language_ != directory_.language) stems_.emplace(directory_.language);
  language_ = directory_.language;
  opened_ = current;
}

// Called while an error is handled; throws it where trying again is of no use.
void OpenIndex::recover(int attempt) {
  try {
    throw;
  } catch (const Error&) {
    throw;
  } catch (const Xapian::Error& error) {
    const std::string_view type = error.get_type();
    const bool overtaken = type == "DatabaseModifiedError";
    if (shards_ && shards_->is_theirs(error)) {
      if (overtaken && attempt < tries) return shards_->drop();
      if (shards_->recover(error)) return;
    } else if (overtaken) {
      if (attempt < tries) return;
    } else if (type.starts_with("Database")) {
      opened_.clear();
      if (attempt < tries_damaged) return;
    }
    rethrow(error, folder_);
  } catch (const std::exception& error) {
    if (!shards_ || !shards_->recover(error)) throw;
  }
}

const Xapian::Database& OpenIndex::searched() { return shards_ ? shards_->together(state_) : database_; }

std::optional<Xapian::docid> OpenIndex::document(std::string_view id) const {
  for (const auto& term : {id_term(id), alias_term(id)}) {
    if (const auto it = database_.postlist_begin(term); it != database_.postlist_end(term)) return *it;
  }
  return std::nullopt;
}

std::optional<Xapian::docid> OpenIndex::document(const Xapian::MSetIterator& at, Sort sort) const {
  return shards_ ? document(id_at(at, sort)) : std::optional(*at);
}

Card OpenIndex::card(const Xapian::MSetIterator& at, Sort sort) {
  const auto here = document(at, sort);
  return here ? card(*here) : (*read_card_)(at.get_document());
}

std::string id_at(const Xapian::MSetIterator& at, Sort sort) {
  auto key = at.get_sort_key();
  switch (sort) {
    case Sort::relevance:
      return key;
    case Sort::newest:
      return key.substr(std::min(year_digits, key.size()));
    case Sort::title:
      return key.substr(key.rfind('\0') + 1);
  }
  return key;
}

}  // namespace fieldbook::library
