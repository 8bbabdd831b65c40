#include "core/review/appraisal/instrument.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/record/collection.hpp"
#include "core/review/appraisal/instruments.hpp"
#include "core/review/appraisal/judgement.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {
namespace {

using testing::HasSubstr;

constexpr std::string_view form = R"(id: plain-fit
version: 2
title: Plain fit
unit: study
purpose: Whether it answers.
source: Nobody
licence: Free
questions:
  - id: design
    text: Does the design suit?
    answers: ["yes", "no", {id: partly, label: Partly}]
  - id: why-not
    text: Why not?
    kind: text
    optional: true
    asked-when: {design: ["no", partly]}
  - id: told
    text: Is it told?
    answers: ["yes", "no"]
judgement:
  label: Fit
  values: [{id: high, label: High, counts-as: good}, {id: low, label: Low}]
  rules:
    - when: {count: {of: [design, told], are: ["no"], at-least: 1}}
      gives: low
    - when: {design: [partly, "yes"], told: "yes"}
      gives: high
    - gives: low
refuses: {finding: It is about studies.}
migrations:
  - from: 1
    questions: {suits: design}
    answers: {design: {maybe: partly}}
    again: [told]
)";

std::string with(std::string_view old, std::string_view other) {
  std::string text(form);
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), other);
}

std::string problems_of(const std::string& text) {
  Diagnostics found;
  const auto read = parse_instrument(text, "f.yaml", {}, found);
  EXPECT_EQ(read.has_value(), found.errors() == 0);
  std::string out;
  for (const auto& one : found.sorted()) out += to_text(one) + "\n";
  return out;
}

Instrument the_form() {
  Diagnostics found;
  return parse_instrument(form, "f.yaml", {}, found).value();
}

TEST(Instrument, IsReadWithAllItsParts) {
  EXPECT_EQ(problems_of(std::string(form)), "");
  const auto read = the_form();
  EXPECT_EQ(read.version, 2U);
  EXPECT_EQ(read.unit, Unit::study);
  EXPECT_EQ(read.use, Use::appraisal);
  ASSERT_EQ(read.questions.size(), 3U);
  EXPECT_EQ(read.questions[0].answer("partly")->label, "Partly");
  EXPECT_EQ(read.questions[0].words, Words::needed);
  EXPECT_EQ(read.questions[1].kind, AnswerKind::text);
  EXPECT_EQ(read.judgement->value("high")->counts_as, "good");
  EXPECT_EQ(read.refuses.at("finding"), "It is about studies.");
  EXPECT_EQ(read.migrations.at(0).questions.at("suits"), "design");
}

TEST(Instrument, SaysWhereAndWhatIsWrong) {
  struct Case {
    const char* old;
    const char* other;
    const char* said;
  };
  const Case cases[] = {
      {"version: 2", "version: two", "must be a whole number, not 'two'"},
      {"version: 2\n", "", "f.yaml:1:1: error: an instrument needs a version; write 'version: 1', and a higher number with each change of meaning [instrument.version]"},
      {"unit: study", "unit: studdy", "there is no unit 'studdy', did you mean 'study'?"},
      {"licence: Free\n", "", "the instrument has no 'licence'"},
      {"id: told", "id: design", "'design' stands here twice"},
      {"id: told", "id: Is Told", "'Is Told' cannot be a name here"},
      {"kind: text", "kind: txt", "there is no kind 'txt', did you mean 'text'?"},
      {"answers: [\"yes\", \"no\"]\n", "answers: [\"yes\"]\n", "a question needs two answers or more"},
      {"answers: [\"yes\", \"no\"]\n", "vocabulary: approaches\n", "there is no vocabulary 'approaches'"},
      {"asked-when: {design: [\"no\", partly]}", "asked-when: {told: \"no\"}", "there is no question 'told' before this"},
      {"asked-when: {design: [\"no\", partly]}", "asked-when: {design: never}", "'never' is no answer to design; use no, partly, yes [instrument.answer]"},
      {"counts-as: good", "counts-as: great", "this answer cannot count as 'great'; use good, weaker, poor"},
      {"    - gives: low\nrefuses", "    - when: {told: \"no\"}\n      gives: low\nrefuses", "the rules may give nothing; end them with '- gives: …' without 'when' [instrument.gap]"},
      {"      gives: low\n    - when", "      gives: medium\n    - when", "the judgement has no value 'medium'"},
      {"at-least: 1", "at-least: 3", "this count can never hold"},
      {"at-least: 1", "at-least: 1, at-most: 0", "this count can never hold"},
      {"of: [design, told]", "of: [why-not]", "'why-not' has no answers to choose from"},
      {"from: 1", "from: 2", "a migration comes from an older version"},
      {"maybe: partly", "maybe: perhaps", "'perhaps' is no answer to design"},
      {"refuses: {finding", "refuses: {study", "the instrument cannot refuse 'study'"},
      {"unit: study\n", "unit: study\ncausal: only\n", "'causal' may only be 'only', and only of claims"},
      {"purpose:", "purpos:", "unknown 'purpos', did you mean 'purpose'?"},
  };
  for (const auto& one : cases) EXPECT_THAT(problems_of(with(one.old, one.other)), HasSubstr(one.said));
  EXPECT_THAT(problems_of(with("    - when: {count", "    - gives: low\n    - when: {count")), HasSubstr("this rule is never reached"));
}

TEST(Judgement, IsWhatTheFirstRuleThatHoldsGives) {
  const auto read = the_form();
  const auto value = [&](const Given& given) { return judge(read, given).value.value_or("none"); };
  EXPECT_EQ(value({{"design", {"yes"}}, {"told", {"yes"}}}), "high");
  EXPECT_EQ(value({{"design", {"partly"}}, {"told", {"yes"}}}), "high");
  EXPECT_EQ(value({{"design", {"no"}}, {"told", {"yes"}}}), "low");
  EXPECT_EQ(value({{"design", {"yes"}}, {"told", {"no"}}}), "low");
  EXPECT_EQ(judge(read, {{"design", {"yes"}}, {"told", {"no"}}}).rule, 1U);
  EXPECT_EQ(in_words(read.judgement->rules[0]), "at least 1 of design, told: no");
  EXPECT_EQ(in_words(read.judgement->rules[1]), "design: partly or yes; told: yes");
}

TEST(Judgement, WaitsForWhatIsAsked) {
  const auto read = the_form();
  const auto judged = judge(read, {{"design", {"yes"}}});
  EXPECT_FALSE(judged.value);
  EXPECT_EQ(judged.missing, std::vector<std::string>{"told"});   // the optional one is not missed
  EXPECT_FALSE(is_asked(read.questions[1], {{"design", {"yes"}}}));
  EXPECT_TRUE(is_asked(read.questions[1], {{"design", {"no"}}}));
}

TEST(Instruments, KeepEachVersionAndNameWhatDiffers) {
  test::TempDir ours, theirs;
  ours.write("a.yaml", form);
  ours.write("old.yaml", R"(id: plain-fit
version: 1
title: Old
unit: study
purpose: x
source: x
licence: x
questions: [{id: suits, text: Suits?, answers: [maybe, sure]}]
)");
  theirs.write("b.yaml", form);   // the same file in another folder
  Diagnostics found;
  const std::vector<std::filesystem::path> folders{ours.path(), theirs.path(), ours.path() / "not-there"};
  const auto read = read_instruments(folders, {}, found);
  EXPECT_EQ(found.errors(), 0U);
  ASSERT_EQ(read.all().size(), 2U);
  EXPECT_EQ(read.current("plain-fit")->version, 2U);
  EXPECT_EQ(read.version("plain-fit", 1)->title, "Old");
  EXPECT_EQ(read.newest().size(), 1U);
  EXPECT_EQ(read.current("other"), nullptr);

  theirs.write("b.yaml", with("Plain fit", "Changed"));
  const auto again = read_instruments(folders, {}, found);
  EXPECT_EQ(again.current("plain-fit")->title, "Plain fit");
  ASSERT_EQ(found.errors(), 1U);
  EXPECT_THAT(to_text(found.sorted()[0]), HasSubstr("version 2 of 'plain-fit' is already in"));
}

// The forms that come with the library.
class Shipped : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto frame = record::read_frame(test::source("corpus"));
    Diagnostics found;
    const std::vector<std::filesystem::path> folders{test::source("corpus/instruments")};
    instruments = read_instruments(folders, frame.vocabularies, found);
    for (const auto& one : found.sorted()) ADD_FAILURE() << to_text(one);
  }
  static std::string value(const char* id, const Given& given) { return judge(*instruments.current(id), given).value.value_or("none"); }
  static inline Instruments instruments;
};

TEST_F(Shipped, AreAllReadable) {
  EXPECT_EQ(instruments.newest().size(), 9U);
  for (const auto* const one : instruments.newest()) {
    EXPECT_EQ(one->version, 1U);
    EXPECT_EQ(one->judgement.has_value(), one->use == Use::appraisal) << one->id;
  }
  EXPECT_NE(instruments.current("study-facts")->with_role("design"), nullptr);
  EXPECT_EQ(instruments.current("study-facts")->with_role("approach")->answers.size(), 6U);
  EXPECT_EQ(instruments.current("result")->with_role("direction")->answer("worse")->counts_as, "worse");
}

TEST_F(Shipped, JudgeAsTheirSourcesSay) {
  const auto weight = [](const char* a, const char* b, const char* c) { return value("weight-of-evidence", {{"soundness", {a}}, {"fit", {b}}, {"focus", {c}}}); };
  EXPECT_EQ(weight("high", "high", "high"), "high");
  EXPECT_EQ(weight("high", "high", "medium"), "high");
  EXPECT_EQ(weight("high", "high", "low"), "medium");   // a good study on another question
  EXPECT_EQ(weight("medium", "high", "high"), "medium");
  EXPECT_EQ(weight("high", "low", "low"), "low");
  EXPECT_EQ(weight("low", "high", "high"), "low");

  EXPECT_EQ(value("causal-level", {{"comparison", {"lot"}}, {"held", {"yes"}}}), "5");
  EXPECT_EQ(value("causal-level", {{"comparison", {"as-if-chance"}}, {"argued", {"yes"}}}), "4");
  EXPECT_EQ(value("causal-level", {{"comparison", {"before-and-beside"}}, {"argued", {"yes"}}}), "3");
  EXPECT_EQ(value("causal-level", {{"comparison", {"before-and-beside"}}, {"argued", {"no"}}}), "2");
  EXPECT_EQ(value("causal-level", {{"comparison", {"adjusted"}}}), "2");
  EXPECT_EQ(value("causal-level", {{"comparison", {"nothing"}}}), "1");

  EXPECT_EQ(value("claim-standard", {{"reasoned", {"yes"}}, {"change-shown", {"yes"}}, {"cause-shown", {"no"}}}), "2");
  EXPECT_EQ(value("claim-standard", {{"reasoned", {"no"}}}), "0");

  const auto confidence = [](const char* m, const char* c, const char* a, const char* r) {
    return value("confidence-in-finding", {{"methods", {m}}, {"coherence", {c}}, {"adequacy", {a}}, {"relevance", {r}}});
  };
  EXPECT_EQ(confidence("none", "minor", "none", "minor"), "high");
  EXPECT_EQ(confidence("none", "minor", "moderate", "none"), "moderate");
  EXPECT_EQ(confidence("none", "serious", "minor", "none"), "low");
  EXPECT_EQ(confidence("serious", "serious", "none", "none"), "very-low");
  EXPECT_THAT(instruments.current("confidence-in-finding")->refuses.at("study"), HasSubstr("belongs to a finding"));
}

TEST_F(Shipped, AskOnlyWhatSuitsTheDesign) {
  const auto& by_design = *instruments.current("study-design");
  const auto missing = judge(by_design, {{"clear-question", {"yes"}}, {"data-answer-it", {"yes"}}, {"design", {"randomised"}}}).missing;
  EXPECT_EQ(missing, (std::vector<std::string>{"lot", "stayed", "alike", "measured-alike"}));
  EXPECT_EQ(value("study-design", {{"clear-question", {"yes"}}, {"data-answer-it", {"yes"}}, {"design", {"review"}}, {"search-told", {"yes"}}, {"studies-judged", {"cannot-tell"}}}), "some");
  // An answer left over from another design counts nothing.
  EXPECT_EQ(value("study-design", {{"clear-question", {"yes"}}, {"data-answer-it", {"yes"}}, {"design", {"review"}}, {"lot", {"no"}}, {"search-told", {"yes"}}, {"studies-judged", {"yes"}}}), "none-found");
}

}  // namespace
}  // namespace fieldbook::review
