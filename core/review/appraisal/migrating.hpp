// Carrying one reviewer's answers over to the newest version of a form. Nothing is written here.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/review/appraisal/answers.hpp"
#include "core/review/appraisal/instruments.hpp"
#include "core/review/records.hpp"

namespace fieldbook::review {

struct LeftBehind {
  Answer answer;
  std::string why;   // "the question is asked anew", …
};

struct MigrationPlan {
  std::vector<Answer> carried;         // new lines, each with the version it came from
  std::vector<LeftBehind> left;        // to be answered anew
  std::vector<std::string> items;      // that are carried over, in part or whole
};

// For each item that this reviewer answered with an older version and not yet with the newest. The form's `migrations` say what an answer
// becomes; a question and an answer of the same names carry over by themselves. Throws Error not_found where there is no such instrument.
MigrationPlan plan_migration(std::span<const Answer>, const Instruments&, const Records&, const std::string& reviewer, const std::string& instrument, const std::string& at);

}  // namespace fieldbook::review
