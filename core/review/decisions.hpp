// Who decided what: decisions/REVIEWER.jsonl, one decision a line, only ever added to. A later line on the same record and
// stage replaces an earlier one of that reviewer, and so undoes it.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/review/protocol.hpp"
#include "core/review/records.hpp"

namespace fieldbook::review {

// Unsure: it goes on to the next stage as if included, and is listed to be talked over.
enum class Verdict { include, exclude, unsure, withdrawn };

std::string_view name_of(Verdict);                    // "include"
std::optional<Verdict> verdict_of(std::string_view name);
constexpr bool goes_on(Verdict verdict) { return verdict == Verdict::include || verdict == Verdict::unsure; }

// How the record came to be shown; what may be said of recall depends on it.
enum class Shown {
  at_random,
  by_svm,        // ranked by the first model
  by_nb,         // ranked by the second
  for_overlap,   // drawn for a second reviewer
  from_list,     // named by the reviewer, in a list or on the command line: no ranking and no sample
  in_conflict    // the decision resolves a conflict
};

struct Decision {
  std::string reviewer;               // told by the file's name
  std::string record;
  std::string stage;
  Verdict verdict = Verdict::include;
  std::vector<std::string> reasons;   // ids of exclusion criteria
  std::string note;
  Shown shown = Shown::at_random;
  std::string at;                     // UTC, "2026-03-01T09:30:00Z"
  std::string among = {};             // imports_mark of the records it was chosen from; empty: not known
};

// The line of a decision, without a line end: {"record","stage","decision":"include|exclude|unsure|withdrawn","reasons","note",
// "shown":"random|svm|nb|overlap|list|conflict","at","among"}; what is empty is left out.
std::string decision_line(const Decision&);

// Adds the decision to its reviewer's file; when this returns, the disk has it. Throws Error as append_lines does.
void add_decision(const std::filesystem::path& review, const Decision&);
// The same of several decisions of one reviewer, all at once.
void add_decisions(const std::filesystem::path& review, std::span<const Decision>);

// All lines of all files, by reviewer, in the order they were written. A line that cannot be read is a diagnostic (rule decisions.line;
// the last line of a file, which a kill may have cut, is a warning) and is left out.
std::vector<Decision> read_decisions(const std::filesystem::path& review, Diagnostics&);

// The same of one reviewer's lines; `file` is their name in diagnostics.
std::vector<Decision> parse_decisions(std::string_view text, const std::string& reviewer, const std::string& file, Diagnostics&);

// What holds: the last decision of each reviewer on each record in a stage, withdrawn ones left out, in the order in which
// each was last decided. Records go by the ids of the records they were merged into; unknown ones are left out. Decisions
// that resolve a conflict are not among them.
std::vector<Decision> own_decisions(std::span<const Decision>, const Records&, std::string_view stage, std::string_view reviewer);

// Now, as Decision::at has it; the time of the environment's SOURCE_DATE_EPOCH (seconds since 1970) where that is set, so that a review can be made
// again byte for byte. Throws Error invalid where it is no such number.
std::string timestamp();

}  // namespace fieldbook::review
