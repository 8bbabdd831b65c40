#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_review.hpp"
#include "core/cli/terminal.hpp"
#include "core/review/given_decisions.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Decision;
using review::RecordStanding;
using review::Standing;
using review::Verdict;

Json as_json(const std::vector<Decision>& decisions) {
  auto out = Json::array();
  for (const auto& one : decisions) out.push_back({{"reviewer", one.reviewer}, {"decision", review::name_of(one.verdict)}, {"reasons", one.reasons}, {"note", one.note}, {"at", one.at}});
  return out;
}

void say(const RecordStanding& one) {
  std::cout << styled(one.record->id, Style::bold) << "  " << printable(one.record->reference.title) << '\n';
  for (const auto* const list : {&one.opinions, &one.resolutions}) {
    for (const auto& said : *list) {
      std::cout << "  " << printable(said.reviewer) << (list == &one.resolutions ? " resolved: " : ": ") << review::name_of(said.verdict);
      if (!said.reasons.empty()) std::cout << " (" << printable(join(said.reasons, ", ")) << ")";
      if (!said.note.empty()) std::cout << ", " << printable(said.note);
      std::cout << '\n';
    }
  }
}

Json as_json(const std::vector<RecordStanding>& records) {
  auto out = Json::array();
  for (const auto& one : records) {
    out.push_back({{"record", one.record->id}, {"title", one.record->reference.title}, {"decisions", as_json(one.opinions)}, {"resolutions", as_json(one.resolutions)}});
  }
  return out;
}

void conflicts(ReviewSession& shared, const std::string& wanted_stage) {
  const auto open = open_review(shared);
  const auto& stage = open.stage(wanted_stage);
  std::map<Standing, std::size_t> counts;
  std::vector<RecordStanding> in_conflict, unsure;
  for (const auto& one : review::standings(open.protocol, open.records, open.decisions, stage.id)) {
    ++counts[one.standing];
    if (one.standing == Standing::conflict) in_conflict.push_back(one);
    else if (one.is_unsettled()) unsure.push_back(one);
  }
  if (shared.session.format == Format::json) {
    std::cout << Json{{"stage", stage.id}, {"waiting", counts[Standing::waiting]}, {"included", counts[Standing::included]}, {"excluded", counts[Standing::excluded]}, {"conflicts", as_json(in_conflict)},
                      {"unsure", as_json(unsure)}}.dump(-1, ' ', false, Json::error_handler_t::replace)
              << '\n';
  } else {
    for (const auto& one : in_conflict) say(one);
    if (!unsure.empty()) std::cout << (in_conflict.empty() ? "" : "\n") << "Somebody is unsure; these go on to the next stage, and may be talked over:\n";
    for (const auto& one : unsure) say(one);
    if (!in_conflict.empty() || !unsure.empty()) std::cout << '\n';
    std::cout << printable(stage.label) << ": " << counts[Standing::conflict] << " in conflict, " << counts[Standing::included] << " included" << (unsure.empty() ? "" : " (somebody unsure of " + std::to_string(unsure.size()) + ")")
              << ", " << counts[Standing::excluded] << " excluded, " << counts[Standing::waiting] << " waiting for decisions\n";
    if (!in_conflict.empty()) std::cout << "Next: fieldbook review resolve " << in_conflict.front().record->id << " include --reviewer ID" << (&stage == &open.protocol.stages.front() ? "" : " --stage " + stage.id) << " (or exclude)\n";
  }
  if (!in_conflict.empty()) shared.session.exit = Exit::problems;
}

struct Resolution {
  std::string record, stage, reviewer, note;
  Verdict verdict = Verdict::include;
  std::vector<std::string> reasons;
};

void resolve(ReviewSession& shared, const Resolution& wanted) {
  const auto open = open_review(shared);
  const auto& stage = open.stage(wanted.stage);
  const auto& reviewer = open.reviewer(wanted.reviewer);
  const auto decision = review::given_decision({open.protocol, open.records, open.decisions}, {reviewer.id, stage.id, review::timestamp(), true}, wanted.record, wanted.verdict, wanted.reasons, wanted.note);
  review::add_decision(open.folder, decision);
  std::cout << decision.record << ": " << review::name_of(wanted.verdict) << ", resolved by " << printable(reviewer.name) << '\n';
}

}  // namespace

void add_review_conflicts(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("conflicts", "Records on which reviewers decided differently");
  auto stage = std::make_shared<std::string>();
  command->add_option("--stage", *stage, "A stage of the protocol (default: the first)")->type_name("STAGE");
  command->footer("A record is shown only when everybody who has to has decided, so that nobody sees another's decision before their own.\nRecords that somebody is unsure of are listed too; in the last stage they are conflicts. Exit code 1 where there are conflicts.");
  command->callback([session, stage] { conflicts(*session, *stage); });

  auto* const settle = review.add_subcommand("resolve", "Settle a conflict: what holds in the end, and who said so");
  auto wanted = std::make_shared<Resolution>();
  settle->add_option("RECORD", wanted->record, "Its id, as fieldbook review conflicts prints it")->required();
  settle->add_option("DECISION", wanted->verdict, "include or exclude")
      ->required()
      ->transform(CLI::CheckedTransformer(std::map<std::string, Verdict>{{"include", Verdict::include}, {"exclude", Verdict::exclude}}))
      ->option_text("include|exclude REQUIRED");
  settle->add_option("--reviewer", wanted->reviewer, "Who settles it: the decision goes to this reviewer's file")->required()->type_name("ID");
  settle->add_option("--stage", wanted->stage, "A stage of the protocol (default: the first)")->type_name("STAGE");
  settle->add_option("--reason", wanted->reasons, "Of an exclusion: the id of a criterion; may be given several times")->type_name("ID");
  settle->add_option("--note", wanted->note, "Why")->type_name("TEXT");
  settle->footer("The first decisions stay as they are and count for agreement.\n\n  fieldbook review resolve r0123456789abcdef include --reviewer ada --note 'Agreed on the telephone'");
  settle->callback([session, wanted] { resolve(*session, *wanted); });
}

}  // namespace fieldbook::cli
