// Records whose answers are known: a table with a title, an abstract and a label.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::review {

struct LabelledRecords {
  std::vector<std::string> texts;   // as text_for_ranking gives them
  std::vector<bool> relevant;
};

struct LabelledColumns {
  std::string label;
  std::string title = "title";
  std::string abstract = "abstract";
};

// CSV or TSV with headings (compared without case). A label is 1, yes, true, included or relevant; or 0, no, false, excluded
// or irrelevant. Throws Error invalid where a column is missing or a label is none of these (its line is named).
LabelledRecords read_labelled(std::string_view bytes, const std::string& name, const LabelledColumns&, Diagnostics&);

}  // namespace fieldbook::review
