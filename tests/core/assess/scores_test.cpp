#include "core/assess/scores.hpp"

#include <gtest/gtest.h>

namespace fieldbook::assess {
namespace {

LabelledText text(std::map<std::string, Rating> labels, std::string topic = "x", std::map<std::string, int> fit = {}) {
  return {.id = "t", .text = "…", .topic = std::move(topic), .source = "", .labels = std::move(labels), .fit = std::move(fit)};
}

constexpr auto no = Rating::contradicted;
constexpr auto absent = Rating::absent;
constexpr auto part = Rating::partial;
constexpr auto yes = Rating::established;

TEST(Scores, CountsEachCriterionAndTheWhole) {
  const std::vector<LabelledText> texts = {text({{"a", yes}, {"b", no}}), text({{"a", part}}), text({{"a", absent}}, "distractor")};
  const std::vector<Verdict> verdicts = {{{part, yes}, 2}, {{absent, absent}, 0}, {{yes, absent}, 1}};
  const auto result = score("one", {"a", "b"}, texts, verdicts, {.draws = 0});
  ASSERT_EQ(result.criteria.size(), 2U);
  EXPECT_EQ(result.criteria[0].positives, 2U);
  EXPECT_DOUBLE_EQ(result.criteria[0].precision(), 0.5);
  EXPECT_DOUBLE_EQ(result.criteria[0].recall(), 0.5);
  EXPECT_DOUBLE_EQ(result.criteria[0].f1(), 0.5);
  EXPECT_DOUBLE_EQ(result.macro_f1, 0.5) << "a criterion without a positive is left out";
  EXPECT_DOUBLE_EQ(result.micro_f1, 2.0 * 1 / (3 + 2));
  EXPECT_EQ(result.contradicted, 1U);
  EXPECT_EQ(result.contradicted_found, 0U);
  EXPECT_EQ(result.contradicted_called_positive, 1U);
  EXPECT_EQ(result.distractors, 1U);
  EXPECT_EQ(result.distractors_with_fit, 1U);
}

TEST(Scores, KappaIsOneWhereBothAgreeAndNoughtWhereOneIsBlind) {
  const std::vector<LabelledText> texts = {text({{"a", yes}}), text({{"a", no}}), text({}), text({{"a", part}})};
  EXPECT_DOUBLE_EQ(score("one", {"a"}, texts, std::vector<Verdict>{{{yes}}, {{no}}, {{absent}}, {{part}}}, {.draws = 0}).kappa, 1.0);
  EXPECT_DOUBLE_EQ(score("one", {"a"}, texts, std::vector<Verdict>(4, Verdict{{absent}}), {.draws = 0}).kappa, 0.0);
  // By hand: squared distances 1 and 9 seen; by chance (1+9+4+1)/4 at 1, and the same at 2: 0.75*... summed over the table.
  const auto crossed = score("one", {"a"}, texts, std::vector<Verdict>{{{yes}}, {{no}}, {{part}}, {{absent}}}, {.draws = 0});
  EXPECT_NEAR(crossed.kappa, 1 - 2.0 / 10.0, 1e-12);
}

TEST(Scores, WhatWasNotAnsweredIsAbsent) {
  const std::vector<LabelledText> texts = {text({{"a", yes}}, "x", {{"one", 2}}), text({{"a", yes}}, "x", {{"one", 3}})};
  std::vector<Verdict> verdicts(2);
  verdicts[0] = {{yes}, 2};
  verdicts[1].answered = false;
  const auto result = score("one", {"a"}, texts, verdicts, {.draws = 0});
  EXPECT_EQ(result.unanswered, 1U);
  EXPECT_DOUBLE_EQ(result.criteria[0].recall(), 0.5);
  EXPECT_EQ(result.fit_rated, 2U);
  EXPECT_EQ(result.fit_exact, 1U);
}

TEST(Scores, IntervalsHoldTheFigureAndComeAgainWithTheSeed) {
  std::vector<LabelledText> texts;
  std::vector<Verdict> verdicts;
  for (int i = 0; i < 40; ++i) {
    texts.push_back(text({{"a", i % 2 == 0 ? yes : absent}}));
    verdicts.push_back({{i % 3 == 0 ? yes : absent}});
  }
  const auto one = score("one", {"a"}, texts, verdicts, {.draws = 200, .seed = 7});
  const auto again = score("one", {"a"}, texts, verdicts, {.draws = 200, .seed = 7});
  const auto other = score("one", {"a"}, texts, verdicts, {.draws = 200, .seed = 8});
  EXPECT_LT(one.macro_f1_interval.low, one.macro_f1);
  EXPECT_GT(one.macro_f1_interval.high, one.macro_f1);
  EXPECT_EQ(one.kappa_interval.low, again.kappa_interval.low);
  EXPECT_EQ(one.kappa_interval.high, again.kappa_interval.high);
  EXPECT_NE(one.kappa_interval.low, other.kappa_interval.low);
}

TEST(Scores, OfNoTextAreNought) {
  const auto result = score("one", {"a"}, {}, {}, {});
  EXPECT_EQ(result.macro_f1, 0.0);
  EXPECT_EQ(result.texts, 0U);
}

}  // namespace
}  // namespace fieldbook::assess
