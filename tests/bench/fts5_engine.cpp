#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>

#include "tests/bench/engines.hpp"

namespace fieldbook::bench {
namespace {

class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql) : database_(database) {
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail();
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, const std::string& text) {
    sqlite3_bind_text(statement_, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Statement& bind(int at, std::int64_t number) {
    sqlite3_bind_int64(statement_, at, number);
    return *this;
  }
  bool step() {
    const auto result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail();
    return result == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(statement_); }
  std::string text(int column) {
    const auto* const bytes = sqlite3_column_text(statement_, column);
    return bytes == nullptr ? std::string() : reinterpret_cast<const char*>(bytes);
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_)); }

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

class Fts5 : public Engine {
 public:
  explicit Fts5(const std::filesystem::path& folder) : file_((folder / "fts5.db").string()) {
    std::filesystem::create_directories(folder);
  }
  ~Fts5() override {
    ten_.reset();
    page_.reset();
    counts_.reset();
    sqlite3_close(database_);
  }

  void build(const std::vector<Document>& documents) override {
    std::filesystem::remove(file_);
    connect();
    run("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
        "CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, body, tokenize = 'porter unicode61');"
        "CREATE TABLE facets(document INTEGER, facet INTEGER, value TEXT);"
        "BEGIN");
    Statement document(database_, "INSERT INTO docs(rowid, id, title, body) VALUES (?, ?, ?, ?)");
    Statement value(database_, "INSERT INTO facets VALUES (?, ?, ?)");
    std::int64_t row = 0;
    for (const auto& d : documents) {
      document.bind(1, ++row).bind(2, d.id).bind(3, d.title).bind(4, d.text).step();
      document.reset();
      for (const auto& [facet, name] : d.values) {
        value.bind(1, row).bind(2, static_cast<std::int64_t>(facet)).bind(3, name).step();
        value.reset();
      }
    }
    run("CREATE INDEX facets_of ON facets(document, facet, value); COMMIT; INSERT INTO docs(docs) VALUES ('optimize'); VACUUM");
  }

  void open() override {
    if (database_ == nullptr) connect();
    ten_ = std::make_unique<Statement>(database_, "SELECT id FROM docs WHERE docs MATCH ? AND rank MATCH 'bm25(0, 3, 1)' ORDER BY rank LIMIT 10");
    page_ = std::make_unique<Statement>(database_,
                                        "SELECT title, snippet(docs, 2, '<', '>', '…', 40) FROM docs WHERE docs MATCH ? AND rank MATCH 'bm25(0, 3, 1)' "
                                        "ORDER BY rank LIMIT 10");
    counts_ = std::make_unique<Statement>(database_,
                                          "SELECT facet, value, count(*) FROM docs JOIN facets ON facets.document = docs.rowid WHERE docs MATCH ? GROUP BY 1, 2");
  }

  std::vector<std::string> first_ten(const std::string& words) override {
    std::vector<std::string> out;
    ten_->bind(1, any_of(words));
    while (ten_->step()) out.push_back(ten_->text(0));
    ten_->reset();
    return out;
  }

  std::size_t page(const std::string& words) override {
    std::size_t bytes = 0;
    page_->bind(1, any_of(words));
    while (page_->step()) bytes += page_->text(0).size() + page_->text(1).size();
    page_->reset();
    counts_->bind(1, any_of(words));
    while (counts_->step()) ++bytes;
    counts_->reset();
    return bytes;
  }

 private:
  void connect() {
    if (sqlite3_open(file_.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("cannot open " + file_);
    run("PRAGMA cache_size = -262144; PRAGMA mmap_size = 1073741824");
  }
  void run(const std::string& sql) {
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_));
  }
  static std::string any_of(std::string words) {
    for (std::size_t at = 0; (at = words.find(' ', at)) != std::string::npos; at += 4) words.replace(at, 1, " OR ");
    return words;
  }

  std::string file_;
  sqlite3* database_ = nullptr;
  std::unique_ptr<Statement> ten_, page_, counts_;
};

}  // namespace

std::unique_ptr<Engine> fts5_engine(const std::filesystem::path& folder) { return std::make_unique<Fts5>(folder); }

}  // namespace fieldbook::bench
