#include "core/assess/advice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/assess/json.hpp"
#include "core/assess/since.hpp"

namespace fieldbook::assess {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

Judgement judged(const std::string& id, Rating rating, const std::string& words = {}) {
  Judgement out{id, "Name of " + id, rating, 1, "why", {}, "Is it there?"};
  if (!words.empty()) out.quotes.push_back({{0, words.size()}, words, 3, "Aims"});
  return out;
}

Assessment assessed(const std::string& assessor, int fit, std::vector<Judgement> criteria) {
  Assessment out;
  out.assessor = assessor;
  out.name = assessor;
  out.fit = fit;
  out.criteria = std::move(criteria);
  return out;
}

TEST(Advice, BeginsWithWhatIsStrongAndEndsWithWarnings) {
  Result result{"", "Plan",
                {assessed("a", 1, {judged("a.1", Rating::absent)}),
                 assessed("b", 2, {judged("b.1", Rating::contradicted, "no"), judged("b.2", Rating::absent),
                                   judged("b.3", Rating::established, "yes"), judged("b.4", Rating::partial, "soon")})},
                {{"record", "b.2", "It is like it"}}};
  result.assessments.push_back(assessed("c", 0, {}));
  result.assessments.back().outcome = Outcome::crashed;
  const auto seen = advice(result);
  ASSERT_EQ(seen.size(), 2U);
  const auto& best = seen[0];
  EXPECT_EQ(best.assessment->assessor, "b");
  ASSERT_THAT(best.strong, testing::SizeIs(1));
  EXPECT_EQ(best.strong[0]->criterion, "b.3");
  ASSERT_EQ(best.missing.size(), 2U);
  EXPECT_EQ(best.missing[0].judgement->criterion, "b.4");
  EXPECT_EQ(best.missing[0].to_do, "Say what of this is in force now, and who does the rest by when: Is it there?");
  EXPECT_EQ(best.missing[1].to_do, "Settle this, and write it down: Is it there?");
  EXPECT_THAT(best.missing_as(Rating::absent), ElementsAre(&best.missing[1]));
  ASSERT_EQ(best.missing[1].read.size(), 1U);
  EXPECT_EQ(best.missing[1].read[0]->record, "record");
  ASSERT_EQ(best.warnings.size(), 1U);
  EXPECT_THAT(best.warnings[0].to_do, StartsWith("Where the passage is right, change this"));
  EXPECT_THAT(to_json(result, {.advice = true}),
              HasSubstr(R"("advice":[{"assessor":"b","strong":["b.3"],"missing":[{"criterion":"b.4","to_do":"Say what)"));
}

TEST(Since, SaysWhatRoseWhatFellAndWhichWordsAreNew) {
  const Result before{"", "First",
                      {assessed("a", 1, {judged("a.1", Rating::established, "was so"), judged("a.2", Rating::absent),
                                         judged("a.3", Rating::partial, "one"), judged("a.4", Rating::partial, "same  words")}),
                       assessed("gone", 1, {})},
                      {}};
  const Result now{"", "Second",
                   {assessed("a", 2, {judged("a.1", Rating::partial, "will be so"), judged("a.2", Rating::established, "is there"),
                                      judged("a.3", Rating::partial, "two"), judged("a.4", Rating::partial, "same words")}),
                    assessed("new", 1, {})},
                   {}};
  const auto read = result_from_json(to_json(before));
  ASSERT_TRUE(read);
  const auto seen = changes_since(*read, now);
  EXPECT_EQ(seen.title, "First");
  ASSERT_EQ(seen.fits.size(), 1U);
  EXPECT_EQ(seen.fits[0].after, 2);
  ASSERT_EQ(seen.changes.size(), 3U);
  EXPECT_EQ(seen.changes[0].criterion, "a.2");
  EXPECT_EQ(seen.changes[1].criterion, "a.1");
  EXPECT_THAT(seen.changes[1].lost, ElementsAre("was so"));
  EXPECT_EQ(seen.changes[2].criterion, "a.3");
  EXPECT_THAT(seen.changes[2].gained, ElementsAre("two"));
  EXPECT_THAT(seen.not_compared, ElementsAre("new", "gone"));
  EXPECT_THAT(to_json(now, {.since = &seen}), HasSubstr(R"("since":{"title":"First","fits":[{"assessor":"a","before":1,"after":2}])"));
  EXPECT_TRUE(changes_since(now, now).changes.empty());
  EXPECT_FALSE(result_from_json("{}"));
  EXPECT_FALSE(result_from_json("no"));
}

}  // namespace
}  // namespace fieldbook::assess
