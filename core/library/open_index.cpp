#include "core/library/open_index.hpp"

#include "core/base/error.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {

void OpenIndex::refresh() {
  const auto current = stub_text(folder_);
  if (current.empty()) throw Error(Errc::not_found, "there is no index in " + folder_.string(), "run fieldbook index");
  if (current == opened_ && !database_.reopen()) return;
  if (current != opened_) {
    opened_.clear();
    database_ = Xapian::Database(stub_file(folder_).string());
  }
  if (!is_readable(database_.get_metadata(key::made_by))) {
    throw Error(Errc::damaged, "the index in " + folder_.string() + " was made by another version of this program",
                "run fieldbook index");
  }
  directory_ = read_directory(database_);
  values_.reset();
  if (!stems_ || language_ != directory_.language) stems_.emplace(directory_.language);
  language_ = directory_.language;
  opened_ = current;
}

std::optional<Xapian::docid> OpenIndex::document(std::string_view id) const {
  for (const auto& term : {id_term(id), alias_term(id)}) {
    if (const auto it = database_.postlist_begin(term); it != database_.postlist_end(term)) return *it;
  }
  return std::nullopt;
}

}  // namespace fieldbook::library
