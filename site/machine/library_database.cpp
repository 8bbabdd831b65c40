#include <sqlite3.h>

#include <memory>

#include "core/base/error.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/record/prose.hpp"
#include "site/machine/forms.hpp"

namespace fieldbook::site {
namespace {

constexpr const char* tables = R"(
CREATE TABLE record(id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, address TEXT NOT NULL, strength TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE field(record TEXT NOT NULL REFERENCES record, name TEXT NOT NULL, row INTEGER NOT NULL, part TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(record, name, row, part)) WITHOUT ROWID;
CREATE TABLE source(key TEXT PRIMARY KEY, csl TEXT NOT NULL) WITHOUT ROWID;
)";

[[noreturn]] void fail(sqlite3* database) {
  throw Error(Errc::io, std::string("the library cannot be written as SQLite: ") + (database == nullptr ? "no memory" : sqlite3_errmsg(database)));
}

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class Database {
 public:
  explicit Database(const std::filesystem::path& file) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);
    if (result != SQLITE_OK) fail(opened);
  }

  void run(const char* commands) {
    if (sqlite3_exec(database_.get(), commands, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database_.get());
  }

  sqlite3* get() const { return database_.get(); }

 private:
  std::unique_ptr<sqlite3, Close> database_;
};

// Adds rows to one table.
class Rows {
 public:
  Rows(const Database& database, const char* command) : database_(database.get()) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(database_, command, -1, &made, nullptr) != SQLITE_OK) fail(database_);
    statement_.reset(made);
  }

  // A value is a text or a number.
  template <class... Value>
  void add(const Value&... values) {
    int place = 0;
    if (((bind(++place, values) != SQLITE_OK) || ...)) fail(database_);
    if (sqlite3_step(statement_.get()) != SQLITE_DONE || sqlite3_reset(statement_.get()) != SQLITE_OK) fail(database_);
  }

 private:
  int bind(int place, std::string_view text) { return sqlite3_bind_text64(statement_.get(), place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8); }
  int bind(int place, std::size_t number) { return sqlite3_bind_int64(statement_.get(), place, static_cast<sqlite3_int64>(number)); }

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Close> statement_;
};

void add_fields(Rows& fields, const record::Record& record) {
  for (const auto& [name, field] : record.fields) {
    for (std::size_t i = 0; i < field.values.size(); ++i) fields.add(record.id, name, i, "", field.values[i]);
    for (std::size_t i = 0; i < field.rows.size(); ++i) {
      for (const auto& [column, value] : field.rows[i]) fields.add(record.id, name, i, column, value);
    }
  }
}

}  // namespace

void write_library_database(const Edition& edition, const std::filesystem::path& file) {
  Database database(file);
  // Nobody reads it before it is whole, and it is made anew after a kill.
  database.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 4096; PRAGMA user_version = 1;");
  database.run(tables);
  database.run("BEGIN");
  {
    Rows records(database, "INSERT INTO record VALUES(?,?,?,?,?,?,?)"), fields(database, "INSERT INTO field VALUES(?,?,?,?,?)");
    for (const auto& record : edition.collection().records) {
      records.add(record.id, record.kind, record.title(), record.summary(), edition.address(record), edition.strength(record), record::Prose(record).text());
      add_fields(fields, record);
    }
    Rows sources(database, "INSERT INTO source VALUES(?,?)");
    for (const auto& source : edition.collection().sources) {
      const auto csl = bibliography::to_csl_item(source);
      sources.add(source.key, csl);
    }
  }
  database.run("COMMIT");
}

}  // namespace fieldbook::site
