// The JSON of assessments: the contract of `fieldbook assess --format json`, and what the cache keeps.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/assess/advice.hpp"
#include "core/assess/assessment.hpp"
#include "core/assess/since.hpp"

namespace fieldbook::assess {

// What a report adds to a result, where it is asked for.
struct Additions {
  std::optional<std::string_view> text = {};  // as assessed: "text"
  bool advice = false;
  const Since* since = nullptr;
};

// {"id","title","assessments":[…],"read_next":[…]} on one line, UTF-8, and of the additions
// "advice":[{"assessor","strong":[criterion],"missing":[{"criterion","to_do","read":[record]}],"warnings":[…]}] and
// "since":{"title","fits":[{"assessor","before","after"}],"changes":[{"assessor","criterion","name","before","after",
// "gained":[words],"lost":[words]}],"not_compared":[assessor]}.
std::string to_json(const Result&, const Additions& = {});

// What to_json wrote, without the additions; nothing where the text is something else.
std::optional<Result> result_from_json(std::string_view);

// One assessment as it is kept and published with a record, and back: without the questions of its criteria, which are the same for every text
// and in the catalogue, and without a rationale for what is absent. Nothing where the text is not what was written.
std::string to_kept_json(const Assessment&);
std::optional<Assessment> assessment_from_json(std::string_view);

}  // namespace fieldbook::assess
