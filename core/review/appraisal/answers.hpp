// Who answered what: appraisals/REVIEWER.jsonl and extraction/REVIEWER.jsonl, one answer a line, only ever added to.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/review/appraisal/instrument.hpp"

namespace fieldbook::review {

struct Answer {
  std::string reviewer;                 // told by the file's name
  std::string item;                     // what is appraised: the README says how its id looks
  std::string instrument;
  std::size_t version = 1;              // of the instrument
  std::string question;
  std::vector<std::string> values;      // one but for questions of several; none: the answer is withdrawn
  std::string words;                    // those it rests on, as they stand in the text
  std::string where;                    // page or section
  std::string note;
  std::string at;                       // UTC, "2026-03-01T09:30:00Z"
  bool resolves = false;                // settles a disagreement
  std::size_t migrated_from = 0;        // the version it was given to; 0: this one

  bool withdrawn() const noexcept { return values.empty(); }
};

// The folder of a use: REVIEW/appraisals, REVIEW/extraction.
std::filesystem::path answers_folder(const std::filesystem::path& review, Use);

// The line of an answer, without a line end.
std::string answer_line(const Answer&);

// Adds answers of one reviewer to that reviewer's file; when this returns, the disk has them all. Throws Error as append_lines does.
void add_answers(const std::filesystem::path& review, Use, std::span<const Answer>);

// All lines of all files of a use, by reviewer, in the order they were written. A line that cannot be read is a diagnostic (rule answers.line;
// the last line of a file, which a kill may have cut, is a warning) and is left out.
std::vector<Answer> read_answers(const std::filesystem::path& review, Use, Diagnostics&);

// The same from the text of one file.
std::vector<Answer> parse_answers(std::string_view text, const std::string& reviewer, const std::string& file, Diagnostics&);

}  // namespace fieldbook::review
