// What has changed between two drafts of one text, by what assessors say of them.
#pragma once

#include <string>
#include <vector>

#include "core/assess/assessment.hpp"

namespace fieldbook::assess {

struct Change {
  std::string assessor, criterion, name;
  Rating before = Rating::absent, after = Rating::absent;
  std::vector<std::string> gained, lost;  // quotations, white space collapsed
};

struct FitChange {
  std::string assessor, name;
  int before = 0, after = 0;
};

struct Since {
  std::string title;             // of the earlier draft
  std::vector<FitChange> fits;   // those that changed
  std::vector<Change> changes;   // criteria whose rating or quotations changed: ratings that rose, those that fell, the rest
  std::vector<std::string> not_compared;  // assessors that only one of the two has
};

// Of the assessments that are ok in both, by the ids of assessors and criteria.
Since changes_since(const Result& before, const Result& now);

}  // namespace fieldbook::assess
