// The commands and their options as plain values, read off the one definition that the command line is parsed by:
// what the manual pages and the shell completions are written from.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace fieldbook::cli {

struct OptionText {
  std::vector<std::string> names;    // "--limit"; of a positional its name alone, "WORDS"
  bool positional = false;
  bool required = false;
  bool repeated = false;             // may be given again, or takes several
  std::string value;                 // what it takes, as a reader sees it: "DIR", "text|json"; empty: nothing
  std::vector<std::string> choices;  // the values there are, where they are few
  std::string limits;                // "1 to 1000"
  std::string ordinarily;            // the value where none is given
  std::string variable;              // of the environment, that gives the value too
  std::string group;                 // heading; "Options" where there is none
  std::string description;
};

struct CommandText {
  std::string name;                  // "plugin"; of the program "fieldbook"
  std::string description;           // one sentence
  std::string footer;                // paragraphs, lines of examples begin with two spaces
  std::vector<OptionText> options;   // positionals first, without --help
  std::vector<CommandText> commands;
};

// The program with all its commands.
CommandText command_tree(const CLI::App&);

// The option of that name ("--format", "WORDS"); null where there is none.
const OptionText* find_option(const CommandText&, const std::string& name);

}  // namespace fieldbook::cli
