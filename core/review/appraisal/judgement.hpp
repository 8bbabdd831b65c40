// From answers to a judgement, by the rules that stand in the instrument.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/review/appraisal/instrument.hpp"

namespace fieldbook::review {

// Question -> its answers: one but for questions of several.
using Given = std::map<std::string, std::vector<std::string>, std::less<>>;

// Whether a question is to be answered after these answers.
bool is_asked(const Question&, const Given&);

struct Judged {
  std::optional<std::string> value;      // of the judgement; nothing where it cannot be known yet, or the form has none
  std::size_t rule = 0;                  // the rule that decided, from 1
  std::vector<std::string> missing;      // questions that are asked, not optional and have no answer
};

// Nothing is judged while a question is missing.
Judged judge(const Instrument&, const Given&);

// A rule in words, as a report shows it: "design: yes; at least 2 of a, b: no".
std::string in_words(const JudgementRule&);

}  // namespace fieldbook::review
