#include "core/cli/usage.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/cli/external.hpp"

namespace fieldbook::cli {

void describe(CLI::App& program, Session& session) {
  program.name("fieldbook");
  program.description("A searchable, assessed, citable learning library from a folder of plain-text records");
  program.set_version_flag("--version", "fieldbook " + version());
  program.set_help_all_flag("--help-all", "Print the help of every command");
  program.add_option("--library", session.library, "Folder of the library (default: the nearest one upwards with a library.yaml)")->type_name("DIR");
  program.add_option("--index", session.index, "Folder of the index and caches (default: as library.yaml says)")->type_name("DIR");
  program.add_option("--format", session.format, "text for people, json for programs")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Format>{{"text", Format::text}, {"json", Format::json}}))
      ->option_text("text|json");
  program.require_subcommand(1);
  program.fallthrough();   // the options above may stand after the command too
  program.footer(
      "Exit codes: 0 done, 1 problems in content or nothing found, 2 could not run.\n"
      "fieldbook COMMAND --help tells more; fieldbook NAME runs the program fieldbook-NAME where we have no such command.");
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const auto* const command : program.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

int explain(const CLI::App& program, const CLI::ParseError& stop, const std::vector<std::string>& arguments) {
  if (stop.get_exit_code() == 0) {
    program.exit(stop, std::cout, std::cout);
    return static_cast<int>(Exit::done);
  }
  const auto at = command_position(arguments);
  const auto names = command_names(program);
  if (at == arguments.size()) {
    std::cerr << program.help();
  } else if (std::ranges::find(names, arguments[at]) == names.end()) {
    const auto near = nearest(arguments[at], names);
    std::cerr << "fieldbook: there is no command " << printable(arguments[at])
              << (near ? "; did you mean " + *near + "?" : "; fieldbook --help lists the commands") << '\n';
  } else {
    std::cerr << "fieldbook " << arguments[at] << ": " << printable(stop.what()) << "; see fieldbook " << arguments[at] << " --help\n";
  }
  return static_cast<int>(Exit::could_not_run);
}

}  // namespace fieldbook::cli
