#include "core/wire/contract.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace fieldbook::wire {
namespace {

using testing::HasSubstr;

const std::vector<std::string> criteria{"one", "two"};
constexpr std::string_view text = "The café is open.";

Judge good(std::string_view criterion) {
  return {criterion, "because", 2, 1.0, {{0, 3}}};
}

TEST(Contract, KnowsIds) {
  for (const auto* id : {"a", "place-based", "org.example.place", "place.defined-place", "2024"})
    EXPECT_TRUE(is_assessor_id(id)) << id;
  for (const auto* id : {"", "-a", ".a", "A", "a b", "a/b", "caf\xC3\xA9", "a\n"})
    EXPECT_FALSE(is_assessor_id(id)) << id;
  EXPECT_FALSE(is_assessor_id(std::string(201, 'a')));
}

TEST(Contract, LooksAtWhatAnAssessorSaysOfItself) {
  const Ready ready{
      "place-based", "Place-based", "1.0", "", {{"one", "One", "?", true}, {"two", "Two", "?", false}}, 1};
  EXPECT_EQ(problem_in(ready), "");
  const auto with = [&](auto change) {
    auto other = ready;
    change(other);
    return problem_in(other);
  };
  EXPECT_THAT(with([](Ready& r) { r.id = "Place"; }), HasSubstr("not an id"));
  EXPECT_THAT(with([](Ready& r) { r.name = ""; }), HasSubstr("no name"));
  EXPECT_THAT(with([](Ready& r) { r.summary = "\xFF"; }), HasSubstr("summary that is not UTF-8"));
  EXPECT_THAT(with([](Ready& r) { r.criteria.clear(); }), HasSubstr("no criteria"));
  EXPECT_THAT(with([](Ready& r) { r.criteria[1].id = "one"; }), HasSubstr("twice"));
  EXPECT_THAT(with([](Ready& r) { r.criteria[1].name = ""; }), HasSubstr("no name"));
  EXPECT_THAT(with([](Ready& r) { r.core_needed = 2; }), HasSubstr("more core criteria than it has"));
  EXPECT_THAT(with([](Ready& r) { r.criteria.resize(201, r.criteria[0]); }), HasSubstr("more than 200"));
}

TEST(Conduct, LetsAGoodAssessmentPass) {
  Conduct conduct(criteria, text);
  EXPECT_EQ(conduct.judge(good("two")), "");
  EXPECT_EQ(conduct.search({"open cafés", 50}), "");
  conduct.found("plymouth");
  EXPECT_EQ(conduct.recommend({"plymouth", "two", ""}), "");
  EXPECT_EQ(conduct.recommend({"plymouth", "", "for the whole"}), "");
  EXPECT_EQ(conduct.fit({3}), "");
  EXPECT_THAT(conduct.finish(), HasSubstr("said nothing of 'one'"));
  EXPECT_EQ(conduct.judge({"one", "", 0, 0.0, {}}), "");
  EXPECT_EQ(conduct.finish(), "");
}

TEST(Conduct, ChecksEveryPartOfAJudgement) {
  struct Case {
    Judge judgement;
    const char* problem;
  };
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const std::size_t far = std::numeric_limits<std::size_t>::max();
  const Case cases[] = {{{"three", "", 0, 0.5, {}}, "none of its criteria"},
                        {{"one", "", 3, 0.5, {{0, 3}}}, "the rating 3"},
                        {{"one", "", -2, 0.5, {{0, 3}}}, "the rating -2"},
                        {{"one", "", 0, nan, {}}, "confidence"},
                        {{"one", "", 0, infinity, {}}, "confidence"},
                        {{"one", "", 0, -0.1, {}}, "confidence"},
                        {{"one", "", 0, 1.1, {}}, "confidence"},
                        {{"one", "\xC3", 0, 0.5, {}}, "not UTF-8"},
                        {{"one", {"a\0b", 3}, 0, 0.5, {}}, "not UTF-8"},
                        {{"one", "", -1, 0.5, {}}, "without a quote"},
                        {{"one", "", 1, 0.5, {}}, "without a quote"},
                        {{"one", "", 0, 0.5, {{0, 3}}}, "calls absent"},
                        {{"one", "", 2, 0.5, {{3, 3}}}, "not a passage"},
                        {{"one", "", 2, 0.5, {{0, 3}, {4, 19}}}, "not a passage"},
                        {{"one", "", 2, 0.5, {{far - 1, far}}}, "not a passage"},
                        {{"one", "", 2, 0.5, {{8, 9}}}, "cuts a character"},
                        {{"one", "", 2, 0.5, {{4, 8}}}, "cuts a character"},
                        {{"one", "", 2, 0.5, std::vector<Span>(51, {0, 3})}, "more than 50 quotes"}};
  for (const auto& one : cases) {
    Conduct conduct(criteria, text);
    EXPECT_THAT(conduct.judge(one.judgement), HasSubstr(one.problem));
  }
}

TEST(Conduct, CountsWhatIsSaid) {
  Conduct conduct(criteria, text);
  EXPECT_EQ(conduct.judge(good("one")), "");
  EXPECT_THAT(conduct.judge(good("one")), HasSubstr("twice"));
  EXPECT_EQ(conduct.fit({0}), "");
  EXPECT_THAT(conduct.fit({0}), HasSubstr("twice"));
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(conduct.search({"q", 1}), "");
  EXPECT_THAT(conduct.search({"q", 1}), HasSubstr("more than 1000 times"));
  conduct.found("a");
  for (int i = 0; i < 100; ++i) ASSERT_EQ(conduct.recommend({"a", "", ""}), "");
  EXPECT_THAT(conduct.recommend({"a", "", ""}), HasSubstr("more than 100 records"));
}

TEST(Conduct, BoundsWhatIsQuotedInAll) {
  const std::string long_text(40 << 20, 'x');
  Conduct conduct(criteria, long_text);
  EXPECT_EQ(conduct.judge({"one", "", 2, 1.0, {{0, long_text.size()}}}), "");
  EXPECT_THAT(conduct.judge({"two", "", 2, 1.0, {{0, long_text.size()}}}), HasSubstr("quoted more than"));
}

TEST(Conduct, ChecksSearchesAndRecommendations) {
  Conduct conduct(criteria, text);
  EXPECT_THAT(conduct.search({"q", 0}), HasSubstr("1 to 50"));
  EXPECT_THAT(conduct.search({"q", 51}), HasSubstr("1 to 50"));
  EXPECT_THAT(conduct.search({std::string(1001, 'q'), 1}), HasSubstr("longer than 1000 bytes"));
  EXPECT_THAT(conduct.recommend({"plymouth", "", ""}), HasSubstr("none of its searches found"));
  conduct.found("plymouth");
  EXPECT_THAT(conduct.recommend({"plymouth", "three", ""}), HasSubstr("none of its criteria"));
  EXPECT_THAT(conduct.fit({4}), HasSubstr("0 to 3"));
}

}  // namespace
}  // namespace fieldbook::wire
