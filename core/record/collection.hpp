// A library folder, read: schema, vocabularies, sources and records, with every problem found on the way.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"
#include "core/record/folder.hpp"
#include "core/record/record.hpp"
#include "core/record/schema.hpp"
#include "core/record/vocabulary.hpp"

namespace fieldbook::record {

// A record's file, as it was read.
struct ReadFile {
  std::string file, id;
  std::string content_hash;          // sha256; empty where it could not be read
  std::vector<std::string> aliases;  // as written
  bool left_out = false;             // because of an error
};

struct Collection {
  std::filesystem::path root;          // absolute
  Schema schema;
  Vocabularies vocabularies;
  std::vector<bibliography::Reference> sources;   // sorted by key
  std::vector<Record> records;         // the good ones, sorted by id
  std::set<std::string> skipped;       // ids of records left out because of an error
  std::vector<ReadFile> files;         // of the records, good or not, sorted by id
  std::map<std::string, std::string, std::less<>> aliases;     // old id -> id
  struct BackLink {
    std::size_t field = 0, from = 0;   // places among the schema's fields and the records
  };
  std::unordered_map<std::string, std::vector<BackLink>> back_links;  // by the id that is named
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
  // Frees what of the records only checks and assessors ask for: where values stand in their files, paragraphs.
  void forget_places();
};

// The newest date in a record's reviewed or changes.
Date newest_date(const Record&);

// Reads ROOT. Bad records are skipped and named in the diagnostics; throws Error only where there is no readable
// library.yaml. Limits: 1 MiB a record, 64 MiB sources.bib, 100,000 records. Rules of diagnostics beside those of the
// readers: collection.* (file-name, duplicate-id, symbolic-link, unreadable, too-many), record.* across records.
Collection read_collection(const std::filesystem::path& root);

// Fields by which records that state a strength of evidence name those of `kind`, as `evaluates` does: what
// Collection::strength() follows. None for a kind that states its own, or makes no statement of effect.
std::vector<std::string> evaluating_fields(const Schema&, std::string_view kind);

constexpr std::size_t most_records = 100'000;   // held in memory at once; pieces.hpp reads more

// What records are read by: library.yaml and the vocabularies.
struct Frame {
  std::filesystem::path root;  // absolute
  Schema schema;
  Vocabularies vocabularies;
  Diagnostics diagnostics;
};

// Throws as read_collection().
Frame read_frame(const std::filesystem::path& root);

// What somebody knows of the records that are not read, so that some can be checked as if all had been read.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  // Kind of the record whose file has this id: nothing where there is no file, empty where there are two.
  virtual std::optional<std::string> kind(const std::string& id) const = 0;
  // The id that an alias stands for.
  virtual std::optional<std::string> alias(const std::string& name) const = 0;
  virtual bool is_left_out(const std::string& id) const = 0;
  virtual std::vector<std::string> names() const = 0;                    // ids and aliases, for "did you mean"
  virtual const std::vector<std::string>& source_keys() const = 0;       // sorted
};

// Reads some of the records' files (relative to the root; those that are not there are passed over) and says of them
// what read_collection() would, but for links to a section of a record that is not read. The collection holds no other
// record; sources.bib is read where `with_sources`, else Surroundings know its keys.
Collection read_some(const Frame&, const std::vector<std::string>& files, const Surroundings&, bool with_sources);

}  // namespace fieldbook::record
