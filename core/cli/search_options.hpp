// The options of a search, and how results are shown.
#pragma once

#include <memory>

#include "core/cli/session.hpp"
#include "core/library/search.hpp"

namespace CLI {
class App;
}

namespace fieldbook::cli {

// Names the log of searches for those who always want one: what --log and `gaps` take where nothing else is said.
inline constexpr auto search_log_variable = "FIELDBOOK_SEARCH_LOG";

// Adds --limit, --offset, --sort, --from, --to, the built-in facets (--kind, --approach, …; may be given again, and
// several values of one facet mean "or") and --facet NAME=VALUE for those a library has beside them. The query is
// filled while the command line is read.
void add_search_options(CLI::App& command, const std::shared_ptr<library::Query>&);

// Prints results as people read them, or the JSON contract; sets Exit::problems where nothing was found.
void show_results(Session&, const library::Results&, const record::Schema&, std::size_t offset);

}  // namespace fieldbook::cli
