// A review as its commands use it: what was set out, the records, who decided what.
#pragma once

#include <string>
#include <vector>

#include "core/cli/review.hpp"
#include "core/review/standing.hpp"

namespace fieldbook::cli {

struct OpenReview {
  std::filesystem::path folder;
  review::Protocol protocol;
  review::Records records;
  std::vector<review::Decision> decisions;

  // `wanted`, or the protocol's first stage where it is empty. Throws Error not_found where there is none of that name.
  const review::Stage& stage(const std::string& wanted) const;
  // Throws Error not_found where the protocol does not name the reviewer.
  const review::Reviewer& reviewer(const std::string& wanted) const;
};

// Prints what cannot be read. Throws Error invalid where it is the protocol.
OpenReview open_review(ReviewSession&);

}  // namespace fieldbook::cli
