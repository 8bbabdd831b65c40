// What was said of pairs of records, kept as lines that are never changed: by the program in duplicates/automatic-HASH.jsonl,
// by a person in duplicates/PERSON.jsonl. Undoing a merge is one line more.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::review {

struct PairVerdict {
  std::string a, b;       // ids of records as imported, a < b
  bool same = false;
  std::string by = {};    // a person's id; empty: the program
  std::string at = {};    // when a person said so: UTC, "2026-03-01T09:30:00Z"
  double score = 0;       // the program's, in (0, 1)
  std::string why = {};   // the program's

  friend bool operator==(const PairVerdict&, const PairVerdict&) = default;
};

// Of each pair the one that holds: a person's before the program's, the later of two persons'. By a, then b.
// A line that cannot be read is a diagnostic (rule duplicates.line); the rest goes on.
std::vector<PairVerdict> read_verdicts(const std::filesystem::path& review, Diagnostics&);

// The lines of one file as they stand; `by` as in PairVerdict, `file` is their name in diagnostics.
std::vector<PairVerdict> parse_verdicts(std::string_view text, const std::string& by, const std::string& file, Diagnostics&);

// Adds to PERSON.jsonl; on the disk when it returns. `by` and `at` are filled in. Throws Error invalid where `person` is no id
// ([a-z0-9-]) or is kept for the program.
void add_verdicts(const std::filesystem::path& review, const std::string& person, std::span<const PairVerdict>);

// One new file, named by its content: two branches never write the same name with different lines.
void add_automatic_verdicts(const std::filesystem::path& review, std::span<const PairVerdict>);

}  // namespace fieldbook::review
