// Text scenarios of the command line: a file of commands, what each prints, and its exit code.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fieldbook::test {

// In a scenario file (*.test):
//   # a comment
//   $ fieldbook search alliance          a command: words as a shell splits them, quotes kept together
//   > {"id":"a","text":"…"}              a line for its standard input
//   expected output, line by line        ("..." alone on a line stands for any lines; <...> in a line for any text)
//   ! expected line on standard error
//   exit 1                               left out where it is 0
struct Step {
  std::size_t line = 0;
  std::string command, input;
  std::vector<std::string> out, err;
  int exit_code = 0;
};

std::vector<Step> read_scenario(const std::filesystem::path&);

// Words of a command line: white space apart, '…' and "…" together (no escapes, no expansion).
std::vector<std::string> words_of(const std::string& command);

// Empty where the lines match the pattern lines; else the first pattern line that does not.
std::string mismatch(const std::vector<std::string>& pattern, const std::string& seen);

}  // namespace fieldbook::test
