// A library folder, read: schema, vocabularies, sources and records, with every problem found on the way.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"
#include "core/record/record.hpp"
#include "core/record/schema.hpp"
#include "core/record/vocabulary.hpp"

namespace fieldbook::record {

// A file's state as the system tells it: enough to know that it need not be read again.
struct FileStamp {
  std::string file;            // relative to the root
  std::uintmax_t size = 0;
  std::int64_t modified_ns = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// The files a library is made of (library.yaml, vocabulary/*.yaml, sources.bib, the kinds' folders' *.md), sorted by
// name. Symbolic links are not followed, but for library.yaml itself.
std::vector<FileStamp> list_files(const std::filesystem::path& root, const Schema&);

struct Collection {
  std::filesystem::path root;          // absolute
  Schema schema;
  Vocabularies vocabularies;
  std::vector<bibliography::Reference> sources;   // sorted by key
  std::vector<Record> records;         // the good ones, sorted by id
  std::set<std::string> skipped;       // ids of records left out because of an error
  std::map<std::string, std::string, std::less<>> aliases;     // old id -> id
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> back_links;  // (id, field that names it) -> records
  Diagnostics diagnostics;

  const Record* find(std::string_view id) const noexcept;      // follows aliases
  const bibliography::Reference* source(std::string_view key) const noexcept;
  // Records of `kind` whose field `field` names `id`, sorted by id: the back-links.
  std::vector<const Record*> linked_from(std::string_view id, std::string_view kind, std::string_view field) const;
  // Id of the strength term: its own for an evaluation, that of the strongest evaluation that names it for a
  // practice example, "none-found" where there is none; empty for kinds that make no statement of effect.
  std::string strength(const Record&) const;
  // The newest date in any record's reviewed or changes; what stands for today where none is given.
  Date newest_date() const;
};

// Reads ROOT. Bad records are skipped and named in the diagnostics; throws Error only where there is no readable
// library.yaml. Limits: 1 MiB a record, 64 MiB sources.bib, 100,000 records. Rules of diagnostics beside those of the
// readers: collection.* (file-name, duplicate-id, symbolic-link, unreadable, too-many), record.* across records.
Collection read_collection(const std::filesystem::path& root);

}  // namespace fieldbook::record
