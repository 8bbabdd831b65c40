// Answers as people write them into a file by hand: a sheet a form and item, in YAML.
//   - item: r0123456789abcdef
//     instrument: weight-of-evidence
//     answers:
//       soundness: {answer: high, words: "towns were drawn by lot", where: p. 4, note: "Both arms"}
//       focus: high                    # where no words are needed
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/review/appraisal/answers.hpp"
#include "core/review/appraisal/instruments.hpp"
#include "core/review/appraisal/items.hpp"

namespace fieldbook::review {

struct SheetOptions {
  Use use = Use::appraisal;
  std::string reviewer;
  std::string at;             // the time of every answer
  bool resolves = false;
};

// The answers of one sheet or a list of them, each checked against its form: the newest version, or the sheet's `version`. Problems are
// diagnostics (rules sheet.*, yaml.*); with an error among them nothing should be written.
std::vector<Answer> parse_sheets(std::string_view text, const std::string& file, const Instruments&, const Appraisable&, const SheetOptions&, Diagnostics&);

// Why an answer does not fit its question ("there is no answer 'hihg', did you mean 'high'?"); empty where it does. Words are looked at apart.
std::string why_unfit(const Question&, const std::vector<std::string>& values);

// A sheet to fill in, with each question and its answers in comments.
std::string empty_sheet(const Instrument&, const std::string& item, const std::string& title);

}  // namespace fieldbook::review
