#include "core/library/index.hpp"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/base/user_folders.hpp"
#include "core/library/card.hpp"
#include "core/library/differences.hpp"
#include "core/library/large_build.hpp"
#include "core/library/part.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"
#include "core/library/update.hpp"
#include "core/record/pieces.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t folder_digest_digits = 12;

class Refresh {
 public:
  explicit Refresh(const RefreshOptions& options)
      : options_(options), frame_(record::read_frame(options.root)), whole_(options.files.empty()), seen_ns_(now_ns()) {
    seen_ = whole_ ? record::list_files(frame_.root, frame_.schema)
                   : record::list_common_files(frame_.root, frame_.schema);
    for (const auto& file : options.files) look_at_named(file);
  }

  Refreshed run() {
    if (const auto current = current_database(options_.folder); !current.empty() && !options_.rebuild) {
      try {
        Xapian::WritableDatabase database((options_.folder / current).string(), Xapian::DB_OPEN);
        if (database.get_metadata(key::made_by) == made_by() && database.get_metadata(key::judged).empty()) {
          FileTable table(database);
          if (auto done = in_part(database, table)) return std::move(*done);
          if (auto done = in_whole(database)) return std::move(*done);
        }
      } catch (const Xapian::DatabaseLockError&) {
        throw;
      } catch (const Xapian::DatabaseError&) {  // damaged: the transaction did not happen
      } catch (const Error& error) {
        if (error.code() != Errc::damaged) throw;
      }
    }
    return anew();
  }

 private:
  void look_at_named(const std::string& file) {
    if (record::kind_of_file(frame_.schema, file) == nullptr &&
        std::ranges::find(seen_, file, &record::FileStamp::file) == seen_.end()) {
      throw Error(Errc::invalid, in_quotes(file) + " is no file of this library",
                  "name .md files in the folders of library.yaml's kinds");
    }
    auto seen = record::look_at(frame_.root, file);
    if (seen.regular) {
      if (std::ranges::find(seen_, file, &record::FileStamp::file) == seen_.end())
        seen_.push_back(std::move(seen.stamp));
    } else {
      missing_.push_back(file);
    }
  }

  // Nothing where the whole library has to be read.
  std::optional<Refreshed> in_part(Xapian::WritableDatabase& database, FileTable& table) {
    auto differences = compare(frame_.root, seen_, seen_ns_, table, whole_);
    for (const auto& file : missing_) {
      if (table.find(file) == nullptr)
        throw Error(Errc::not_found, "there is no file " + in_quotes(file), "name a record's file");
      differences.gone.push_back(file);
    }
    if (differences.many) return std::nullopt;
    PartReader reader(frame_, database, table);
    std::map<std::string, FileRow> rows;
    const auto ask = [&](const std::string& file) {
      if (record::kind_of_file(frame_.schema, file) != nullptr) {
        reader.add(file);
      } else if (file == record::sources_file) {
        reader.with_sources();
      } else {
        return false;
      }
      return true;
    };
    for (auto& row : differences.changed) {
      if (!ask(row.stamp.file)) return std::nullopt;
      auto file = row.stamp.file;
      rows.emplace(std::move(file), std::move(row));
    }
    for (const auto& file : differences.gone) {
      if (!ask(file)) return std::nullopt;
    }
    const auto told = decode_strings(database.get_metadata(whole_ ? key::told : key::left_out));
    for (const auto& file : told) {
      if (!ask(file) && table.find(file) == nullptr) return std::nullopt;  // something that is no file of ours
    }
    for (auto& row : differences.touched) table.put(std::move(row));
    if (differences.none() && told.empty()) {
      table.write(database);
      database.commit();
      return Refreshed{{.unchanged = database.get_doccount()}, frame_.diagnostics, true};
    }
    return read_part(database, table, reader, std::move(rows));
  }

  std::optional<Refreshed> read_part(Xapian::WritableDatabase& database, FileTable& table, PartReader& reader,
                                     std::map<std::string, FileRow> rows) {
    if (database.get_doccount() + most_changed > record::most_records_in_pieces) return std::nullopt;
    const auto collection = reader.read();
    if (!collection || (reader.reads_sources() && PartReader::has_lost_a_key(*collection, database)))
      return std::nullopt;
    std::map<std::string, const record::ReadFile*> read;
    for (const auto& file : collection->files) read.emplace(file.file, &file);
    auto part = reader.files();
    for (const auto& file : part) remember(table, file, read[file], rows);
    if (const auto row = rows.find(std::string(record::sources_file)); row != rows.end()) table.put(row->second);
    part.emplace(record::schema_file);
    for (const auto& name : frame_.schema.vocabularies) part.insert("vocabulary/" + name + ".yaml");
    if (reader.reads_sources()) part.emplace(record::sources_file);
    const auto report = Update(options_.folder, *collection, options_.progress).change(database, table, &part);
    return report ? std::optional(Refreshed{*report, collection->diagnostics}) : std::nullopt;
  }

  // A file that was read, in the table: with its stamp where that was taken before.
  void remember(FileTable& table, const std::string& file, const record::ReadFile* read,
                std::map<std::string, FileRow>& rows) const {
    const auto stamped = rows.find(file);
    if (read == nullptr) {
      if (stamped == rows.end()) {
        table.erase(file);
      } else {
        table.put(std::move(stamped->second));  // no record's name, or too much of it
      }
      return;
    }
    FileRow row{{file}, content_of(*read), read->aliases};
    if (stamped != rows.end()) {
      row.stamp = stamped->second.stamp;
    } else if (const auto* const before = table.find(file); before != nullptr && before->content == row.content) {
      row.stamp = before->stamp;
    }
    table.put(std::move(row));
  }

  // Two files with one id are left out unread.
  std::uint64_t content_of(const record::ReadFile& read) const {
    return read.content_hash.empty() ? library::content_of(frame_.root, read.file) : content_number(read.content_hash);
  }

  // Nothing where the database cannot be brought there in one transaction.
  std::optional<Refreshed> in_whole(Xapian::WritableDatabase& database) {
    if (is_large()) return std::nullopt;
    read_all();
    FileTable table(database);
    table.replace(all_rows());
    const auto report = Update(options_.folder, *collection_, options_.progress).change(database, table, nullptr);
    return report ? std::optional(Refreshed{*report, collection_->diagnostics}) : std::nullopt;
  }

  Refreshed anew() {
    if (is_large()) return build_in_pieces(options_, std::move(frame_), seen_, seen_ns_);
    read_all();
    return {Update(options_.folder, *collection_, options_.progress).rebuild(all_rows()), collection_->diagnostics};
  }

  // Too large to be held in memory.
  bool is_large() {
    list_all();
    return seen_.size() > options_.held_at_once;
  }

  void read_all() {
    if (collection_) return;
    list_all();
    collection_ = record::read_collection(frame_.root);
  }

  void list_all() {
    if (std::exchange(lists_all_, true)) return;
    seen_ns_ = now_ns();
    seen_ = record::list_files(frame_.root, frame_.schema);
  }

  std::vector<FileRow> all_rows() const {
    std::map<std::string_view, const record::ReadFile*> read;
    for (const auto& file : collection_->files) read.emplace(file.file, &file);
    std::vector<FileRow> out;
    for (const auto& stamp : seen_) {
      FileRow row{remembered(stamp, seen_ns_), 0, {}};
      if (const auto at = read.find(stamp.file); at != read.end()) {
        row.content = content_of(*at->second);
        row.aliases = at->second->aliases;
      } else {
        row.content = library::content_of(frame_.root, stamp.file);
      }
      out.push_back(std::move(row));
    }
    return out;
  }

  const RefreshOptions& options_;
  record::Frame frame_;
  bool whole_;
  std::int64_t seen_ns_;
  bool lists_all_ = whole_;   // seen_ is of all files
  std::vector<record::FileStamp> seen_;
  std::vector<std::string> missing_;
  std::optional<record::Collection> collection_;
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

Refreshed refresh_index(const RefreshOptions& options) {
  try {
    const WriteLock lock(options.folder);
    remove_all_but_current(options.folder);
    return Refresh(options).run();
  } catch (const Xapian::Error& error) {
    rethrow(error, options.folder);
  } catch (const fs::filesystem_error& error) {
    throw Error(Errc::io, std::string("cannot write the index: ") + error.what(),
                "name another folder with --index DIR");
  }
}

bool is_up_to_date(const fs::path& root, const fs::path& folder) {
  const auto current = current_database(folder);
  if (current.empty()) return false;
  try {
    const Xapian::Database database((folder / current).string());
    Diagnostics ignored;
    FileTable table(database);
    const auto seen = record::list_files(root, record::read_schema(root, ignored));
    return database.get_metadata(key::made_by) == made_by() && compare(root, seen, now_ns(), table, true).none();
  } catch (const Xapian::Error&) {
    return false;  // damaged, or being written at this moment: refresh_index() finds out
  }
}

std::optional<record::Collection> read_by_index(const fs::path& root, const fs::path& folder, const std::string& id,
                                                bool with_sources) {
  const auto current = current_database(folder);
  if (current.empty()) return std::nullopt;
  try {
    const Xapian::Database database((folder / current).string());
    if (database.get_metadata(key::made_by) != made_by()) return std::nullopt;
    FileTable table(database);
    const auto frame = record::read_frame(root);
    PartReader reader(frame, database, table);
    reader.for_reading();
    reader.add_record(id);
    if (with_sources) reader.with_sources();
    auto collection = reader.read();
    return collection && collection->find(id) != nullptr ? std::move(collection) : std::nullopt;
  } catch (const Xapian::Error&) {
    return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace fieldbook::library
