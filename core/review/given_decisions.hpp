// Decisions that a reviewer gives by naming records, one by one or in a list, instead of being shown them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/review/standing.hpp"

namespace fieldbook::review {

struct GivenOptions {
  std::string reviewer;   // an id of the protocol
  std::string stage;
  std::string at;         // the time, as Decision::at has it
  bool resolves = false;  // the decisions settle conflicts, or what somebody is unsure of
};

// What the review holds, and what decisions are checked against.
struct Decidable {
  const Protocol& protocol;
  const Records& records;
  std::span<const Decision> decisions;
};

// A decision of the reviewer on a record, as add_decision takes it. Throws Error not_found where the stage has no such record or the protocol no such
// reason, invalid where an exclusion lacks a reason that the stage asks for, the verdict takes a decision back that was not made, or there is nothing to settle.
Decision given_decision(const Decidable&, const GivenOptions&, const std::string& record, Verdict, std::vector<std::string> reasons, std::string note);

// A list in YAML: `- {record: r0123456789abcdef, decision: exclude, reasons: [no-evaluation], note: "…"}`. What is wrong is a diagnostic (rules
// decided.*, yaml.*) with its line; use the decisions only where there is none. `file` is its name in diagnostics.
std::vector<Decision> parse_given_decisions(std::string_view text, const std::string& file, const Decidable&, const GivenOptions&, Diagnostics&);

// Whether a record is left out at the stage only with a reason: at every stage but the first, where PRISMA asks for reasons.
bool needs_reason(const Protocol&, std::string_view stage) noexcept;

}  // namespace fieldbook::review
