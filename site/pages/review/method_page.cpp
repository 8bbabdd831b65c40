// How a review was made: protocol and amendments, searches, people and how far they agreed, forms.
#include <algorithm>

#include "core/base/text.hpp"
#include "core/review/appraisal/judgement.hpp"
#include "site/pages/review/parts.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

std::string stopping_in_words(const review::Stopping& stopping) {
  switch (stopping.rule) {
    case review::StoppingRule::screen_all: return "Every record is read.";
    case review::StoppingRule::hypergeometric:
      return "A random sample of what is unread shows, with a confidence of " + fixed(100 * stopping.confidence, 0) + " %, that " + fixed(100 * stopping.recall, 0) + " % of what counts was found.";
    case review::StoppingRule::safe: return "After " + std::to_string(stopping.consecutive) + " irrelevant records in a row, once " + fixed(100 * stopping.least_share, 0) + " % were read (SAFE procedure).";
  }
  return {};
}

void fill_protocol(const review::ReviewReport& report, Values& values) {
  const auto& protocol = report.protocol;
  values.set("QUESTION", protocol.question).optional("REGISTRATION", protocol.registration).set("STOPPING", stopping_in_words(protocol.stopping));
  for (const auto& one : protocol.facets) {
    if (!one.text.empty()) values.add("FACET").set("LABEL", capitalised(one.name)).set("TEXT", one.text);
  }
  for (const auto& one : protocol.include) values.add("TAKEN_IN").set("TEXT", one.text);
  for (const auto& one : protocol.exclude) values.add("LEFT_OUT").set("TEXT", one.text);
  for (const auto& one : protocol.stages) values.add("STAGE").set("LABEL", one.label).set("REVIEWERS", counted(one.reviewers, "reviewer"));
  for (const auto& one : report.imports) {
    const auto planned = std::ranges::find_if(protocol.searches, [&](const review::PlannedSearch& search) { return fold(search.database) == fold(one.database); });
    auto& entry = values.add("SEARCH").set("DATABASE", one.database).set("DATE", to_words(one.searched)).set("COUNT", counted(one.records_in, "record")).set("HASH", one.sha256);
    entry.optional("STRATEGY", planned == protocol.searches.end() ? "" : planned->strategy);
  }
  for (const auto& one : protocol.amendments) values.add("AMENDMENT").set("DATE", to_words(one.date)).set("WHAT", one.what).optional("WHY", one.why);
}

void fill_people(const review::ReviewReport& report, Values& values) {
  for (const auto& one : report.reviewers) {
    values.add("REVIEWER").set("NAME", one.reviewer.name).optional("ABOUT", one.reviewer.about).set("DECISIONS", std::to_string(one.decisions)).set("ANSWERS", std::to_string(one.answers)).set("SETTLED", std::to_string(one.resolutions));
  }
  for (const auto& one : report.agreements) {
    const auto& seen = one.agreement;
    values.add("AGREEMENT").set("STAGE", one.stage_label).set("RECORDS", std::to_string(seen.n)).set("SHARE", fixed(seen.observed, 3)).set("KAPPA", seen.kappa ? fixed(*seen.kappa, 3) : "not defined")
        .set("INTERVAL", seen.kappa_interval ? fixed((*seen.kappa_interval)[0], 3) + " to " + fixed((*seen.kappa_interval)[1], 3) : "")
        .set("AC1", fixed(seen.ac1, 3)).set("PABAK", fixed(seen.pabak, 3))
        .set("BOTH_IN", std::to_string(one.table[1][1])).set("FIRST_IN", std::to_string(one.table[1][0])).set("SECOND_IN", std::to_string(one.table[0][1])).set("BOTH_OUT", std::to_string(one.table[0][0]));
  }
}

void fill_forms(const review::ReviewReport& report, Values& values) {
  for (const auto& one : report.forms) {
    auto& entry = values.add("FORM_USED").set("SLUG", "form-" + one.form.id + "-" + std::to_string(one.form.version)).set("TITLE", one.form.title).set("VERSION", std::to_string(one.form.version)).set("UNIT", name_of(one.form.unit));
    entry.set("PURPOSE", one.form.purpose).set("SOURCE", one.form.source).set("LICENCE_OF_IT", one.form.licence).set("COUNT", counted(one.items, "time"));
    for (const auto& question : one.form.questions) {
      std::vector<std::string> answers;
      for (const auto& answer : question.answers) answers.push_back(answer.label);
      constexpr std::size_t most = 12;
      entry.add("QUESTION").set("TEXT", question.text).optional("ANSWERS", listed(answers, most));
    }
    if (!one.form.judgement) continue;
    auto& judgement = entry.add("JUDGEMENT").set("LABEL", one.form.judgement->label);
    for (const auto& rule : one.form.judgement->rules) judgement.add("RULE").set("GIVES", one.form.judgement->value(rule.gives)->label).set("WHEN", review::in_words(rule));
  }
}

}  // namespace

void print_method(Press& press, const PublishedReview& review) {
  Values values;
  fill_protocol(review.report, values);
  fill_people(review.report, values);
  fill_forms(review.report, values);
  print_part(press, review, "method", values, "What was set out and what was changed, who reviewed and how far they agreed, and the forms that were filled in.");
}

}  // namespace fieldbook::site
