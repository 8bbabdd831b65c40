#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_review.hpp"
#include "core/cli/terminal.hpp"
#include "core/review/editions.hpp"
#include "core/review/screening/screening.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Changes;
using review::Edition;
using review::StageState;

struct ReviewerState {
  std::string reviewer;
  review::Counts counts;
  review::Progress progress;
};

// Of everybody who has begun; by the protocol's order.
std::vector<ReviewerState> reviewers_in(const OpenReview& open, const StageState& stage) {
  std::vector<ReviewerState> out;
  for (const auto& reviewer : open.protocol.reviewers) {
    if (stage.records == 0) continue;
    const review::Screening screening(open.folder, open.protocol, open.records, open.decisions, {reviewer.id, stage.stage});
    if (screening.counts().read != 0) out.push_back({reviewer.id, screening.counts(), screening.state()});
  }
  return out;
}

Json as_json(const OpenReview& open, const StageState& stage) {
  auto people = Json::array();
  for (const auto& one : reviewers_in(open, stage)) {
    people.push_back({{"reviewer", one.reviewer}, {"read", one.counts.read}, {"included", one.counts.included}, {"excluded", one.counts.excluded}, {"unsure", one.counts.unsure},
                      {"left", one.counts.records - one.counts.read}, {"may_stop", one.progress.may_stop}, {"p", one.progress.p ? Json(*one.progress.p) : Json()}, {"statement", one.progress.statement}});
  }
  return {{"stage", stage.stage}, {"records", stage.records}, {"decided", stage.decided()}, {"left", stage.waiting}, {"included", stage.included.size()}, {"excluded", stage.excluded},
          {"conflicts", stage.conflicts}, {"unsure", stage.unsure}, {"guarantee", review::guarantee(review::stopping_in(open.protocol, stage.stage))}, {"reviewers", std::move(people)}};
}

Json as_json(const Edition& edition, const Changes& changes) {
  auto stages = Json::array(), amendments = Json::array();
  for (const auto& one : changes.stages) {
    stages.push_back({{"stage", one.stage}, {"newly_decided", one.newly_decided}, {"newly_included", one.newly_included}, {"no_longer_included", one.no_longer_included}});
  }
  for (const auto& one : changes.amendments) amendments.push_back({{"date", to_iso(one.date)}, {"what", one.what}, {"why", one.why}});
  return {{"edition", edition.name}, {"at", edition.at}, {"imports", changes.imports}, {"records", changes.records}, {"stages", std::move(stages)}, {"amendments", std::move(amendments)}};
}

void say(const OpenReview& open, const StageState& stage) {
  std::cout << '\n' << styled(open.stage(stage.stage).label, Style::bold) << '\n';
  if (stage.records == 0) {
    std::cout << "  No record has come to this stage yet.\n";
    return;
  }
  std::cout << "  " << stage.records << " records: " << stage.decided() << " decided, " << stage.waiting << " left; " << stage.included.size() << " included, " << stage.excluded << " excluded, " << stage.conflicts
            << " in conflict" << (stage.unsure == 0 ? std::string() : ", somebody unsure of " + std::to_string(stage.unsure)) << '\n';
  for (const auto& one : reviewers_in(open, stage)) std::cout << wrapped(printable(one.reviewer) + " has read " + std::to_string(one.counts.read) + ". " + one.progress.statement, 2);
  std::cout << wrapped("Stopping rule: " + review::guarantee(review::stopping_in(open.protocol, stage.stage)), 2);
}

void say_titles(const OpenReview& open, const char* what, const std::vector<std::string>& ids) {
  for (const auto& id : ids) {
    const auto* const record = open.records.find(id);
    std::cout << "    " << what << ": " << id << "  " << (record == nullptr ? std::string("(no longer a record)") : printable(record->reference.title)) << '\n';
  }
}

void say(const OpenReview& open, const Edition& edition, const Changes& changes) {
  std::cout << '\n' << styled("Since edition " + edition.name, Style::bold) << " of " << printable(edition.at.substr(0, 10)) << '\n';
  std::cout << "  " << counted(changes.imports.size(), "import") << ", " << counted(changes.records, "new record") << '\n';
  for (const auto& one : changes.stages) {
    std::cout << "  " << printable(open.stage(one.stage).label) << ": " << one.newly_decided << " more decided, " << one.newly_included.size() << " newly included, " << one.no_longer_included.size() << " no longer\n";
  }
  if (!changes.stages.empty()) {   // by name only what the whole review takes in
    say_titles(open, "new", changes.stages.back().newly_included);
    say_titles(open, "no longer", changes.stages.back().no_longer_included);
  }
  for (const auto& one : changes.amendments) std::cout << "  Protocol amended " << to_iso(one.date) << ": " << printable(one.what) << '\n';
}

void status(ReviewSession& shared) {
  const auto open = open_review(shared);
  Diagnostics found, told;   // open_review has told of the imports
  const auto imports = review::read_imports(open.folder, told);
  const auto editions = review::read_editions(open.folder, found);
  print(found);
  if (found.errors() != 0) shared.session.exit = Exit::problems;
  const auto stages = review::stage_states(open.protocol, open.records, open.decisions);
  if (shared.session.format == Format::json) {
    Json out{{"title", open.protocol.title}, {"imports", imports.size()}, {"records", open.records.all().size()}, {"stages", Json::array()}, {"since", nullptr}};
    for (const auto& stage : stages) out["stages"].push_back(as_json(open, stage));
    if (!editions.empty()) out["since"] = as_json(editions.back(), review::changes_since(editions.back(), open.protocol, open.records, imports, stages));
    std::cout << out.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return;
  }
  std::cout << styled(open.protocol.title, Style::bold) << ": " << counted(imports.size(), "import") << ", " << counted(open.records.all().size(), "record") << '\n';
  if (imports.empty()) {
    std::cout << "Next: fieldbook review import FILE --database NAME --searched DATE\n";
    return;
  }
  for (const auto& stage : stages) say(open, stage);
  if (editions.empty()) std::cout << "\nNo edition yet: fieldbook review edition NAME marks what you give out, and this page then shows what is new since.\n";
  else say(open, editions.back(), review::changes_since(editions.back(), open.protocol, open.records, imports, stages));
}

void mark_edition(ReviewSession& shared, const std::string& name) {
  const auto open = open_review(shared);
  if (shared.session.exit != Exit::done) throw Error(Errc::invalid, "the review has problems, and an edition would keep them", "put right what is said above");
  if (!is_id(name)) throw Error(Errc::invalid, in_quotes(name) + " cannot be an edition's name", "use small letters, digits and hyphens, such as 2026-03");
  Diagnostics found;
  const auto editions = review::read_editions(open.folder, found);
  print(found);
  for (const auto& one : editions) {
    if (one.name == name) throw Error(Errc::invalid, "there is an edition " + in_quotes(name) + " already", "give this one a name of its own");
  }
  Edition edition{name, review::timestamp(), {}, review::stage_states(open.protocol, open.records, open.decisions)};
  for (const auto& import : review::read_imports(open.folder, found)) edition.imports.push_back(import.id);
  review::add_edition(open.folder, edition);
  std::cout << "Edition " << name << " is marked: " << counted(edition.imports.size(), "import") << ", " << counted(open.records.all().size(), "record") << ", " << edition.stages.back().included.size() << " included at the end\n";
}

}  // namespace

void add_review_status(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("status", "Where each stage stands, whether reading may stop, what is new since the last edition");
  command->footer("Everything is computed from the review's files. A record counts as decided when everybody who has to has decided on it.");
  command->callback([session] { status(*session); });

  auto* const edition = review.add_subcommand("edition", "Mark what is given out now, so that later changes can be shown against it");
  auto name = std::make_shared<std::string>();
  edition->add_option("NAME", *name, "Such as 2026-03")->required();
  edition->footer("Adds a line to editions.jsonl. Then import the next search's results, decide on what is new, and ask fieldbook review status.\n\n  fieldbook review edition 2026-03");
  edition->callback([session, name] { mark_edition(*session, *name); });
}

}  // namespace fieldbook::cli
