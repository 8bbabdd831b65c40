// Texts that a reader has rated, to hold an assessor against.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/assess/assessment.hpp"

namespace fieldbook::assess {

struct LabelledText {
  std::string id, text;
  std::string topic;                     // the approach it is mainly about; "distractor" belongs to none
  std::string source;
  std::map<std::string, Rating> labels;  // by criterion id; a criterion left out is absent
  std::map<std::string, int> fit;        // by assessor id, 0 to 3; none where not rated

  Rating label(std::string_view criterion) const;
  bool distractor() const { return topic == "distractor"; }
};

// One JSON object a line: {"id","text","labels":{criterion:2|1|0|-1},"fit":{assessor:0-3},"topic","source"}, of which only
// text is needed. Throws Error: not_found or io for the file, too_large over 64 MiB, invalid with the line for what is not
// in this form, and for a file with no text at all.
std::vector<LabelledText> read_labelled(const std::filesystem::path&);

}  // namespace fieldbook::assess
