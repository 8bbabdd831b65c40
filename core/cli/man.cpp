#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "core/cli/command_tree.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/completion.hpp"
#include "core/cli/manual.hpp"

namespace fieldbook::cli {
namespace {

enum class Shell { bash, zsh, fish };

void write_all(const CommandText& program, const std::filesystem::path& folder) {
  write_file_if_changed(folder / (program.name + ".1"), program_page(program, version()));
  for (const auto& command : program.commands)
    write_file_if_changed(folder / (program.name + "-" + command.name + ".1"), command_page(program, command, version()));
}

void print_page(const CommandText& program, const std::string& name) {
  if (name.empty()) {
    std::cout << program_page(program, version());
    return;
  }
  std::vector<std::string> names;
  for (const auto& command : program.commands) {
    names.push_back(command.name);
    if (command.name == name) {
      std::cout << command_page(program, command, version());
      return;
    }
  }
  throw Error(Errc::not_found, "there is no command " + in_quotes(name) + did_you_mean(name, names), "fieldbook --help lists the commands");
}

std::string completion(const CommandText& program, Shell shell) {
  switch (shell) {
    case Shell::bash: return bash_completion(program);
    case Shell::zsh: return zsh_completion(program);
    case Shell::fish: return fish_completion(program);
  }
  return {};
}

}  // namespace

void add_man(CLI::App& program, Session&) {
  auto* const command = program.add_subcommand("man", "Print the manual page of a command");
  auto name = std::make_shared<std::string>();
  auto folder = std::make_shared<std::string>();
  auto* const what = command->add_option("COMMAND", *name, "Which command; without it the page of the program");
  command->add_option("--out", *folder, "Write all pages into this folder instead")->type_name("DIR")->excludes(what);
  command->footer("The installed pages are read by man fieldbook-search. Without installing:\n\n"
                  "  fieldbook man search | man -l -");
  command->callback([&program, name, folder] {
    const auto tree = command_tree(program);
    if (folder->empty()) {
      print_page(tree, *name);
    } else {
      write_all(tree, *folder);
    }
  });
}

void add_completion(CLI::App& program, Session&) {
  auto* const command = program.add_subcommand("completion", "Print a script by which a shell completes command lines");
  auto shell = std::make_shared<Shell>(Shell::bash);
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required()
      ->transform(CLI::CheckedTransformer(std::map<std::string, Shell>{{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}}))
      ->option_text("bash|zsh|fish");
  command->footer("An installed Fieldbook needs none of these:\n\n"
                  "  source <(fieldbook completion bash)\n"
                  "  fieldbook completion zsh > ~/.zfunc/_fieldbook\n"
                  "  fieldbook completion fish > ~/.config/fish/completions/fieldbook.fish");
  command->callback([&program, shell] { std::cout << completion(command_tree(program), *shell); });
}

}  // namespace fieldbook::cli
