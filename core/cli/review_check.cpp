#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/cli/open_appraisal.hpp"
#include "core/review/appraisal/answer_check.hpp"
#include "core/review/editions.hpp"
#include "core/review/protocol.hpp"
#include "core/review/records.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;

void check(ReviewSession& shared) {
  const auto folder = shared.root();
  Diagnostics found;
  const auto protocol = review::read_protocol(folder, found);
  const auto imports = review::read_imports(folder, found);
  const auto records = review::read_records(folder, found);
  const auto decisions = review::read_decisions(folder, found);
  review::read_editions(folder, found);
  const auto answers = protocol ? review::check_answers(folder, *protocol, records, decisions, vocabularies_for(folder), found) : 0;
  if (shared.session.format == Format::json) {
    auto problems = Json::array();
    for (const auto& one : found.sorted()) {
      problems.push_back({{"file", one.where.file}, {"line", one.where.line}, {"column", one.where.column}, {"severity", one.severity == Severity::error ? "error" : "warning"},
                          {"what", one.what}, {"advice", one.advice}, {"rule", one.rule}});
    }
    std::cout << Json{{"imports", imports.size()}, {"records", records.all().size()}, {"answers", answers}, {"errors", found.errors()}, {"warnings", found.warnings()}, {"diagnostics", std::move(problems)}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  } else {
    print(found);
    std::cout << counted(imports.size(), "import") << ", " << counted(records.all().size(), "record") << ", " << counted(answers, "answer") << "; " << counted(found.errors(), "error") << ", " << counted(found.warnings(), "warning") << '\n';
  }
  if (found.errors() != 0) shared.session.exit = Exit::problems;
}

}  // namespace

void add_review_check(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("check", "Say what is missing, cannot be read or does not fit in the review's files");
  command->footer("Each problem has its file, line and column, and what to do about it.");
  command->callback([session] { check(*session); });
}

}  // namespace fieldbook::cli
