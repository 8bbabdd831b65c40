// The records that one change reaches, read without the rest of the library. For this folder only.
// They are those named, those whose shown strength hangs on them, and those that link to what has come, gone or got
// another name.
#pragma once

#include <xapian.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/library/file_table.hpp"
#include "core/library/packed_card.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::library {

// Reads part of a library by what its index knows of the rest. One use. Throws Xapian::Error and Error.
class PartReader {
 public:
  PartReader(const record::Frame&, const Xapian::Database&, FileTable&);

  // Files of records, whether they are there or have gone.
  void add(const std::string& file) { files_.insert(file); }
  // The record with this id or alias, if the index knows it.
  void add_record(const std::string& id_or_alias);
  // sources.bib is read; else its keys are those the index knows.
  void with_sources() { with_sources_ = true; }
  bool reads_sources() const noexcept { return with_sources_; }
  // Whether files are the same as when the index was made: then nothing but the strength of the records added is seen to.
  void for_reading() { for_reading_ = true; }

  // Nothing where so much hangs on the change that the whole library should be read.
  std::optional<record::Collection> read();

  // After read(): every file of a record it looked at.
  const std::set<std::string>& files() const noexcept { return files_; }
  // After read() with sources: whether the index knows a key that is no longer there.
  static bool has_lost_a_key(const record::Collection&, const Xapian::Database&);

 private:
  class Others;

  void grow(const record::Collection&);
  void consider(const std::string& file, const record::ReadFile*, const record::Record*);
  void add_twins(const std::string& id, const std::string& file);
  void add_targets(const std::string& id, const record::Record*);
  void add_referrers(const std::string& name, const std::vector<std::string>& fields);

  std::optional<Xapian::docid> document(const std::string& id) const;
  std::optional<std::string> alias(const std::string& name) const;

  const record::Frame& frame_;
  const Xapian::Database& database_;
  CardReader read_card_{database_};
  FileTable& table_;
  std::set<std::string> left_out_;  // files
  std::set<std::string> files_;
  std::vector<std::string> record_fields_;  // fields that name records; the last, without a name, is the body
  std::set<std::string> evaluating_fields_;  // those that a strength hangs on
  std::map<std::string, std::vector<std::string>, std::less<>> evaluating_fields_of_;  // by the kind that is evaluated
  bool with_sources_ = false, for_reading_ = false, too_much_ = false;
};

}  // namespace fieldbook::library
