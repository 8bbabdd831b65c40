#include "core/cli/manual.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <utility>

#include "core/base/text.hpp"

namespace fieldbook::cli {
namespace {

enum class Hyphen { as_typed, soft };

// Text that roff shows as it is: what is not ASCII by its number, so that the page reads in any locale.
std::string escaped(std::string_view text, Hyphen hyphen = Hyphen::soft) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size > 1 && at + size <= text.size()) {
      unsigned c = lead & (0xFFU >> (size + 1));
      for (std::size_t i = 1; i < size; ++i) c = c << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
      char name[16];
      std::snprintf(name, sizeof name, "\\[u%04X]", c);
      out += name;
    } else if (text[at] == '\\') {
      out += "\\e";
    } else if (text[at] == '-' && hyphen == Hyphen::as_typed) {
      out += "\\-";
    } else if (const auto other = std::string_view("'~^`").find(text[at]); other != std::string_view::npos && hyphen == Hyphen::as_typed) {
      out += std::array{"\\(aq", "\\(ti", "\\(ha", "\\(ga"}[other];
    } else {
      out += text[at];
    }
    at += size;
  }
  return out;
}

// A line of text: one that begins like a request of roff is kept from being one.
std::string line(const std::string& roff) {
  return (roff.starts_with('.') || roff.starts_with('\'') ? "\\&" : "") + roff + "\n";
}

std::string heading(const char* request, const std::string& text) {
  return std::string(request) + " \"" + escaped(text) + "\"\n";
}

std::string bold(const std::string& text) { return "\\fB" + escaped(text, Hyphen::as_typed) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + escaped(text, Hyphen::as_typed) + "\\fR"; }

std::string value(const OptionText& option) {
  if (option.choices.empty()) return italic(option.value);
  std::string out;
  for (const auto& choice : option.choices) out += (out.empty() ? "" : "|") + bold(choice);
  return out;
}

std::string sentence(const std::string& text) {
  return text.empty() || text.ends_with('.') || text.ends_with('?') ? text : text + ".";
}

std::string entry(const OptionText& option) {
  std::string names;
  for (const auto& name : option.names) names += (names.empty() ? "" : ", ") + (option.positional ? italic(name) : bold(name));
  if (!option.positional && !option.value.empty()) names += " " + value(option);
  auto text = sentence(option.description);
  if (option.repeated && !option.positional) text += " May be given again.";
  if (!option.limits.empty()) text += " From " + option.limits + ".";
  if (!option.ordinarily.empty()) text += " " + option.ordinarily + " where nothing is said.";
  if (!option.variable.empty()) text += " The environment variable " + option.variable + " gives it too.";
  return ".TP\n" + line(names) + line(escaped(text));
}

std::string entries(const std::vector<OptionText>& options) {
  std::string out;
  for (const auto& option : options) out += entry(option);
  return out;
}

// Under their headings, in the order in which the headings come.
std::string grouped(const CommandText& command) {
  std::vector<std::string> groups;
  for (const auto& option : command.options) {
    if (std::ranges::find(groups, option.group) == groups.end()) groups.push_back(option.group);
  }
  std::string out;
  for (const auto& group : groups) {
    if (group != "Options") out += heading(".SS", group);
    for (const auto& option : command.options) {
      if (option.group == group) out += entry(option);
    }
  }
  return out;
}

std::string synopsis(const std::string& before, const CommandText& command) {
  auto out = bold(before + command.name);
  if (!command.commands.empty()) out += " " + italic("COMMAND");
  out += " [" + italic("options") + "]";
  for (const auto& option : command.options) {
    if (!option.positional) continue;
    const auto name = italic(option.names.front()) + (option.repeated ? "..." : "");
    out += option.required ? " " + name : " [" + name + "]";
  }
  return line(out);
}

// Prose, and examples kept as they stand.
std::string footer(const std::string& text) {
  std::string out;
  bool example = false;
  for (const auto one : split(text, '\n')) {
    const bool indented = one.starts_with("  ");
    if (std::exchange(example, indented) != indented) out += indented ? ".PP\n.nf\n.RS\n" : ".RE\n.fi\n";
    if (trim(one).empty()) {
      out += ".PP\n";
    } else {
      out += line(indented ? escaped(trim(one), Hyphen::as_typed) : escaped(one));
    }
  }
  return example ? out + ".RE\n.fi\n" : out;
}

std::string title(const std::string& name, const std::string& version) {
  std::string capitals = name;
  std::ranges::transform(capitals, capitals.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return ".TH \"" + capitals + "\" \"1\" \"\" \"Fieldbook " + version + "\" \"Fieldbook manual\"\n";
}

std::string name_section(const std::string& page, std::string what) {
  if (!what.empty()) what.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(what.front())));
  return ".SH NAME\n" + escaped(page, Hyphen::as_typed) + " \\- " + escaped(what) + "\n";
}

std::string inner_command(const std::string& before, const CommandText& command) {
  auto out = heading(".SS", before + command.name) + synopsis(before, command) + ".PP\n" + line(escaped(sentence(command.description)));
  out += entries(command.options);
  if (!command.footer.empty()) out += ".PP\n" + footer(command.footer);
  for (const auto& inner : command.commands) out += inner_command(before + command.name + " ", inner);
  return out;
}

constexpr auto exit_status =
    ".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\nDone.\n.TP\n\\fB1\\fR\nProblems in content, or nothing found.\n.TP\n\\fB2\\fR\nCould not run.\n";

std::string help_entry() {
  return ".TP\n" + bold("-h") + ", " + bold("--help") + "\nPrint a short help.\n";
}

// Of the options that every command takes, those this one does not define otherwise.
std::string common_options(const CommandText& program, const CommandText& command) {
  std::string out;
  for (const auto& option : program.options) {
    if (!option.value.empty() && find_option(command, option.names.front()) == nullptr) out += entry(option);
  }
  return ".SH \"COMMON OPTIONS\"\nThey may stand before the command too.\n" + out + help_entry();
}

}  // namespace

std::string program_page(const CommandText& program, const std::string& version) {
  auto out = title(program.name, version) + name_section(program.name, program.description) + ".SH SYNOPSIS\n" + synopsis("", program);
  out += ".SH COMMANDS\n";
  for (const auto& command : program.commands) {
    out += ".TP\n" + line(bold(program.name + " " + command.name)) + line(escaped(sentence(command.description))) +
           "See " + bold(program.name + "-" + command.name) + "(1).\n";
  }
  out += ".SH OPTIONS\n" + grouped(program) + help_entry() + exit_status + ".SH NOTES\n" + footer(program.footer);
  return out;
}

std::string command_page(const CommandText& program, const CommandText& command, const std::string& version) {
  const auto page = program.name + "-" + command.name, before = program.name + " ";
  auto out = title(page, version) + name_section(page, command.description) + ".SH SYNOPSIS\n" + synopsis(before, command);
  out += ".SH DESCRIPTION\n" + line(escaped(sentence(command.description)));
  if (!command.footer.empty()) out += ".PP\n" + footer(command.footer);
  if (!command.options.empty()) out += ".SH OPTIONS\n" + grouped(command);
  if (!command.commands.empty()) out += ".SH COMMANDS\n";
  for (const auto& inner : command.commands) out += inner_command(before + command.name + " ", inner);
  out += common_options(program, command) + exit_status;
  return out + ".SH \"SEE ALSO\"\n" + bold(program.name) + "(1)\n";
}

}  // namespace fieldbook::cli
