// Writes what was read of a library into its index. For this folder only.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/library/file_table.hpp"
#include "core/library/index.hpp"
#include "core/library/indexable.hpp"
#include "core/library/names.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::library {

class Update {
 public:
  // Keeps references to the folder, the collection and the progress.
  Update(const std::filesystem::path& folder, const record::Collection&, const Progress&);

  // Brings the database to the collection, which is the whole library (`part` is null) or all that is to be known of
  // the files in `part`, in one transaction; the table goes with it. Nothing, and nothing written, where that is too
  // much for one transaction. Throws Xapian::Error.
  std::optional<IndexReport> change(Xapian::WritableDatabase&, FileTable&, const std::set<std::string>* part);

  // Builds a database beside the current one and makes it the current one. The collection is the whole library.
  IndexReport rebuild(std::vector<FileRow>);

 private:
  struct Known {
    Xapian::docid document = 0;
    std::string fingerprint;
  };
  using KnownRecords = std::unordered_map<std::string, Known>;
  struct Piece {
    const record::Record* record;
    Xapian::docid document;  // 0: a new record
  };

  static KnownRecords all_known(const Xapian::Database&);
  static KnownRecords known(const Xapian::Database&, const std::set<std::string>& files);
  std::optional<std::vector<Piece>> compare(KnownRecords&);
  void apply(Xapian::WritableDatabase&, const std::vector<Piece>&, const KnownRecords& gone);
  void write_state(Xapian::WritableDatabase&, const std::set<std::string>* part) const;
  const Names& names();
  void tell(std::size_t done, std::size_t total) const;

  const std::filesystem::path& folder_;
  const record::Collection& collection_;
  const Progress& progress_;
  Preparation prepare_;
  std::optional<Names> names_;
  IndexReport report_;
};

}  // namespace fieldbook::library
