#include "core/review/appraisal/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/review/appraisal/answer_standing.hpp"
#include "core/review/appraisal/answering.hpp"
#include "core/review/appraisal/migrating.hpp"
#include "core/review/appraisal/sheets.hpp"
#include "tests/core/review/invented_review.hpp"

namespace fieldbook::review {
namespace {

using testing::HasSubstr;

std::string fit(int version, const char* rest) {
  return "id: fit\nversion: " + std::to_string(version) + "\ntitle: Fit\nunit: study\npurpose: x\nsource: x\nlicence: x\nquestions:\n" + rest +
         "refuses: {finding: It is for studies.}\n";
}

constexpr const char* first_questions =
    "  - {id: suits, text: Does it suit?, answers: [\"yes\", maybe, \"no\"]}\n"
    "  - {id: told, text: Is it told?, answers: [\"yes\", \"no\"], words: none}\n"
    "judgement: {label: Fit, values: [{id: good, counts-as: good}, {id: bad}], rules: [{when: {suits: \"yes\", told: \"yes\"}, gives: good}, {gives: bad}]}\n";
constexpr const char* second_questions =
    "  - {id: design, text: Does its design suit?, answers: [\"yes\", partly, \"no\"]}\n"
    "  - {id: told, text: Is it told to all?, answers: [\"yes\", \"no\"], words: none}\n"
    "  - {id: size, text: How many?, kind: number, optional: true, words: none}\n"
    "judgement: {label: Fit, values: [{id: good}, {id: bad}], rules: [{when: {design: \"yes\", told: \"yes\"}, gives: good}, {gives: bad}]}\n"
    "migrations: [{from: 1, questions: {suits: design}, answers: {design: {maybe: partly}}, again: [told]}]\n";

class Appraised : public testing::Test {
 protected:
  Appraised() : review(3), records(review.records()) {
    for (const char* const id : {"r0", "r1"}) {
      for (const char* const who : {"ada", "ben"}) review.decide(who, id, Verdict::include);
      review.decide("ada", id, Verdict::include, "full-text");
    }
    review.folder.write("findings/they-hold.yaml", "statement: They hold.\nstudies: [r0, r1]\noutcome: system\n");
    review.folder.write("claims/it-saves.yaml", "statement: It saves.\nstudies: [r0]\nwords: saved a third\ncausal: true\n");
    review.folder.write("claims/people-liked-it.yaml", "statement: Liked.\nstudies: [r0]\nwords: liked it\ncausal: false\n");
    items = appraisable(review.folder.path(), review.protocol, records, review.decisions(), {}, found);
    for (const auto& one : found.sorted()) ADD_FAILURE() << to_text(one);
    instruments = forms({fit(1, first_questions)});
  }

  static Instruments forms(const std::vector<std::string>& texts) {
    Diagnostics problems;
    std::vector<Instrument> out;
    for (const auto& text : texts) out.push_back(parse_instrument(text, "f.yaml", {}, problems).value());
    return Instruments(std::move(out));
  }
  static Instrument of_unit(const std::string& unit, const std::string& more = {}) {
    Diagnostics problems;
    return parse_instrument("id: other\nversion: 1\ntitle: x\nunit: " + unit + "\npurpose: x\nsource: x\nlicence: x\nquestions: [{id: q, text: q, answers: [a, b]}]\n" + more, "f.yaml", {}, problems).value();
  }
  std::string refusal(const Instrument& form, const std::string& item) const {
    try {
      return "taken: " + item_for(form, item, items);
    } catch (const Error& error) {
      return error.message();
    }
  }
  std::string sheet_problems(const std::string& text) {
    Diagnostics problems;
    parse_sheets(text, "s.yaml", instruments, items, {Use::appraisal, "ada", "2026-03-01T09:00:00Z"}, problems);
    std::string out;
    for (const auto& one : problems.sorted()) out += to_text(one) + "\n";
    return out;
  }
  Answer answer(const std::string& who, const std::string& item, const std::string& question, const std::string& value, std::size_t version = 1) const {
    return {who, item, "fit", version, question, value.empty() ? std::vector<std::string>{} : std::vector<std::string>{value}, "words", "p. 4", "", "2026-03-01T09:00:00Z"};
  }

  InventedReview review;
  Records records;
  Diagnostics found;
  Appraisable items;
  Instruments instruments;
};

TEST_F(Appraised, AnswersAreLinesThatReadBack) {
  auto one = answer("ada", "r0", "suits", "yes");
  one.values = {"a", "b"};
  one.resolves = true;
  one.migrated_from = 3;
  add_answers(review.folder.path(), Use::appraisal, std::vector{one, answer("ada", "r0", "told", "")});
  const auto file = review.folder.path() / "appraisals/ada.jsonl";
  const auto text = test::read(file);
  EXPECT_THAT(text, HasSubstr(R"({"item":"r0","instrument":"fit","version":1,"question":"suits","answer":["a","b"],"words":"words","where":"p. 4","resolves":true,"migrated-from":3,"at":"2026)"));
  EXPECT_THAT(text, HasSubstr(R"("question":"told","answer":null)"));
  const auto back = read_answers(review.folder.path(), Use::appraisal, found);
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(answer_line(back[0]), answer_line(one));
  EXPECT_TRUE(back[1].withdrawn());

  for (const auto* const bad : {"{}", "nonsense", R"({"item":"r0","instrument":"fit","version":0,"question":"q","answer":"x"})", R"({"item":"r0","instrument":"fit","version":1,"question":"q","answer":[1]})"}) {
    Diagnostics problems;
    EXPECT_EQ(parse_answers(std::string(bad) + "\n", "ada", "a.jsonl", problems).size(), 0U) << bad;
    EXPECT_EQ(problems.errors(), 1U) << bad;
  }
  Diagnostics cut;
  parse_answers(text + R"({"item":"r0)", "ada", "a.jsonl", cut);
  EXPECT_EQ(cut.errors(), 0U);
  EXPECT_EQ(cut.warnings(), 1U);
}

TEST_F(Appraised, AnInstrumentIsRefusedWhereItDoesNotFitWithTheReason) {
  const auto& study = *instruments.current("fit");
  EXPECT_EQ(refusal(study, "r0"), "taken: r0");
  EXPECT_EQ(refusal(study, "they-hold"), "fit cannot be used on 'they-hold', a finding: It is for studies.");
  EXPECT_THAT(refusal(study, "it-saves"), HasSubstr("fit cannot be used on 'it-saves', a claim; it is for a study"));
  EXPECT_THAT(refusal(study, "r2"), HasSubstr("'r2' is not among the included studies"));
  EXPECT_THAT(refusal(study, "r9"), HasSubstr("the review has no record 'r9'"));
  const auto finding = of_unit("finding", "refuses: {study: Confidence belongs to findings.}\n");
  EXPECT_EQ(refusal(finding, "r0"), "other cannot be used on 'r0', a study: Confidence belongs to findings.");
  EXPECT_EQ(refusal(finding, "they-hold"), "taken: they-hold");
  EXPECT_THAT(refusal(finding, "they-hld"), HasSubstr("there is no finding 'they-hld', did you mean 'they-hold'?; write it into findings/they-hld.yaml"));
  const auto causal = of_unit("claim", "causal: only\nrefuses: {not-causal: It says nothing of cause.}\n");
  EXPECT_EQ(refusal(causal, "it-saves"), "taken: it-saves");
  EXPECT_THAT(refusal(causal, "people-liked-it"), HasSubstr("for causal claims alone, and 'people-liked-it' is none: It says nothing of cause."));
  const auto outcome = of_unit("outcome");
  EXPECT_EQ(refusal(outcome, "r0/health"), "taken: r0/health");
  EXPECT_EQ(refusal(outcome, "r0/health/1"), "taken: r0/health");
  EXPECT_EQ(refusal(outcome, "r0/health/2"), "taken: r0/health/2");
  for (const auto* const bad : {"r0/health/0", "r0/health/x", "r0/health/2/3", "r0/He alth", "r0/", "/health", "r0"}) EXPECT_THAT(refusal(outcome, bad), testing::Not(HasSubstr("taken"))) << bad;
}

TEST_F(Appraised, SheetsAreReadWholeOrNotAtAll) {
  const std::string good = "item: r0\ninstrument: fit\nanswers:\n  suits: {answer: \"yes\", words: drawn by lot, where: p. 4}\n  told: \"yes\"\n";
  Diagnostics problems;
  const auto answers = parse_sheets("- " + std::string("{item: r0, instrument: fit, answers: {told: \"no\"}}\n- {item: r1, instrument: fit, version: 1, answers: {told: \"yes\"}}\n"), "s.yaml", instruments, items, {Use::appraisal, "ada", "now"}, problems);
  EXPECT_EQ(problems.errors(), 0U);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[1].item, "r1");
  EXPECT_EQ(sheet_problems(good), "");
  struct Case {
    const char* old;
    const char* other;
    const char* said;
  };
  for (const auto& one : {Case{"answer: \"yes\"", "answer: perhaps", "s.yaml:4:10: error: 'suits': there is no answer 'perhaps'; use yes, maybe, no [sheet.answer]"},
                          {", words: drawn by lot", "", "'suits' needs the words it rests on"},
                          {"item: r0", "item: r2", "'r2' is not among the included studies"},
                          {"item: r0", "item: they-hold", "a finding: It is for studies."},
                          {"instrument: fit", "instrument: fitt", "there is no instrument 'fitt', did you mean 'fit'?"},
                          {"instrument: fit", "instrument: fit\nversion: 4", "there is no version 4 of 'fit'"},
                          {"told: ", "tld: ", "there is no question 'tld', did you mean 'told'?"},
                          {"told: \"yes\"", "told: [\"yes\", \"no\"]", "'told': only one answer may be given"},
                          {"answers:", "answer:", "unknown 'answer', did you mean 'answers'?"}}) {
    auto text = good;
    text.replace(text.find(one.old), std::string_view(one.old).size(), one.other);
    EXPECT_THAT(sheet_problems(text), HasSubstr(one.said)) << text;
  }
  // What is printed to be filled in has every question, and is a sheet.
  const auto empty = empty_sheet(*instruments.current("fit"), "r0", "A title");
  EXPECT_THAT(empty, HasSubstr("# Does it suit?"));
  EXPECT_THAT(sheet_problems(empty), HasSubstr("'suits': there is no answer"));
}

TEST_F(Appraised, TwoReadersAgreeDifferOrWait) {
  std::vector<Answer> answers{answer("ada", "r0", "suits", "yes"), answer("ada", "r0", "told", "yes")};
  auto all = item_standings(answers, instruments, records, 2);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].waiting(), 2U);
  EXPECT_FALSE(all[0].judged.value);

  answers.push_back(answer("ben", "r0", "suits", "no"));
  answers.push_back(answer("ben", "r0", "told", "yes"));
  all = item_standings(answers, instruments, records, 2);
  EXPECT_EQ(all[0].conflicts(), 1U);
  EXPECT_EQ(all[0].questions[1].state, AnswerState::agreed);
  EXPECT_FALSE(all[0].complete());

  auto settled = answer("ben", "r0", "suits", "yes");
  settled.resolves = true;
  answers.push_back(settled);
  all = item_standings(answers, instruments, records, 2);
  EXPECT_TRUE(all[0].complete());
  EXPECT_EQ(all[0].judged.value, "good");
  EXPECT_EQ(all[0].questions[0].opinions.size(), 2U);   // what was said first stays

  answers.push_back(answer("ada", "r0", "told", ""));   // withdrawn
  EXPECT_EQ(item_standings(answers, instruments, records, 2)[0].waiting(), 1U);
  EXPECT_TRUE(same_answer({"A  b"}, {"a b"}));
  EXPECT_TRUE(same_answer({"x", "y"}, {"y", "x"}));
  EXPECT_FALSE(same_answer({"x"}, {"x", "y"}));
}

TEST_F(Appraised, ANewVersionLeavesOldAnswersReadableAndCarriesThemOverOnlyWhenAsked) {
  std::vector<Answer> answers{answer("ada", "r0", "suits", "maybe"), answer("ada", "r0", "told", "yes"), answer("ada", "r1", "suits", "yes"), answer("ben", "r0", "suits", "yes")};
  const auto both = forms({fit(1, first_questions), fit(2, second_questions)});
  auto all = item_standings(answers, both, records, 1);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].version, 1U);
  EXPECT_EQ(all[0].form->version, 1U);

  const auto plan = plan_migration(answers, both, records, "ada", "fit", "later");
  EXPECT_EQ(plan.items, (std::vector<std::string>{"r0", "r1"}));
  ASSERT_EQ(plan.carried.size(), 2U);
  EXPECT_EQ(plan.carried[0].question, "design");
  EXPECT_EQ(plan.carried[0].values, std::vector<std::string>{"partly"});
  EXPECT_EQ(plan.carried[0].version, 2U);
  EXPECT_EQ(plan.carried[0].migrated_from, 1U);
  EXPECT_EQ(plan.carried[0].words, "words");
  ASSERT_EQ(plan.left.size(), 1U);
  EXPECT_EQ(plan.left[0].why, "the question is asked anew");

  answers.insert(answers.end(), plan.carried.begin(), plan.carried.end());
  EXPECT_TRUE(plan_migration(answers, both, records, "ada", "fit", "later").items.empty());
  all = item_standings(answers, both, records, 1);
  EXPECT_EQ(all[0].version, 2U);
  EXPECT_EQ(all[0].older.size(), 3U);
  EXPECT_EQ(all[0].judged.missing, std::vector<std::string>{"told"});

  // Without the old file the answers are still there, and are not judged.
  const auto only_new = forms({fit(2, second_questions)});
  all = item_standings(std::vector{answer("ada", "r0", "suits", "maybe")}, only_new, records, 1);
  EXPECT_EQ(all[0].form, nullptr);
  EXPECT_EQ(all[0].questions.at(0).values, std::vector<std::string>{"maybe"});
  EXPECT_FALSE(all[0].judged.value);
}

TEST_F(Appraised, OneAnswersQuestionByQuestionAndTakesBack) {
  const std::vector<const Instrument*> chosen{instruments.current("fit")};
  Answering answering(review.folder.path(), instruments, records, {}, tasks_for(chosen, items, {}), {Use::appraisal, "ada"});
  EXPECT_EQ(answering.forms(), 2U);
  ASSERT_TRUE(answering.current());
  EXPECT_EQ(answering.current()->question->id, "suits");
  EXPECT_THROW(answering.answer({"yes"}, "", "", ""), Error);        // without its words
  EXPECT_THROW(answering.answer({"sure"}, "words", "", ""), Error);
  answering.answer({"yes"}, "words", "p. 4", "");
  EXPECT_EQ(answering.current()->question->id, "told");
  EXPECT_TRUE(answering.undo());
  EXPECT_EQ(answering.current()->question->id, "suits");
  EXPECT_FALSE(answering.undo());
  answering.answer({"no"}, "words", "", "");
  answering.pass_over();
  EXPECT_EQ(answering.current()->item, "r1");
  EXPECT_EQ(read_answers(review.folder.path(), Use::appraisal, found).size(), 3U);   // the withdrawal is a line, too
}

}  // namespace
}  // namespace fieldbook::review
