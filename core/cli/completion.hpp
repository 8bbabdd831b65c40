// Completion of command lines for shells: scripts made from the commands and their options, with no call of the program.
#pragma once

#include <string>

#include "core/cli/command_tree.hpp"

namespace fieldbook::cli {

std::string bash_completion(const CommandText& program);
std::string zsh_completion(const CommandText& program);
std::string fish_completion(const CommandText& program);

}  // namespace fieldbook::cli
