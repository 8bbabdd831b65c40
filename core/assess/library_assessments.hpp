// The assessments of a whole library, kept from run to run: one file a (text, plugin) pair, so that one edit
// changes one assessment and a kill loses at most the one being made.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/assess/assessment.hpp"
#include "core/assess/catalogue.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::assess {

// Record id -> its assessments by every assessor of the catalogue, in the order of the assessors' ids.
using LibraryAssessments = std::map<std::string, std::vector<Assessment>>;

// What the cache below `index_folder` holds for these records and plugins; what it lacks is left out.
LibraryAssessments cached_assessments(const std::filesystem::path& index_folder, const record::Collection&,
                                      const Catalogue&);

struct AssessReport {
  std::size_t made = 0, from_cache = 0, not_ok = 0;
};

// Makes what the cache lacks, on `workers` processes at a time, and returns all. Assessments of a library may not
// depend on other records: the assessors' searches find nothing here.
LibraryAssessments assess_library(const std::filesystem::path& index_folder, const record::Collection&,
                                  const Catalogue&, std::size_t workers,
                                  const std::function<void(std::size_t done, std::size_t total)>& progress,
                                  AssessReport&);

// The text of a record as assessors see it: its body, with its fields beside it.
Text text_of(const record::Record&);

}  // namespace fieldbook::assess
