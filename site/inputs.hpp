// What pages follow from, as fingerprints: by them a run knows which pages an edit reaches.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/assess/library_assessments.hpp"
#include "site/edition.hpp"
#include "site/left_files.hpp"

namespace fieldbook::site {

// Of what every page may draw on whatever it is about: this program, library.yaml, vocabularies, sources and assessors.
// To be taken before they are read, so that a change meanwhile is found by the next run.
std::string common_inputs(const std::filesystem::path& library, const record::Schema&, const assess::Catalogue&);

// Of the records of one edition, all worked out at once.
class RecordInputs {
 public:
  // Which assessments of a record there are, in few words; null where there are no assessors.
  using Assessed = std::function<std::string(const record::Record&)>;
  RecordInputs(const Edition&, Assessed);

  // What a record's row in a list, and any passage of it, follow from.
  const std::string& row(const record::Record& record) const { return rows_[place(record)]; }
  // What its page and its machine forms follow from, but for the ground.
  const std::string& page(const record::Record& record) const { return pages_[place(record)]; }

 private:
  std::size_t place(const record::Record& record) const { return static_cast<std::size_t>(&record - edition_.collection().records.data()); }
  std::string of_row(const record::Record&) const;
  std::string of_page(const record::Record&) const;

  const Edition& edition_;
  Assessed assessed_;
  std::vector<const record::FieldRule*> naming_;   // fields that name records
  std::vector<std::string> rows_, pages_;   // beside the collection's records
};

}  // namespace fieldbook::site
