#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "core/cli/commands.hpp"
#include "core/cli/indexing.hpp"
#include "core/cli/json.hpp"

namespace fieldbook::cli {

void add_index(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("index", "Bring the index up to date: only what changed, safe to kill at any moment");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("FILE", *files, "Only these files of records: quick in a large library, because no other is looked at");
  command->footer("A bad record is named and left out; the rest is indexed, and the exit code is 1.");
  command->callback([&session, files] {
    const auto indexed = bring_index_up_to_date(session, *files);
    if (session.format == Format::json) {
      std::cout << index_json(indexed.report, indexed.diagnostics) << '\n';
    } else {
      print(indexed.diagnostics);
      std::cout << in_words(indexed) << '\n';
    }
    if (indexed.diagnostics.errors() != 0) session.exit = Exit::problems;
  });
}

}  // namespace fieldbook::cli
