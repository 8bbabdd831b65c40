// A record as JSON, for programs.
#pragma once

#include <string>

#include "site/edition.hpp"

namespace fieldbook::site {

// {"id","kind","title","address","fields","strength","sections","sources","named_by","assessments","reviewed",
// "next_due","cite_as","licence"}: fields as the record has them (ids, ISO dates), sections and passages as plain text,
// assessments as in `fieldbook assess --format json`. UTF-8, ends with a line feed.
std::string record_json(const Edition&, const record::Record&);

}  // namespace fieldbook::site
