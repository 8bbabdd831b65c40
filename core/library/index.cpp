#include "core/library/index.hpp"

#include <pwd.h>
#include <unistd.h>
#include <xapian.h>

#include <cstdlib>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/library/indexer.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t transaction_limit_bytes = 32u
                                                << 20;  // of changed text; above, building anew is quicker and smaller
constexpr std::size_t progress_every = 64;
constexpr std::size_t folder_digest_digits = 12;

fs::path cache_home() {
  if (const char* const chosen = std::getenv("XDG_CACHE_HOME"); chosen != nullptr && fs::path(chosen).is_absolute())
    return chosen;
  if (const char* const home = std::getenv("HOME"); home != nullptr && fs::path(home).is_absolute())
    return fs::path(home) / ".cache";
  if (const auto* const user = ::getpwuid(::getuid());
      user != nullptr && user->pw_dir != nullptr && fs::path(user->pw_dir).is_absolute()) {
    return fs::path(user->pw_dir) / ".cache";
  }
  throw Error(Errc::not_found, "this user has no home folder to keep an index in", "name a folder with --index DIR");
}

std::string digest(const std::vector<record::FileStamp>& files) {
  std::string all;
  for (const auto& file : files) {
    all += file.file;
    all += '\0' + std::to_string(file.size) + ' ' + std::to_string(file.modified_ns) + '\n';
  }
  return sha256(all);
}

struct Known {
  Xapian::docid document = 0;
  std::string fingerprint;
};

std::unordered_map<std::string, Known> known_records(const Xapian::Database& database) {
  std::unordered_map<std::string, Known> out;
  auto print = database.valuestream_begin(slot::fingerprint);
  for (auto id = database.valuestream_begin(slot::id); id != database.valuestream_end(slot::id); ++id) {
    print.skip_to(id.get_docid());
    const bool has = print != database.valuestream_end(slot::fingerprint) && print.get_docid() == id.get_docid();
    out[*id] = {id.get_docid(), has ? *print : std::string()};
  }
  return out;
}

class Update {
 public:
  Update(const fs::path& folder, const record::Collection& collection, const std::vector<record::FileStamp>& files,
         const Progress& progress)
      : folder_(folder),
        collection_(collection),
        progress_(progress),
        prepare_(collection),
        names_(names_of(collection)),
        files_(digest(files)) {}

  // Nothing where the index has to be built anew.
  std::optional<IndexReport> change() {
    const auto current = current_database(folder_);
    if (current.empty()) return std::nullopt;
    try {
      Xapian::WritableDatabase database((folder_ / current).string(), Xapian::DB_OPEN);
      if (database.get_metadata(key::made_by) != made_by() || database.get_metadata(key::language) != names_.language)
        return std::nullopt;
      auto known = known_records(database);
      const auto work = compare(known);
      if (!work) return std::nullopt;
      database.begin_transaction();
      apply(database, *work, known);
      database.commit_transaction();
    } catch (const Xapian::DatabaseLockError&) {
      throw;
    } catch (const Xapian::DatabaseError&) {
      return std::nullopt;  // damaged: the transaction did not happen
    } catch (const Error& error) {
      if (error.code() != Errc::damaged) throw;
      return std::nullopt;
    }
    return report_;
  }

  IndexReport rebuild() {
    const auto& records = collection_.records;
    std::size_t done = 0;
    build_database(folder_, names_, files_, [&]() -> std::optional<Indexable> {
      tell(done, records.size());
      return done < records.size() ? std::optional(prepare_(records[done++])) : std::nullopt;
    });
    return {.added = records.size(), .rebuilt = true};
  }

 private:
  struct Piece {
    const record::Record* record;
    Xapian::docid document;  // 0: a new record
  };

  // What has to be written; what is left in `known` has to go. Nothing where it is too much for one transaction.
  std::optional<std::vector<Piece>> compare(std::unordered_map<std::string, Known>& known) {
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

  void apply(Xapian::WritableDatabase& database, const std::vector<Piece>& work,
             const std::unordered_map<std::string, Known>& gone) {
    Indexer indexer(database, names_.language);
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
    indexer.write_words();
    write_names(database, names_);
    if (database.get_metadata(key::files) != files_) database.set_metadata(key::files, files_);
  }

  void tell(std::size_t done, std::size_t total) const {
    if (progress_ && (done % progress_every == 0 || done == total)) progress_(done, total);
  }

  const fs::path& folder_;
  const record::Collection& collection_;
  const Progress& progress_;
  Preparation prepare_;
  Names names_;
  std::string files_;
  IndexReport report_;
};

}  // namespace

fs::path index_folder(const record::Schema& schema, const fs::path& root, const fs::path& chosen) {
  if (!chosen.empty()) return fs::absolute(chosen).lexically_normal();
  if (!schema.index.empty()) return schema.index.lexically_normal();
  const auto name = slug(schema.title);
  return cache_home() / "fieldbook" /
         ((name.empty() ? "library" : name) + "-" +
          sha256(fs::absolute(root).lexically_normal().string()).substr(0, folder_digest_digits));
}

bool is_up_to_date(const fs::path& folder, const std::vector<record::FileStamp>& files) {
  const auto current = current_database(folder);
  if (current.empty()) return false;
  try {
    const Xapian::Database database((folder / current).string());
    return database.get_metadata(key::made_by) == made_by() && database.get_metadata(key::files) == digest(files);
  } catch (const Xapian::Error&) {
    return false;  // damaged, or being written at this moment: update_index() finds out
  }
}

IndexReport update_index(const fs::path& folder, const record::Collection& collection,
                         const std::vector<record::FileStamp>& files, const Progress& progress) {
  try {
    const WriteLock lock(folder);
    Update update(folder, collection, files, progress);
    if (const auto report = update.change()) return *report;
    return update.rebuild();
  } catch (const Xapian::Error& error) {
    rethrow(error, folder);
  } catch (const fs::filesystem_error& error) {
    throw Error(Errc::io, std::string("cannot write the index: ") + error.what(),
                "name another folder with --index DIR");
  }
}

}  // namespace fieldbook::library
