// The fieldbook command: reads the command line, runs one command, and prints in one place what stopped it.
#include <CLI/CLI.hpp>
#include <iostream>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/external.hpp"
#include "core/cli/review.hpp"
#include "core/cli/shard.hpp"
#include "core/cli/usage.hpp"

namespace {

using namespace fieldbook;

int run_command(const std::vector<std::string>& arguments) {
  cli::Session session;
  CLI::App program;
  cli::describe(program, session);
  cli::add_init(program, session);
  cli::add_new(program, session);
  cli::add_check(program, session);
  cli::add_index(program, session);
  cli::add_doctor(program, session);
  cli::add_shard(program, session);
  cli::add_search(program, session);
  cli::add_similar(program, session);
  cli::add_gaps(program, session);
  cli::add_show(program, session);
  cli::add_export(program, session);
  cli::add_convert(program, session);
  cli::add_assess(program, session);
  cli::add_review(program, session);
  cli::add_plugin(program, session);
  cli::add_eval(program, session);
  cli::add_publish(program, session);
  cli::add_serve(program, session);
  cli::add_man(program, session);
  cli::add_completion(program, session);

  const auto ours = cli::command_names(program);
  cli::try_external_command(arguments, ours);
  try {
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));   // CLI11 wants them backwards
  } catch (const CLI::ParseError& stop) {
    return cli::explain(program, stop, arguments);
  }
  return static_cast<int>(session.exit);
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    return run_command({argv + 1, argv + argc});
  } catch (const fieldbook::Error& error) {
    std::cout.flush();
    std::cerr << "fieldbook: " << fieldbook::printable(error.message()) << '\n';
  } catch (const std::exception& error) {
    std::cout.flush();
    std::cerr << "fieldbook: " << fieldbook::printable(error.what()) << '\n';
  }
  return static_cast<int>(fieldbook::cli::Exit::could_not_run);
}
