// What pages follow from, as fingerprints: by them a run knows which pages an edit reaches.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>

#include "core/assess/library_assessments.hpp"
#include "site/edition.hpp"
#include "site/left_files.hpp"

namespace fieldbook::site {

// Of what every page may draw on whatever it is about: this program, library.yaml, vocabularies, sources and assessors.
// To be taken before they are read, so that a change meanwhile is found by the next run.
std::string common_inputs(const std::filesystem::path& library, const record::Schema&, const assess::Catalogue&);

// Of the records of one edition. Each is worked out when it is first asked for.
class RecordInputs {
 public:
  // Which assessments of a record there are, in few words; null where there are no assessors.
  using Assessed = std::function<std::string(const record::Record&)>;
  RecordInputs(const Edition&, Assessed);

  // What a record's row in a list, and any passage of it, follow from.
  const std::string& row(const record::Record&);
  // What its page and its machine forms follow from, but for the ground.
  const std::string& page(const record::Record&);

 private:
  std::string of_page(const record::Record&);

  const Edition& edition_;
  Assessed assessed_;
  std::unordered_map<const record::Record*, std::string> rows_, pages_;
};

}  // namespace fieldbook::site
