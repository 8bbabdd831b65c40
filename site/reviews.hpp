// The reviews of a library that are given out, with what the library itself says of the same studies.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/review/synthesis/report.hpp"
#include "site/edition.hpp"

namespace fieldbook::site {

struct PublishedReview {
  std::filesystem::path folder;
  review::ReviewReport report;
  std::map<std::string, const record::Record*, std::less<>> in_library;  // id of a review's record -> the evaluation of that study

  // "reviews/ID/index.html"; of another part "reviews/ID/PART.html".
  std::string address(std::string_view part = "index") const;
};

// All reviews in LIBRARY/reviews of which an edition was marked, by id. What cannot be read is a diagnostic. Throws Error invalid where the boxes of a
// review's flow do not add up, or an exclusion at the last stage lacks its reason: such a review is not given out, and neither is a site that holds it.
std::vector<PublishedReview> read_reviews(const std::filesystem::path& library, const Edition&, Diagnostics&);

// All folders that reviews are read from: LIBRARY/reviews and /instruments, and those outside that a protocol names for forms.
std::vector<std::filesystem::path> folders_of_reviews(const std::filesystem::path& library);

}  // namespace fieldbook::site
