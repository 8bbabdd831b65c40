#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/assess/catalogue.hpp"
#include "core/assess/conformance.hpp"
#include "core/base/error.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/new_plugin.hpp"
#include "core/cli/terminal.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string state(const assess::AssessorInfo& assessor) {
  if (!assessor.problem.empty()) return "cannot be used: " + assessor.problem;
  if (assessor.built_in) return "comes with Fieldbook";
  return assessor.allowed ? "allowed" : "not allowed: run fieldbook plugin allow " + assessor.id;
}

void list_json(const assess::Catalogue& catalogue) {
  auto out = Json::array();
  for (const auto& assessor : catalogue.assessors) {
    auto criteria = Json::array();
    for (const auto& c : assessor.criteria) criteria.push_back({{"id", c.id}, {"name", c.name}, {"question", c.question}, {"core", c.core}});
    out.push_back({{"id", assessor.id}, {"name", assessor.name}, {"version", assessor.version}, {"summary", assessor.summary},
                   {"library", assessor.library.string()}, {"sha256", assessor.file_hash}, {"built_in", assessor.built_in},
                   {"allowed", assessor.allowed}, {"problem", assessor.problem}, {"criteria", std::move(criteria)}});
  }
  std::cout << Json{{"assessors", std::move(out)}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void list(Session& session) {
  const auto catalogue = assess::read_catalogue();
  if (session.format == Format::json) {
    list_json(catalogue);
  } else {
    for (const auto& assessor : catalogue.assessors) {
      std::cout << styled(assessor.id, Style::bold) << ' ' << printable(assessor.version) << "  " << printable(assessor.name) << ", "
                << assessor.criteria.size() << " criteria; " << printable(state(assessor)) << '\n';
    }
    if (catalogue.assessors.empty()) std::cout << "There is no assessor; a plugin is looked for in $FIELDBOOK_PLUGIN_PATH and $XDG_DATA_HOME/fieldbook/plugins\n";
  }
  print(catalogue.diagnostics);
  if (catalogue.assessors.empty() || catalogue.diagnostics.errors() != 0) session.exit = Exit::problems;
}

void allow(const std::string& id) {
  const auto catalogue = assess::read_catalogue();
  const auto* const assessor = catalogue.find(id);
  if (assessor == nullptr) throw Error(Errc::not_found, "there is no assessor " + id, "fieldbook plugin list names them");
  assess::allow(assessor->id, assessor->file_hash);
  std::cout << id << ' ' << assessor->version << " may run from now on, until its file changes (" << assessor->library.string() << ")\n";
}

void check_one(Session& session, const std::string& plugin) {
  auto out = Json::array();
  for (const auto& result : assess::check_plugin(plugin)) {
    if (!result.passed) session.exit = Exit::problems;
    if (session.format == Format::json) {
      out.push_back({{"name", result.name}, {"passed", result.passed}, {"detail", result.detail}});
    } else {
      std::cout << (result.passed ? "pass  " : "FAIL  ") << styled(result.name, Style::bold) << '\n' << wrapped(printable(result.detail), 6);
    }
  }
  if (session.format == Format::json) std::cout << Json{{"checks", std::move(out)}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void make(const std::string& id, const std::string& name, const std::string& folder) {
  const auto made = make_plugin(id, name, folder);
  std::cout << "An assessor is in " << made.string() << "\nNext: cd " << made.string() << " && cmake -B build && cmake --build build, then as its README.md says\n";
}

void add_checking(CLI::App& command, Session& session) {
  auto* const checking = command.add_subcommand("check", "Ask of a plugin what the contract asks: it is run, so check only what you trust");
  auto plugin = std::make_shared<std::string>();
  checking->add_option("PLUGIN", *plugin, "The plugin's folder, with manifest.json in it, or its library")->required();
  checking->callback([&session, plugin] { check_one(session, *plugin); });
}

void add_making(CLI::App& command) {
  auto* const making = command.add_subcommand("new", "Start an assessor of your own: a folder that builds and passes check");
  auto id = std::make_shared<std::string>();
  auto name = std::make_shared<std::string>();
  auto folder = std::make_shared<std::string>();
  making->add_option("ID", *id, "Its id, in reverse-domain form, such as org.example.warm-homes")->required();
  making->add_option("NAME", *name, "What people call it")->required();
  making->add_option("--out", *folder, "Folder to make (default: the last part of the id)")->type_name("DIR");
  making->callback([id, name, folder] { make(*id, *name, *folder); });
}

}  // namespace

void add_plugin(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("plugin", "List, start, check and allow assessors");
  command->require_subcommand(1);
  command->fallthrough();
  command->add_subcommand("list", "Name the assessors, their criteria (--format json) and whether they may run")->callback([&session] { list(session); });
  auto* const allowing = command->add_subcommand("allow", "Let an assessor run: it is a program, so allow only what you trust");
  auto id = std::make_shared<std::string>();
  allowing->add_option("ID", *id, "The assessor's id")->required();
  allowing->callback([id] { allow(*id); });
  add_making(*command);
  add_checking(*command, session);
}

}  // namespace fieldbook::cli
