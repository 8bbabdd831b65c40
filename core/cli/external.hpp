// `fieldbook foo` runs the program fieldbook-foo from PATH where we have no command foo, as git does.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace fieldbook::cli {

// The place of the command's name among the arguments (the first that is neither a common option nor its value);
// arguments.size() where there is none.
std::size_t command_position(std::span<const std::string> arguments);

// Puts fieldbook-NAME in this process's place if PATH has it and `ours` does not hold NAME; else returns.
void try_external_command(std::span<const std::string> arguments, std::span<const std::string> ours);

}  // namespace fieldbook::cli
