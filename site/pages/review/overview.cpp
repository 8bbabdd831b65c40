// A review's first page: what was found, how sure it is, what changed since the last edition, what to take away.
#include <algorithm>

#include "core/base/text.hpp"
#include "core/review/synthesis/plots.hpp"
#include "site/pages/review/parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

std::string sign_in_words(const review::SignTest& sign) {
  if (sign.better + sign.worse == 0) return "No study points one way, so there is nothing to test.";
  return std::to_string(sign.better) + " better to " + std::to_string(sign.worse) + " worse: p = " + fixed(sign.p, 4) + "; share better " + fixed(sign.share_better, 2) + " (95 % interval " +
         fixed(sign.interval[0], 2) + " to " + fixed(sign.interval[1], 2) + ")";
}

void fill_outcomes(const PublishedReview& review, Values& values) {
  const auto& all = review.report.synthesis;
  for (const auto& one : all.outcomes) {
    auto& outcome = values.add("OUTCOME");
    outcome.set("SLUG", one.id).set("LABEL", one.label).set("STRENGTH", one.strength_label).set("WHY", one.strength.why).set("SIGN", sign_in_words(one.sign));
    for (const auto direction : review::all_directions) {
      std::vector<std::string> records;
      for (const auto& study : one.studies) {
        if (study.direction == direction) records.push_back(all.studies[study.study].record);
      }
      if (records.empty()) continue;
      auto& entry = outcome.add("DIRECTION").set("LABEL", review::label_of(direction)).set("COUNT", std::to_string(records.size()));
      for (const auto& record : records) add_record(entry, "STUDY", review, record);
    }
  }
}

void fill_statements(const PublishedReview& review, std::string_view section, const std::vector<review::FindingEvidence>& all, Values& values) {
  for (const auto& one : all) {
    auto& entry = values.add(section).set("SLUG", (section == "FINDING" ? "finding-" : "claim-") + one.statement.id).set("TEXT", one.statement.statement).optional("WORDS", one.statement.words);
    for (const auto& judgement : one.judgements) {
      auto& judged = entry.add("JUDGED").set("LABEL", judgement.label).set("VALUE", judgement.words.empty() ? "not yet judged" : judgement.words).set("TITLE", judgement.title);
      for (const auto& part : judgement.parts)
        judged.add("BECAUSE").set("QUESTION", part.question).set("ANSWER", part.answer).optional("WORDS", part.words).optional("WHERE", part.where).optional("NOTE", part.note);
    }
    for (const auto& record : one.statement.studies) add_record(entry, "STUDY", review, record);
  }
}

void fill_changes(const PublishedReview& review, Values& values) {
  const auto& report = review.report;
  for (const auto& one : report.editions) values.add("EDITION").set("NAME", one.name).set("DATE", one.at.substr(0, 10));
  if (!report.since) return;
  const auto& changes = report.changes;
  auto& since = values.add("SINCE").set("NAME", report.editions[*report.since].name).set("IMPORTS", counted(changes.imports.size(), "import")).set("RECORDS", counted(changes.records, "new record"));
  bool any = !changes.imports.empty() || changes.records != 0;
  for (const auto& one : changes.stages) {
    any = any || one.newly_decided != 0 || !one.newly_included.empty() || !one.no_longer_included.empty();
    const auto* const stage = report.protocol.stage(one.stage);
    auto& entry = since.add("STAGE").set("LABEL", stage == nullptr ? one.stage : stage->label).set("DECIDED", counted(one.newly_decided, "more decision", "more decisions"));
    for (const auto& record : one.newly_included) add_record(entry, "ADDED", review, record);
    for (const auto& record : one.no_longer_included) add_record(entry, "REMOVED", review, record);
  }
  for (const auto& one : changes.amendments) since.add("AMENDMENT").set("DATE", to_words(one.date)).set("TEXT", one.what + (one.why.empty() ? "" : ". " + one.why));
  since.show("NOTHING", !any);
}

}  // namespace

void print_overview(Press& press, const PublishedReview& review) {
  const auto& report = review.report;
  const auto& all = report.synthesis;
  Values values;
  values.set("QUESTION", report.protocol.question);
  values.set("COUNTED", counted(all.studies.size(), "study", "studies") + " from " + counted(report.included.size(), "report"));
  for (const auto& one : report.open) values.add("OPEN").set("TEXT", one);
  for (const auto& one : report.reviewers) values.add("REVIEWER").set("NAME", one.reviewer.name);
  fill_outcomes(review, values);
  values.set("RULE", review::strength_rule());
  fill_statements(review, "FINDING", all.findings, values);
  fill_statements(review, "CLAIM", all.claims, values);
  values.show("PLOTS", !all.outcomes.empty());
  values.set_raw("DIRECTIONS_HTML", harmless(review::effect_direction_svg(all, "Which way the studies point")));
  values.set_raw("HARVEST_HTML", harmless(review::harvest_svg(all, "Harvest plot of the same studies")));
  fill_changes(review, values);
  for (const auto& one : write_data(press, review)) add_link(values, "DATA", {one.label, one.address}).set("NOTE", one.note);
  print_part(press, review, "index", values, report.protocol.question);
}

}  // namespace fieldbook::site
