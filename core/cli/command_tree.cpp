#include "core/cli/command_tree.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "core/base/text.hpp"

namespace fieldbook::cli {
namespace {

std::vector<std::string> choices(const std::string& value) {
  std::vector<std::string> out;
  if (value.find('|') == std::string::npos) return out;
  for (const auto one : split(value, '|')) {
    if (one.empty() || !std::ranges::all_of(one, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'; })) return {};
    out.emplace_back(one);
  }
  return out;
}

// "UINT:INT in [1 - 1000]" names a type and says its limits.
void add_value(const std::string& type, OptionText& out) {
  const auto colon = type.find(':');
  out.value = type.substr(0, colon);
  if (out.value == "UINT" || out.value == "INT" || out.value == "FLOAT") out.value = "NUMBER";
  if (colon == std::string::npos) return;
  const auto begin = type.find('[', colon), middle = type.find(" - ", colon), end = type.find(']', colon);
  if (begin != std::string::npos && begin < middle && middle != std::string::npos && middle < end && end != std::string::npos)
    out.limits = type.substr(begin + 1, middle - begin - 1) + " to " + type.substr(middle + 3, end - middle - 3);
}

OptionText option_text(const CLI::Option& option) {
  OptionText out;
  out.positional = option.get_positional();
  if (out.positional) {
    out.names = {option.get_name(true, false)};
  } else {
    for (const auto& name : option.get_lnames()) out.names.push_back("--" + name);
    for (const auto& name : option.get_snames()) out.names.push_back("-" + name);
  }
  out.required = option.get_required();
  if (option.get_type_size() != 0) {
    if (option.get_option_text().empty()) {
      add_value(option.get_type_name(), out);
      out.ordinarily = option.get_default_str();
    } else {
      out.value = option.get_option_text();
    }
    out.choices = choices(out.value);
    out.repeated = option.get_items_expected_max() > 1;
  }
  out.variable = option.get_envname();
  out.group = option.get_group();
  out.description = option.get_description();
  return out;
}

bool is_help(const CLI::App& command, const CLI::Option* option) {
  return option == command.get_help_ptr();
}

}  // namespace

CommandText command_tree(const CLI::App& command) {
  CommandText out{command.get_name(), command.get_description(), command.get_footer(), {}, {}};
  for (const bool positional : {true, false}) {
    for (const auto* const option : command.get_options()) {
      if (option->get_positional() == positional && !is_help(command, option) && !option->get_group().empty())
        out.options.push_back(option_text(*option));
    }
  }
  for (const auto* const inner : command.get_subcommands([](const CLI::App*) { return true; })) {
    if (!inner->get_group().empty()) out.commands.push_back(command_tree(*inner));
  }
  return out;
}

const OptionText* find_option(const CommandText& command, const std::string& name) {
  const auto found = std::ranges::find_if(command.options, [&](const OptionText& option) {
    return std::ranges::find(option.names, name) != option.names.end();
  });
  return found == command.options.end() ? nullptr : &*found;
}

}  // namespace fieldbook::cli
