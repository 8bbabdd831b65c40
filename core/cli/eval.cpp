#include <CLI/CLI.hpp>

#include "core/cli/commands.hpp"
#include "core/cli/eval_commands.hpp"

namespace fieldbook::cli {

void add_eval(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("eval", "Measure search on judged questions, assessors on labelled texts");
  command->require_subcommand(1);
  command->fallthrough();
  add_eval_search(*command, session);
  add_eval_assess(*command, session);
}

}  // namespace fieldbook::cli
