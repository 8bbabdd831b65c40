// The records of a review: what was imported, each once, with every place it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/base/file_part.hpp"
#include "core/bibliography/reference.hpp"
#include "core/review/imports.hpp"

namespace fieldbook::review {

// One place a record came from.
struct Source {
  std::string record;       // id of the record as imported
  std::string import;       // id of the import
  std::size_t line = 0;     // where it begins in the import's original

  friend auto operator<=>(const Source&, const Source&) = default;
};

// The abstracts of a million records stay in records.jsonl until one is wanted.
struct AbstractPlace {
  FilePart line;            // that holds it; of no file where there is no abstract
  std::uint32_t size = 0;   // of the abstract, in bytes
};

// What one person decides on: a reference, and all records that were found to be the same.
struct ReviewRecord {
  std::string id;                    // stable: of the first of its records to be imported
  bibliography::Reference reference; // key is the id; fields that the first lacks come from the others; its abstract is empty
  std::vector<Source> sources;       // by import (its day first), then line; at least one
  AbstractPlace abstract_place = {};

  // The longest that any of its records has; empty where none has one, or the file can no longer be read. Any thread.
  std::string abstract() const;
};

class Records {
 public:
  explicit Records(std::vector<ReviewRecord>);

  // In the order of their first import, then of the lines in it.
  std::span<const ReviewRecord> all() const noexcept { return records_; }
  // By its id or that of any record merged into it; nothing where there is none.
  const ReviewRecord* find(std::string_view id) const noexcept;

 private:
  std::vector<ReviewRecord> records_;
  std::unordered_map<std::string, std::size_t> places_;
};

// Reads all imports of a review and the merges that were made. Lines that cannot be read are diagnostics (rules records.line,
// records.count); the rest goes on. No import yet: no record.
Records read_records(const std::filesystem::path& review, Diagnostics&);

// How much of each record is read. Reviews may hold a million.
enum class Detail {
  everything,
  what_names_the_work,   // no notes, keywords and custom fields, no place of an abstract
  ids,                   // only which records there are, and where they came from
};

// Every record as it was imported, before merging, in the same order: each id once, with its places.
std::vector<ReviewRecord> read_imported_records(const std::filesystem::path& review, std::span<const Import>, Diagnostics&, Detail = Detail::everything);

// 8 hexadecimal digits that tell which imports these records came from: others once there is an import more.
std::string imports_mark(const Records&);

// "r" and 16 hexadecimal digits, of what names the work: title, people, year, journal, volume, issue, pages, numbers. The
// same record of a later export has the same id, whatever its abstract or keywords are by then.
std::string record_id(const bibliography::Reference&);

}  // namespace fieldbook::review
