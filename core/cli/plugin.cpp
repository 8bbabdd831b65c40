#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/assess/catalogue.hpp"
#include "core/base/error.hpp"
#include "core/cli/commands.hpp"
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

}  // namespace

void add_plugin(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("plugin", "List assessors, and allow one that did not come with Fieldbook");
  command->require_subcommand(1);
  command->fallthrough();
  command->add_subcommand("list", "Name the assessors, their criteria (--format json) and whether they may run")->callback([&session] { list(session); });
  auto* const allowing = command->add_subcommand("allow", "Let an assessor run: it is a program, so allow only what you trust");
  auto id = std::make_shared<std::string>();
  allowing->add_option("ID", *id, "The assessor's id")->required();
  allowing->callback([id] { allow(*id); });
}

}  // namespace fieldbook::cli
