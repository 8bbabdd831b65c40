#include "core/library/update.hpp"

#include <algorithm>

#include "core/library/builder.hpp"
#include "core/library/indexer.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t transaction_limit_bytes = 32u
                                                << 20;  // of changed text; above, building anew is quicker and smaller
constexpr std::size_t progress_every = 64;

void set(Xapian::WritableDatabase& database, const std::string& key, const std::set<std::string>& strings) {
  const auto bytes = encode(std::vector<std::string>(strings.begin(), strings.end()));
  if (database.get_metadata(key) != bytes) database.set_metadata(key, bytes);
}

// Strings that were there before, but for those that `forget` names.
template <class Forget>
std::set<std::string> kept(const Xapian::Database& database, const std::string& key, Forget forget) {
  std::set<std::string> out;
  for (auto& text : decode_strings(database.get_metadata(key))) {
    if (!forget(text)) out.insert(std::move(text));
  }
  return out;
}

}  // namespace

Update::Update(const fs::path& folder, const record::Collection& collection, const Progress& progress)
    : folder_(folder), collection_(collection), progress_(progress), prepare_(collection) {}

const Names& Update::names() {
  if (!names_) names_ = names_of(collection_);
  return *names_;
}

std::optional<IndexReport> Update::change(Xapian::WritableDatabase& database, FileTable& table,
                                          const std::set<std::string>* part) {
  if (part == nullptr && database.get_metadata(key::language) != names().language) return std::nullopt;
  auto before = part == nullptr ? all_known(database) : known(database, *part);
  const auto work = compare(before);
  if (!work) return std::nullopt;
  database.begin_transaction();
  apply(database, *work, before);
  write_state(database, part);
  table.write(database);
  database.commit_transaction();
  if (part != nullptr) report_.unchanged = database.get_doccount() - report_.added - report_.changed;
  return report_;
}

IndexReport Update::rebuild(std::vector<FileRow> rows) {
  const auto& records = collection_.records;
  std::size_t done = 0;
  build_database(
      folder_, names(),
      [&]() -> std::optional<Indexable> {
        tell(done, records.size());
        return done < records.size() ? std::optional(prepare_(records[done++])) : std::nullopt;
      },
      [&](Xapian::WritableDatabase& database) {
        FileTable table(database);
        table.replace(std::move(rows));
        table.write(database);
        write_state(database, nullptr);
      });
  return {.added = records.size(), .rebuilt = true};
}

Update::KnownRecords Update::all_known(const Xapian::Database& database) {
  KnownRecords out;
  auto print = database.valuestream_begin(slot::fingerprint);
  for (auto id = database.valuestream_begin(slot::id); id != database.valuestream_end(slot::id); ++id) {
    print.skip_to(id.get_docid());
    const bool has = print != database.valuestream_end(slot::fingerprint) && print.get_docid() == id.get_docid();
    out[*id] = {id.get_docid(), has ? *print : std::string()};
  }
  return out;
}

Update::KnownRecords Update::known(const Xapian::Database& database, const std::set<std::string>& files) {
  KnownRecords out;
  for (const auto& file : files) {
    const auto id = fs::path(file).stem().string();
    const auto at = database.postlist_begin(id_term(id));
    if (at != database.postlist_end(id_term(id)))
      out[id] = {*at, database.get_document(*at).get_value(slot::fingerprint)};
  }
  return out;
}

// What has to be written; what is left in `known` has to go. Nothing where it is too much for one transaction.
std::optional<std::vector<Update::Piece>> Update::compare(KnownRecords& known) {
  std::vector<Piece> work;
  std::size_t bytes = 0;
  report_ = {};
  for (const auto& record : collection_.records) {
    const auto ready = prepare_(record);
    const auto found = known.find(record.id);
    const auto document = found == known.end() ? 0 : found->second.document;
    const bool same = document != 0 && found->second.fingerprint == ready.fingerprint();
    if (document != 0) known.erase(found);
    ++(same ? report_.unchanged : document == 0 ? report_.added : report_.changed);
    if (same) continue;
    work.push_back({&record, document});
    bytes += ready.size();
    if (bytes > transaction_limit_bytes) return std::nullopt;
  }
  report_.removed = known.size();
  return work;
}

void Update::apply(Xapian::WritableDatabase& database, const std::vector<Piece>& work, const KnownRecords& gone) {
  Indexer indexer(database, stemmer_for(collection_.schema.language));
  for (const auto& [id, known] : gone) indexer.remove(known.document);
  std::size_t done = 0;
  for (const auto& piece : work) {
    tell(done++, work.size());
    if (piece.document == 0) {
      indexer.add(prepare_(*piece.record));
    } else {
      indexer.replace(piece.document, prepare_(*piece.record));
    }
  }
  tell(done, work.size());
  indexer.write_shared();
}

// Beside the records: the vocabularies' names, which do not change with a part of the records, and what
// refresh_index() has to know the next time.
void Update::write_state(Xapian::WritableDatabase& database, const std::set<std::string>* part) const {
  std::set<std::string> left_out, told, keys;
  for (const auto& source : collection_.sources) keys.insert(source.key);
  if (part == nullptr) {
    write_names(database, *names_);
    set(database, key::sources, keys);
  } else {
    const auto is_read = [&](const std::string& file) { return part->contains(file); };
    left_out = kept(database, key::left_out, is_read);
    told = kept(database, key::told, is_read);
    if (part->contains(std::string(record::sources_file))) set(database, key::sources, keys);
  }
  for (const auto& file : collection_.files) {
    if (file.left_out) left_out.insert(file.file);
  }
  for (const auto& diagnostic : collection_.diagnostics.sorted()) told.insert(diagnostic.where.file);
  set(database, key::left_out, left_out);
  set(database, key::told, told);
}

void Update::tell(std::size_t done, std::size_t total) const {
  if (progress_ && (done % progress_every == 0 || done == total)) progress_(done, total);
}

}  // namespace fieldbook::library
