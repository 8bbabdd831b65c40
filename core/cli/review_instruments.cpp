#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "core/cli/open_appraisal.hpp"
#include "core/cli/terminal.hpp"
#include "core/review/appraisal/judgement.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Instrument;

struct Wanted {
  std::string id;
  std::vector<std::string> folders;
};

const char* word(review::Use use) { return use == review::Use::appraisal ? "appraisal" : "extraction"; }

Json as_json(const std::vector<review::Choice>& choices) {
  auto out = Json::array();
  for (const auto& one : choices) out.push_back({{"id", one.id}, {"label", one.label}, {"counts_as", one.counts_as}});
  return out;
}

Json as_json(const Instrument& one) {
  Json out{{"id", one.id}, {"version", one.version}, {"title", one.title}, {"unit", name_of(one.unit)}, {"use", word(one.use)}, {"purpose", one.purpose}, {"source", one.source}, {"licence", one.licence}, {"file", one.file}};
  out["questions"] = Json::array();
  for (const auto& question : one.questions) out["questions"].push_back({{"id", question.id}, {"text", question.text}, {"optional", question.optional}, {"answers", as_json(question.answers)}});
  out["judgement"] = nullptr;
  if (!one.judgement) return out;
  auto rules = Json::array();
  for (const auto& rule : one.judgement->rules) rules.push_back({{"when", review::in_words(rule)}, {"gives", rule.gives}});
  out["judgement"] = {{"label", one.judgement->label}, {"values", as_json(one.judgement->values)}, {"rules", std::move(rules)}};
  return out;
}

void show(const Instrument& one) {
  std::cout << styled(one.title, Style::bold) << "  " << one.id << ", version " << one.version << ", for a " << name_of(one.unit) << " (" << word(one.use) << ")\n"
            << wrapped(printable(one.purpose), 2) << wrapped("Source: " + printable(one.source), 2) << wrapped("Licence: " + printable(one.licence), 2);
  for (const auto& question : one.questions) {
    std::cout << '\n' << wrapped(styled(question.id, Style::bold) + "  " + printable(question.text) + (question.optional ? " (may be left out)" : ""), 0);
    if (!question.help.empty()) std::cout << wrapped(printable(question.help), 4);
    if (!question.asked_when.empty()) std::cout << wrapped("only where " + review::in_words({question.asked_when, {}}), 4);
    for (const auto& answer : question.answers) std::cout << wrapped(answer.id + (answer.label == answer.id ? "" : ": " + printable(answer.label)), 4);
  }
  if (!one.judgement) return;
  std::cout << '\n' << styled(one.judgement->label, Style::bold) << ", by the first rule that holds\n";
  for (const auto& rule : one.judgement->rules) std::cout << wrapped(one.judgement->value(rule.gives)->label + "  if " + review::in_words(rule), 4);
}

void instruments(ReviewSession& shared, const Wanted& wanted) {
  const auto all = open_appraisal(shared, wanted.folders);
  const bool json = shared.session.format == Format::json;
  auto out = Json::array();
  bool any = false;
  for (const auto& one : all->instruments.all()) {
    if (!wanted.id.empty() && one.id != wanted.id) continue;
    any = true;
    const bool used = std::ranges::count(all->open.protocol.instruments, one.id) != 0;
    if (json) {
      out.push_back(as_json(one));
      out.back()["in_protocol"] = used;
    } else if (wanted.id.empty()) {
      std::cout << (used ? "* " : "  ") << one.id << "  version " << one.version << ", for a " << name_of(one.unit) << ": " << printable(one.title) << '\n';
    } else {
      show(one);
    }
  }
  if (!any && !wanted.id.empty()) all->form(wanted.id, review::Use::appraisal);   // says which there are
  if (json) std::cout << Json{{"instruments", std::move(out)}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

void add_review_instruments(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("instruments", "The forms by which studies are appraised and facts taken out of them");
  auto wanted = std::make_shared<Wanted>();
  command->add_option("ID", wanted->id, "Show this one whole: its questions, answers and the rule of its judgement");
  command->add_option("--instruments", wanted->folders, "Another folder of forms; may be given several times")->type_name("DIR");
  command->footer(
      "A form is a YAML file: add one to the review's folder instruments/ and it is there. * marks those of the protocol.\n\n"
      "  fieldbook review instruments\n"
      "  fieldbook review instruments weight-of-evidence");
  command->callback([session, wanted] { instruments(*session, *wanted); });
}

}  // namespace fieldbook::cli
