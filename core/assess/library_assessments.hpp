// The assessments of a whole library, kept from run to run: one file a text, with a line for each plugin, so that one edit
// changes one file and a kill loses at most those of the record in hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/assess/assessment.hpp"
#include "core/assess/catalogue.hpp"
#include "core/base/descriptor.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::assess {

// Assessments of one record, and beside each the JSON it was kept as: to_kept_json().
struct KeptAssessments {
  std::vector<Assessment> all;
  std::vector<std::string> json;
};

// What has been kept of these plugins' assessments below an index folder.
class AssessmentCache {
 public:
  // The catalogue must outlive the cache.
  AssessmentCache(const std::filesystem::path& index_folder, const Catalogue&);
  // In the order of the assessors' ids; what is not there, or is damaged, is left out. Safe from several threads.
  KeptAssessments of(const record::Record&) const;
  // Changes with what of() gives, as far as files were made anew; the folder's names are read once, no file is. Safe from
  // several threads.
  std::string stamp_of(const record::Record&) const;

 private:
  // The i-nodes of the files, by the first digits of a text's hash.
  using Listed = std::unordered_map<std::string, std::uint64_t>;
  const Listed& listed() const;

  std::filesystem::path folder_;
  Descriptor opened_;   // the folder, if it is there
  std::vector<const AssessorInfo*> assessors_;
  mutable std::mutex mutex_;
  mutable std::optional<Listed> listed_;
};

struct AssessReport {
  std::size_t made = 0, from_cache = 0, not_ok = 0;
  bool nothing_to_do = false;  // known without a look at any record; the numbers are 0
};

// Changes with every assessment that is kept or goes; says nothing of what they hold. Reads names of folders only.
std::string cache_stamp(const std::filesystem::path& index_folder);

// Told of every assessment there is now, made or kept; one call at a time, in no order.
using Told = std::function<void(const record::Record&, const Assessment&)>;

// Makes what the cache lacks, on `workers` processes at a time. Assessments of a library may not depend on other
// records: the assessors' searches find nothing here. Holds one record's assessments a worker in memory.
AssessReport assess_library(const std::filesystem::path& index_folder, const record::Collection&, const Catalogue&,
                            std::size_t workers,
                            const std::function<void(std::size_t done, std::size_t total)>& progress,
                            const Told& told = {});

// Files of that cache that are of no use any more: of texts that have changed since, and of killed runs.
std::vector<std::filesystem::path> unused_assessments(const std::filesystem::path& index_folder, const record::Collection&);

// The text of a record as assessors see it: its body, with its fields beside it.
Text text_of(const record::Record&);

}  // namespace fieldbook::assess
