// Manual pages, in the roff of man(7).
#pragma once

#include <string>

#include "core/cli/command_tree.hpp"

namespace fieldbook::cli {

// The page of the program itself: its commands, the options they share.
std::string program_page(const CommandText& program, const std::string& version);

// The page of one of its commands, with the commands below that.
std::string command_page(const CommandText& program, const CommandText& command, const std::string& version);

}  // namespace fieldbook::cli
