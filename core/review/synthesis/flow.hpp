// The PRISMA 2020 flow of a review (Page and others 2021, BMJ 372:n71), counted from its imports, merges and decisions: no number is ever typed.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/imports.hpp"
#include "core/review/standing.hpp"

namespace fieldbook::review {

// One thing that a box counts: a record, and for what was found also where.
struct FlowItem {
  std::string record;      // empty for what could not be read
  std::string import;      // empty where a box counts records
  std::size_t line = 0;    // in the import's original

  friend auto operator<=>(const FlowItem&, const FlowItem&) = default;
};

struct FlowBox {
  std::string id;          // as the template of PRISMA2020 names it in its column "data", or a name of our own
  std::string label;
  std::vector<FlowItem> items;                                    // what it counts
  std::vector<std::pair<std::string, std::size_t>> parts;         // by database, by reason: their sum is the count

  std::size_t count() const noexcept { return items.size(); }
};

// A box that does not add up, or says less than it must.
struct FlowProblem {
  std::string box;
  std::string what;        // "3 records wait for a decision: r1, r2, r3"
  std::vector<std::string> records;
};

// A reason for leaving a report out at the last stage by which it counts as not retrieved.
inline constexpr std::string_view not_retrieved = "not-retrieved";

struct Flow {
  std::vector<FlowBox> boxes;            // in the order of the template; each of its boxes is there, many with nothing in it
  std::vector<FlowProblem> problems;     // none: the flow holds

  const FlowBox& box(std::string_view id) const noexcept;   // an empty box where there is none of that name
  std::size_t count(std::string_view id) const noexcept { return box(id).count(); }
};

// Boxes of our own: "other_found_again" (found by other methods what was there already), "other_unread", "other_excluded" being the template's
// for full texts, "other_records_excluded" (left out on title and abstract; the template foresees no such box).
// Stages before the last are screening, the last is assessing full texts; where there is one stage it is screening, and what it includes counts
// as sought, assessed and included. A record found in any database goes down the databases' side. A report with several reasons counts under the
// first one, of who settled it, else of the first reviewer in the protocol's order. `same_study`: record -> the record whose study it reports.
Flow count_flow(const Protocol&, std::span<const Import>, const Records&, std::span<const Decision>, const std::map<std::string, std::string>& same_study = {});

// The template of the R package PRISMA2020 (version 1.1.4, inst/extdata/PRISMA.csv; Haddaway and others 2022, doi:10.1002/cl2.1230), filled in: its
// columns, rows, order and line ends. Labels of criteria stand for reasons.
std::string flow_csv(const Flow&);

// As a picture with a title, a description and all numbers as text. `links`: what stands before "#box-ID" in the address of each number's records;
// empty on the page that lists them.
std::string flow_svg(const Flow&, const std::string& title, const std::optional<std::string>& links = {});

// One JSON object: {"boxes":[{"id","label","count","parts":[{"name","count"}],"items":[{"record","import","line"}]}],"problems":[{"box","what","records"}]}.
std::string flow_json(const Flow&);

// In words, box by box; the description of the picture.
std::string flow_text(const Flow&);

}  // namespace fieldbook::review
