#include "core/cli/external.hpp"

#include <algorithm>

#include "core/base/process.hpp"
#include "core/base/text.hpp"

namespace fieldbook::cli {

std::size_t command_position(std::span<const std::string> arguments) {
  std::size_t at = 0;
  while (at < arguments.size() && arguments[at].starts_with("-")) {
    const auto& word = arguments[at];
    at += word == "--library" || word == "--index" || word == "--format" ? 2 : 1;
  }
  return std::min(at, arguments.size());
}

void try_external_command(std::span<const std::string> arguments, std::span<const std::string> ours) {
  const auto at = command_position(arguments);
  if (at == arguments.size() || !is_id(arguments[at]) || std::ranges::find(ours, arguments[at]) != ours.end()) return;
  const auto program = program_in_path("fieldbook-" + arguments[at]);
  if (program.empty()) return;
  std::vector<std::string> rest(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(at));
  rest.insert(rest.end(), arguments.begin() + static_cast<std::ptrdiff_t>(at) + 1, arguments.end());
  replace_with(program, rest);
}

}  // namespace fieldbook::cli
