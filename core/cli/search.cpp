#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/search_options.hpp"

namespace fieldbook::cli {

void add_search(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("search", "Find records by words and facets");
  auto query = std::make_shared<library::Query>();
  auto words = std::make_shared<std::vector<std::string>>();
  command->add_option("WORDS", *words, "What to look for; without words the filters alone choose");
  add_search_options(*command, query);
  command->add_flag("--facets", query->facets, "Count the records found by kind, approach, sector, place, …");
  command->add_flag("--explain", query->explain, "Say of every record why it is here");
  command->footer(
      "Plain words find records that hold any of them, the best first. Quotes ask for a phrase, AND OR NOT NEAR and\n"
      "brackets combine, title:word asks for a word in the title, and commission* for the beginning of a word.\n\n"
      "  fieldbook search alliance contracting homelessness --facets\n"
      "  fieldbook search --approach place-based --result no-difference\n"
      "  fieldbook search '\"shared outcomes\" AND (probation OR prison)' --from 2012");
  command->callback([&session, query, words] {
    query->words = join(*words, " ");
    const auto schema = session.schema();
    library::Reader reader(session.index_folder(schema));
    show_results(session, reader.search(*query), schema, query->offset);
  });
}

void add_similar(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("similar", "Find records like one you know");
  auto id = std::make_shared<std::string>();
  auto limit = std::make_shared<std::size_t>(10);
  command->add_option("ID", *id, "The record's id: the last part of its address")->required();
  command->add_option("--limit", *limit, "How many at most")->check(CLI::Range(1, 1000))->capture_default_str();
  command->callback([&session, id, limit] {
    const auto schema = session.schema();
    library::Reader reader(session.index_folder(schema));
    show_results(session, reader.similar(*id, *limit), schema, 0);
  });
}

}  // namespace fieldbook::cli
