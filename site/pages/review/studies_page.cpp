// The evidence table: the studies in rows, and each with its facts, judgements and results.
#include "core/base/text.hpp"
#include "site/pages/review/parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

std::string outcome_label(const review::Synthesis& all, const std::string& id) {
  for (const auto& one : all.outcomes) {
    if (one.id == id) return one.label;
  }
  return id;
}

void fill_facts(const review::Study& study, Values& entry) {
  const auto fact = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) entry.add("FACT").set("LABEL", label).set("VALUE", text);
  };
  fact("Design", study.design_label);
  fact("What was read", study.read_label);
  fact("Approaches", join(study.approach_labels, "; "));
  fact("Countries", join(study.country_labels, "; "));
  fact("Sample", study.sample);
  fact("Final sample", study.size ? std::to_string(*study.size) : "");
  fact("Tells of", join(study.theme_labels, "; "));
}

void fill_study(Press& press, const PublishedReview& review, const review::Study& study, Values& values) {
  auto& entry = values.add("STUDY").set("SLUG", study.record).set("LABEL", study.citation).set("TITLE", study.title);
  fill_facts(study, entry);
  for (const auto& report : study.reports) {
    const auto* const reference = review.report.reference(report);
    auto& line = entry.add("REPORT").set("TEXT", reference == nullptr ? report : bibliography::to_text(*reference));
    add_link(line, "DECIDED", {"Decisions on it", review.address("decisions") + "#" + report});
    const auto at = review.in_library.find(report);
    if (at != review.in_library.end()) add_link(line, "IN_LIBRARY", {std::string(at->second->title()), press.edition().address(*at->second)});
  }
  for (const auto& judgement : study.judgements) {
    auto& judged = entry.add("JUDGED").set("TITLE", judgement.title).set("LABEL", judgement.label).set("VALUE", judgement.words.empty() ? "not yet judged" : judgement.words);
    for (const auto& part : judgement.parts)
      judged.add("BECAUSE").set("QUESTION", part.question).set("ANSWER", part.answer).optional("WORDS", part.words).optional("WHERE", part.where).optional("NOTE", part.note);
  }
  for (const auto& result : study.results) {
    auto& row = entry.add("RESULT").set("OUTCOME", outcome_label(review.report.synthesis, result.outcome)).set("DIRECTION", review::label_of(result.direction)).set("FIGURE", result.figure);
    row.set("WORDS", result.words).optional("WHERE", result.where);
  }
  for (const auto& open : study.open) entry.add("OPEN").set("TEXT", open);
}

}  // namespace

void print_studies(Press& press, const PublishedReview& review) {
  const auto& all = review.report.synthesis;
  Values values;
  values.set("COUNTED", counted(all.studies.size(), "study", "studies") + " from " + counted(review.report.included.size(), "report"));
  for (const auto& study : all.studies) {
    auto& row = add_link(values, "ROW", {study.citation, review.address("studies") + "#" + study.record});
    row.set("DESIGN", study.design_label).set("READ", study.read_label).set("APPROACHES", join(study.approach_labels, "; "));
    std::vector<std::string> judged;
    for (const auto& one : study.judgements) judged.push_back(one.title + ": " + (one.words.empty() ? std::string("not yet judged") : one.words));
    row.set("JUDGED", join(judged, "; ")).set("RESULTS", std::to_string(study.results.size()));
    fill_study(press, review, study, values);
  }
  print_part(press, review, "studies", values, "The included studies: design, sample, judgement, and each result with the words it rests on.");
}

}  // namespace fieldbook::site
