// The JSON of assessments: the contract of `fieldbook assess --format json`, and what the cache keeps.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/assess/assessment.hpp"

namespace fieldbook::assess {

// {"id","title","assessments":[…],"read_next":[…]} on one line, UTF-8. `with_text` adds "text" (the assessed text).
std::string to_json(const Result&, std::optional<std::string_view> with_text = {});

// One assessment, and back; nothing where the text is not what to_json wrote.
std::string to_json(const Assessment&);
std::optional<Assessment> assessment_from_json(std::string_view);

}  // namespace fieldbook::assess
