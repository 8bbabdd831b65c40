// A review with its forms and the answers to them, as `appraise`, `extract` and `report` use it.
#pragma once

#include <memory>

#include "core/cli/open_review.hpp"
#include "core/record/vocabulary.hpp"
#include "core/review/appraisal/answer_standing.hpp"
#include "core/review/appraisal/items.hpp"

namespace fieldbook::cli {

// The vocabularies of the library above the review, else of the one that comes with the program.
record::Vocabularies vocabularies_for(const std::filesystem::path& review);

// Keeps its parts where they are: forms, records and answers point to each other.
struct OpenAppraisal {
  OpenReview open;
  record::Vocabularies vocabularies;
  review::Instruments instruments;
  review::Appraisable items;

  explicit OpenAppraisal(OpenReview review) : open(std::move(review)) {}
  OpenAppraisal(const OpenAppraisal&) = delete;
  OpenAppraisal& operator=(const OpenAppraisal&) = delete;
  OpenAppraisal(OpenAppraisal&&) = delete;

  // The newest version. Throws Error not_found with the nearest name, invalid where it is of the other use.
  const review::Instrument& form(const std::string& id, review::Use) const;
};

// Prints what cannot be read. `more`: folders of forms beside the protocol's.
std::unique_ptr<OpenAppraisal> open_appraisal(ReviewSession&, const std::vector<std::string>& more);

}  // namespace fieldbook::cli
