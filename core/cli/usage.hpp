// What the program says of itself: its options, help, and mistakes on the command line.
#pragma once

#include <string>
#include <vector>

#include "core/cli/session.hpp"

namespace CLI {
class App;
class ParseError;
}

namespace fieldbook::cli {

// Name, description, --version and the options every command shares.
void describe(CLI::App& program, Session&);

std::vector<std::string> command_names(const CLI::App& program);

// Prints help where it was asked for, else what is wrong with the command line; the exit code.
int explain(const CLI::App& program, const CLI::ParseError&, const std::vector<std::string>& arguments);

}  // namespace fieldbook::cli
