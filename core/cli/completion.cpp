#include "core/cli/completion.hpp"

#include <algorithm>
#include <functional>

#include "core/base/text.hpp"

namespace fieldbook::cli {
namespace {

enum class Takes { nothing, choice, folder, file, words };

Takes takes(const OptionText& option) {
  const auto& name = option.positional ? option.names.front() : option.value;
  if (name.empty()) return Takes::nothing;
  if (!option.choices.empty()) return Takes::choice;
  if (name == "DIR" || name == "PLUGIN") return Takes::folder;
  return name == "FILE" || name == "LOG" || name == "WHAT" ? Takes::file : Takes::words;
}

// What a command line may hold after a command: its own options and those of all commands above it.
std::vector<OptionText> options_with(const CommandText& command, const std::vector<OptionText>& above) {
  auto out = command.options;
  for (const auto& option : above) {
    if (!option.positional && find_option(command, option.names.front()) == nullptr) out.push_back(option);
  }
  return out;
}

using Visit = std::function<void(const std::string& path, const CommandText&, const std::vector<OptionText>&)>;

// Every command with its path ("plugin new") and the options it may be given.
void walk(const CommandText& command, const std::string& path, const std::vector<OptionText>& above, const Visit& visit) {
  const auto options = options_with(command, above);
  visit(path, command, options);
  for (const auto& inner : command.commands) walk(inner, path.empty() ? inner.name : path + " " + inner.name, options, visit);
}

std::string in_quotes_of_shell(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string names_of(const std::vector<OptionText>& options, const char* between) {
  std::vector<std::string> names;
  for (const auto& option : options) {
    if (!option.positional) names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return join(names, between);
}

std::string bash_values(const OptionText& option) {
  switch (takes(option)) {
    case Takes::choice: return "COMPREPLY=($(compgen -W " + in_quotes_of_shell(join(option.choices, " ")) + " -- \"$current\"))";
    case Takes::folder: return "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$current\"))";
    case Takes::file: return "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$current\"))";
    case Takes::nothing:
    case Takes::words: break;
  }
  return ":";
}

// The arms of a `case`, one a command: what `arm` says of it.
std::string arms(const CommandText& program, const std::function<std::string(const std::string&, const CommandText&, const std::vector<OptionText>&)>& arm) {
  std::string out;
  walk(program, "", {}, [&](const std::string& path, const CommandText& command, const std::vector<OptionText>& options) {
    out += "    " + in_quotes_of_shell(path) + ") " + arm(path, command, options) + " ;;\n";
  });
  return out;
}

// The options of a command that take a value, as patterns of a `case` with what completes them.
std::string bash_option_values(const std::vector<OptionText>& options) {
  std::string out;
  for (const auto& option : options) {
    if (!option.positional && takes(option) != Takes::nothing) out += "\n        " + join(option.names, "|") + ") " + bash_values(option) + "; return ;;";
  }
  return out.empty() ? ":" : "case $before in" + out + "\n      esac";
}

std::string bash_words(const CommandText& command, const std::vector<OptionText>& options) {
  std::vector<std::string> words;
  for (const auto& inner : command.commands) words.push_back(inner.name);
  auto out = "words=" + in_quotes_of_shell(join(words, " ")) + " options=" + in_quotes_of_shell(names_of(options, " ") + " -h --help");
  const auto positional = std::ranges::find_if(command.options, [](const OptionText& o) { return o.positional && takes(o) != Takes::words; });
  return positional == command.options.end() ? out : out + "; [[ $current == -* ]] || { " + bash_values(*positional) + "; return; }";
}

std::string zsh_text(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_action(const OptionText& option) {
  switch (takes(option)) {
    case Takes::choice: return ":(" + join(option.choices, " ") + ")";
    case Takes::folder: return ":_files -/";
    case Takes::file: return ":_files";
    case Takes::nothing:
    case Takes::words: break;
  }
  return ": ";
}

std::string zsh_specification(const OptionText& option, const std::string& name) {
  if (option.positional) return in_quotes_of_shell((option.repeated ? "*:" : ":") + zsh_text(name) + zsh_action(option));
  auto out = (option.repeated ? "*" : "") + name + "[" + zsh_text(option.description) + "]";
  if (takes(option) != Takes::nothing) out += ":" + zsh_text(option.value) + zsh_action(option);
  return in_quotes_of_shell(out);
}

std::string zsh_arguments(const CommandText& command, const std::vector<OptionText>& options) {
  std::string out = "_arguments -C '(- *)'{-h,--help}'[Print a short help]'";
  for (const auto& option : options) {
    if (option.positional && !command.commands.empty()) continue;
    for (const auto& name : option.names) out += " \\\n    " + zsh_specification(option, name);
  }
  if (!command.commands.empty()) out += " \\\n    '1: :->command' '*:: :->rest'";
  return out;
}

std::string function_name(const std::string& path) {
  auto out = path.empty() ? "_fieldbook" : "_fieldbook_" + path;
  std::ranges::replace_if(out, [](char c) { return c == ' ' || c == '-'; }, '_');
  return out;
}

// One function a command; one with commands below it hands the rest of the line on.
std::string zsh_function(const std::string& path, const CommandText& command, const std::vector<OptionText>& options) {
  auto out = function_name(path) + "() {\n  local curcontext=\"$curcontext\" state line\n  typeset -A opt_args\n  " + zsh_arguments(command, options) + "\n";
  if (command.commands.empty()) return out + "}\n\n";
  std::string described, cases;
  for (const auto& inner : command.commands) {
    described += "\n        " + in_quotes_of_shell(inner.name + ":" + zsh_text(inner.description));
    cases += "        " + inner.name + ") " + function_name(path.empty() ? inner.name : path + " " + inner.name) + " ;;\n";
  }
  return out + "  case $state in\n    command)\n      local -a commands=(" + described + ")\n      _describe command commands ;;\n    rest)\n      case $line[1] in\n" +
         cases + "      esac ;;\n  esac\n}\n\n";
}

std::string fish_option(const std::string& condition, const OptionText& option) {
  auto out = "complete -c fieldbook -n " + in_quotes_of_shell(condition);
  for (const auto& name : option.names) out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  switch (takes(option)) {
    case Takes::nothing: break;
    case Takes::choice: out += " -x -a " + in_quotes_of_shell(join(option.choices, " ")); break;
    case Takes::folder: out += " -x -a '(__fish_complete_directories)'"; break;
    case Takes::file: out += " -r -F"; break;
    case Takes::words: out += " -x"; break;
  }
  return out + " -d " + in_quotes_of_shell(option.description) + "\n";
}

// Where the words of the command have been typed and none of those below it.
std::string fish_condition(const std::string& path, const CommandText& command) {
  if (path.empty()) return "__fish_use_subcommand";
  std::vector<std::string> parts;
  for (const auto word : split(path, ' ')) parts.push_back("__fish_seen_subcommand_from " + std::string(word));
  std::vector<std::string> below;
  for (const auto& inner : command.commands) below.push_back(inner.name);
  if (!below.empty()) parts.push_back("not __fish_seen_subcommand_from " + join(below, " "));
  return join(parts, "; and ");
}

}  // namespace

std::string bash_completion(const CommandText& program) {
  std::string paths;
  walk(program, "", {}, [&](const std::string& path, const CommandText&, const std::vector<OptionText>&) {
    if (!path.empty()) paths += (paths.empty() ? "" : "|") + in_quotes_of_shell(path);
  });
  return "# Completion of fieldbook for bash.\n"
         "_fieldbook() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= words= options= i\n"
         "  COMPREPLY=()\n"
         "  if [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi\n"
         "  if [[ $current == = ]]; then current=; fi\n"
         "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
         "    case ${command:+$command }${COMP_WORDS[i]} in\n"
         "    " + paths + ") command=${command:+$command }${COMP_WORDS[i]} ;;\n"
         "    esac\n"
         "  done\n"
         "  case $command in\n" +
         arms(program, [](const std::string&, const CommandText&, const std::vector<OptionText>& options) { return bash_option_values(options); }) +
         "  esac\n"
         "  case $command in\n" +
         arms(program, [](const std::string&, const CommandText& command, const std::vector<OptionText>& options) { return bash_words(command, options); }) +
         "  esac\n"
         "  if [[ $current == -* ]]; then words=$options; fi\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "}\n"
         "complete -F _fieldbook fieldbook\n";
}

std::string zsh_completion(const CommandText& program) {
  std::string out = "#compdef fieldbook\n# Completion of fieldbook for zsh.\n\n";
  walk(program, "", {}, [&](const std::string& path, const CommandText& command, const std::vector<OptionText>& options) {
    out += zsh_function(path, command, options);
  });
  return out + "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _fieldbook \"$@\"; else compdef _fieldbook fieldbook; fi\n";
}

std::string fish_completion(const CommandText& program) {
  std::string out = "# Completion of fieldbook for fish.\ncomplete -c fieldbook -f\n";
  walk(program, "", {}, [&](const std::string& path, const CommandText& command, const std::vector<OptionText>&) {
    const auto here = fish_condition(path, command);
    for (const auto& inner : command.commands)
      out += "complete -c fieldbook -n " + in_quotes_of_shell(here) + " -a " + inner.name + " -d " + in_quotes_of_shell(inner.description) + "\n";
    for (const auto& option : command.options) {
      if (!option.positional) out += fish_option(path.empty() ? "true" : here, option);
      if (option.positional && takes(option) != Takes::words)
        out += "complete -c fieldbook -n " + in_quotes_of_shell(here) + (takes(option) == Takes::choice ? " -a " + in_quotes_of_shell(join(option.choices, " ")) : " -F") + "\n";
    }
  });
  return out;
}

}  // namespace fieldbook::cli
