// Bringing search results into a review: the original untouched, its records as lines, and a note of both.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostics.hpp"
#include "core/bibliography/reading.hpp"

namespace fieldbook::review {

// A record that could not be read.
struct LostRecord {
  std::size_t line = 0;   // in the original
  std::string what;
};

// What imports/ID.json says.
struct Import {
  std::string id;         // "2026-03-01-scopus-1a2b3c4d": day of the search, database, content
  std::string database;
  Date searched;
  std::string file;       // the name the original had
  std::string original;   // its name in imports/
  std::string sha256;     // of its bytes
  std::string format;     // as bibliography::name_of
  std::string encoding;
  std::size_t records_in = 0;    // in the original; = records + lost.size()
  std::size_t records = 0;
  std::vector<LostRecord> lost;
};

// All imports of a review, by id (so by the day of the search). A note that cannot be read is a diagnostic (rule import.note), and its import is
// left out.
std::vector<Import> read_imports(const std::filesystem::path& review, Diagnostics&);

// One note; nothing where the text is none. `id` is its file's stem.
std::optional<Import> parse_import(const std::string& id, std::string_view text);

struct ImportOptions {
  std::string database;
  Date searched;
  bibliography::ReadOptions reading = {};
};

struct Imported {
  Import import;
  bool already = false;      // these very bytes were imported before, as `import`; nothing was written
  std::size_t added = 0;     // records that the review did not have
  std::size_t known = 0;     // records that it had from another import
  std::size_t repeated = 0;  // records that stand in the same file more than once
};

// Copies `file` to imports/, adds its records to records.jsonl and writes, last, the note imports/ID.json: an import that was
// killed is not there, and leaves nothing that the next try does not put right. What is written depends on the file, the database and
// the day alone, so that two people who import on two git branches never make a conflict.
// Throws Error as read_file and bibliography::read_references do; invalid where the file holds no record at all.
Imported import_file(const std::filesystem::path& review, const std::filesystem::path& file, const ImportOptions&, Diagnostics&);

}  // namespace fieldbook::review
