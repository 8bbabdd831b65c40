#include <CLI/CLI.hpp>
#include <iostream>

#include "core/cli/commands.hpp"
#include "core/cli/json.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {

void add_check(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("check", "Read every record and say what is wrong, where, and what to do");
  command->footer("Exit code 1 where there is an error; warnings alone leave it at 0.");
  command->callback([&session] {
    const auto collection = record::read_collection(session.root());
    if (session.format == Format::json) {
      std::cout << check_json(collection) << '\n';
    } else {
      print(collection.diagnostics);
      std::cout << collection.records.size() << " records are good, " << collection.skipped.size() << " left out: "
                << collection.diagnostics.errors() << " errors, " << collection.diagnostics.warnings() << " warnings\n";
    }
    if (collection.diagnostics.errors() != 0) session.exit = Exit::problems;
  });
}

}  // namespace fieldbook::cli
