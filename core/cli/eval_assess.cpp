#include <CLI/CLI.hpp>
#include <atomic>
#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/assess/scores.hpp"
#include "core/assess/supervisor.hpp"
#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text.hpp"
#include "core/cli/assessing.hpp"
#include "core/cli/eval_commands.hpp"
#include "core/cli/terminal.hpp"
#include "core/document/document.hpp"
#include "core/record/markdown.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;

struct EvalAssess {
  std::vector<std::string> gold, assessors;
  assess::Bootstrap bootstrap;
  bool errors = false;
};

// What one assessor said of one text.
struct Answer {
  assess::Verdict verdict;
  std::vector<std::string> rationales;
};

Answer answer(const assess::AssessorInfo& assessor, const assess::LabelledText& labelled, assess::Supervisor& supervisor) {
  assess::Text text;
  text.id = labelled.id;
  text.body = record::structure_plain_text(document::plain_document(labelled.text, labelled.id).text);
  auto assessment = supervisor.assess(assessor, text);
  Answer out;
  out.verdict.fit = assessment.fit;
  out.verdict.answered = assessment.outcome == assess::Outcome::ok;
  for (auto& judgement : assessment.criteria) {
    out.verdict.ratings.push_back(judgement.rating);
    out.rationales.push_back(std::move(judgement.rationale));
  }
  return out;
}

// Answers by assessor, then by text; on every core.
std::vector<std::vector<Answer>> all_answers(const std::vector<assess::AssessorInfo>& assessors, const std::vector<assess::LabelledText>& texts) {
  std::vector<std::vector<Answer>> out(assessors.size(), std::vector<Answer>(texts.size()));
  std::atomic<std::size_t> next = 0;
  each_in_parallel(processors(), [&](std::size_t) {
    assess::Supervisor supervisor(assess::Limits{}, assess::Search());
    for (auto t = next++; t < texts.size(); t = next++)
      for (std::size_t a = 0; a < assessors.size(); ++a) out[a][t] = answer(assessors[a], texts[t], supervisor);
  });
  return out;
}

std::vector<std::string> ids_of(const assess::AssessorInfo& assessor) {
  std::vector<std::string> out;
  for (const auto& criterion : assessor.criteria) out.push_back(criterion.id);
  return out;
}

std::vector<assess::LabelledText> read_all(const std::vector<std::string>& files) {
  std::vector<assess::LabelledText> out;
  for (const auto& file : files)
    for (auto& text : assess::read_labelled(file)) out.push_back(std::move(text));
  return out;
}

Json interval(const assess::Interval& interval) { return Json::array({interval.low, interval.high}); }

Json to_json(const assess::AssessorScore& score) {
  Json out{{"assessor", score.assessor}, {"n", score.texts}, {"unanswered", score.unanswered},
           {"macro_f1", score.macro_f1}, {"macro_f1_interval", interval(score.macro_f1_interval)},
           {"micro_f1", score.micro_f1}, {"micro_f1_interval", interval(score.micro_f1_interval)},
           {"kappa", score.kappa}, {"kappa_interval", interval(score.kappa_interval)},
           {"contradicted", score.contradicted}, {"contradicted_found", score.contradicted_found},
           {"contradicted_called_positive", score.contradicted_called_positive},
           {"distractors", score.distractors}, {"distractors_with_fit", score.distractors_with_fit},
           {"fit_rated", score.fit_rated}, {"fit_exact", score.fit_exact}, {"criteria", Json::array()}};
  for (const auto& c : score.criteria)
    out["criteria"].push_back({{"id", c.id}, {"positives", c.positives}, {"precision", c.precision()}, {"recall", c.recall()}, {"f1", c.f1()},
                               {"contradicted", c.contradicted}, {"contradicted_found", c.contradicted_found}});
  return out;
}

void print_text(const assess::AssessorScore& score, bool intervals) {
  const auto figure = [&](const char* name, double value, const assess::Interval& between) {
    std::cout << fmt::format("{} {:.2f}", name, value);
    if (intervals) std::cout << fmt::format(" ({:.2f} to {:.2f})", between.low, between.high);
  };
  std::cout << printable(score.assessor) << ": ";
  figure("macro F1", score.macro_f1, score.macro_f1_interval);
  figure(", micro F1", score.micro_f1, score.micro_f1_interval);
  figure(", kappa", score.kappa, score.kappa_interval);
  std::cout << fmt::format("\n  contradicted: {} cells, {} found, {} called positive; distractors: {}, {} given a fit; fit as labelled: {} of {}\n",
                           score.contradicted, score.contradicted_found, score.contradicted_called_positive, score.distractors,
                           score.distractors_with_fit, score.fit_exact, score.fit_rated);
  if (score.unanswered != 0) std::cout << fmt::format("  texts it did not answer, counted as absent: {}\n", score.unanswered);
  std::cout << "  positives  precision  recall    F1  criterion\n";
  for (const auto& c : score.criteria)
    std::cout << fmt::format("  {:>9}       {:.2f}    {:.2f}  {:.2f}  ", c.positives, c.precision(), c.recall(), c.f1()) << printable(c.id) << '\n';
}

bool positive(assess::Rating rating) { return rating == assess::Rating::partial || rating == assess::Rating::established; }

// Each cell on the wrong side, with why the assessor said so: for whoever edits its rules.
void print_errors(const std::vector<std::string>& criteria, const std::vector<assess::LabelledText>& texts, const std::vector<Answer>& answers) {
  for (std::size_t t = 0; t < texts.size(); ++t) {
    for (std::size_t i = 0; i < answers[t].verdict.ratings.size(); ++i) {
      const auto label = texts[t].label(criteria[i]), said = answers[t].verdict.ratings[i];
      if (label == said || (positive(label) && positive(said))) continue;
      std::cout << printable(texts[t].id) << "  " << printable(criteria[i]) << "  labelled " << assess::name(label) << ", said " << assess::name(said)
                << ": " << printable(answers[t].rationales[i]) << '\n';
    }
  }
}

void eval_assess(Session& session, const EvalAssess& wanted) {
  const auto texts = read_all(wanted.gold);
  const auto assessors = chosen_assessors(wanted.assessors);
  const auto answers = all_answers(assessors, texts);
  Json json{{"assessors", Json::array()}};
  if (session.format != Format::json) std::cout << texts.size() << " labelled texts\n";
  for (std::size_t a = 0; a < assessors.size(); ++a) {
    std::vector<assess::Verdict> verdicts;
    for (const auto& one : answers[a]) verdicts.push_back(one.verdict);
    const auto criteria = ids_of(assessors[a]);
    const auto score = assess::score(assessors[a].id, criteria, texts, verdicts, wanted.bootstrap);
    if (score.unanswered != 0) session.exit = Exit::problems;
    if (session.format == Format::json) {
      json["assessors"].push_back(to_json(score));
      continue;
    }
    std::cout << '\n';
    if (wanted.errors) print_errors(criteria, texts, answers[a]);
    print_text(score, wanted.bootstrap.draws != 0);
  }
  if (session.format == Format::json) std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

void add_eval_assess(CLI::App& eval, Session& session) {
  auto* const command = eval.add_subcommand("assess", "How well assessors rate labelled texts: F1, kappa, false alarms");
  auto wanted = std::make_shared<EvalAssess>();
  command->add_option("--gold", wanted->gold, "Labelled texts, a line each; may be given more than once")->type_name("FILE")->required();
  command->add_option("--assessor", wanted->assessors, "Only this assessor; may be given more than once")->type_name("ID");
  command->add_option("--draws", wanted->bootstrap.draws, "Draws of the texts for the intervals; 0: none")->type_name("N")->capture_default_str()->check(CLI::Range(0, 100000));
  command->add_option("--seed", wanted->bootstrap.seed, "Seed of the draws")->type_name("N")->capture_default_str();
  command->add_flag("--errors", wanted->errors, "Name each cell on the wrong side, with the assessor's reason; not for texts kept for testing");
  command->footer(
      "A line is {\"id\",\"text\",\"labels\":{criterion:2|1|0|-1},\"fit\":{assessor:0-3},\"topic\"}: 2 established, 1 planned or\n"
      "partial, 0 absent (or left out), -1 contradicted; topic \"distractor\" is about no approach. Positive means established\n"
      "or partial. Macro F1 is the mean over the criteria that have a positive; kappa has quadratic weights on the four\n"
      "ratings. In brackets: 95 of 100 draws of as many texts, with replacement, lie between the two.\n\n"
      "  fieldbook eval assess --gold tests/gold/test.jsonl\n"
      "  fieldbook eval assess --gold tests/gold/train.jsonl --assessor alliance --errors");
  command->callback([&session, wanted] { eval_assess(session, *wanted); });
}

}  // namespace fieldbook::cli
