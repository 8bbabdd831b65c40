// The parts of a record's page, each in a file of its own; record_page.cpp puts them together.
#pragma once

#include <string>
#include <vector>

#include "core/record/record.hpp"
#include "site/pages/press.hpp"
#include "site/values.hpp"

namespace fieldbook::site {

// Fragments of the page's own parts. The underscore keeps them apart from the ids of the record's headings.
namespace part {
inline constexpr const char* findings = "part_findings";
inline constexpr const char* evidence = "part_evidence";
inline constexpr const char* carried_out = "part_carried-out";
inline constexpr const char* sources = "part_sources";
inline constexpr const char* cite = "part_cite";
inline constexpr const char* history = "part_history";
}  // namespace part

// Each adds to the page's values, and its entry to the table of contents where it has one.
void fill_at_a_glance(Press&, const record::Record&, Values&);
void fill_facts(Press&, const record::Record&, Values&);
void fill_findings(Press&, const record::Record&, Values&);
void fill_evidence(Press&, const record::Record&, Values&);
void fill_carried_out(Press&, const record::Record&, Values&);
void fill_linked(Press&, const record::Record&, Values&);
void fill_sources(Press&, const record::Record&, Values&);
void fill_history(Press&, const record::Record&, Values&);

}  // namespace fieldbook::site
