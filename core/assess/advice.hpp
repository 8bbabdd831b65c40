// Assessments as advice: first what is strong, then what is planned or missing, with one thing to do about each and what
// to read, then what the text contradicts. The order of every form of the report.
#pragma once

#include <string>
#include <vector>

#include "core/assess/assessment.hpp"

namespace fieldbook::assess {

struct Step {
  const Judgement* judgement = nullptr;
  std::string to_do;                        // one sentence
  std::vector<const Recommendation*> read;  // of the result's, for this criterion
};

struct Advice {
  const Assessment* assessment = nullptr;
  std::vector<const Judgement*> strong;  // established
  std::vector<Step> missing;             // partial, then absent
  std::vector<Step> warnings;            // contradicted

  // The steps of `missing` with this rating.
  std::vector<const Step*> missing_as(Rating) const;
};

// One for each assessment that is ok, the best fit first, then by id. Borrows the result.
std::vector<Advice> advice(const Result&);

}  // namespace fieldbook::assess
