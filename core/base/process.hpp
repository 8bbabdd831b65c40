// Other programs: where ours are, and running one in our place or to its end.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook {

// The version all programs of one build share, e.g. "0.1.0".
std::string version();

// The file this process runs from. Throws Error io where the system cannot tell.
std::filesystem::path this_program();

// A program of ours that is not run by people: first <prefix>/libexec/fieldbook/NAME, then beside this program.
// Never looked for in PATH. Throws Error not_found.
std::filesystem::path sibling_program(const std::string& name);

// Changes when a program of ours is built anew. Throws Error not_found.
std::string stamp_of(const std::filesystem::path& program);

// Files that come with our programs (a theme, an empty library): <prefix>/share/fieldbook/NAME. The build tree has the
// same shape. Throws Error not_found.
std::filesystem::path shared_folder(const std::string& name);

// The first executable NAME in PATH; empty where there is none. NAME must not hold a slash.
std::filesystem::path program_in_path(const std::string& name);

// Runs a program with our standard streams and waits; its exit status, or 128 + the signal that ended it.
// Throws Error not_found or io where it cannot be started.
int run(const std::filesystem::path& program, const std::vector<std::string>& arguments);

// The same with these bytes as its standard input.
int run_with_input(const std::filesystem::path& program, const std::vector<std::string>& arguments, std::string_view input);

// Runs a program with these bytes as its standard input and gives what it wrote to its standard output, of which no more
// than `limit_bytes` are kept; standard error stays ours. After `seconds` it is killed. Several threads may call it.
struct Ended {
  int status = 0;      // as for run(); 137 where it was killed
  std::string output;
};
Ended output_of(const std::filesystem::path& program, const std::vector<std::string>& arguments, std::string_view input, std::size_t limit_bytes,
                unsigned seconds);

// Puts a program in this one's place; returns only by throwing Error.
[[noreturn]] void replace_with(const std::filesystem::path& program, const std::vector<std::string>& arguments);

}  // namespace fieldbook
