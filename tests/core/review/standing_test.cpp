// Standing of records, and the files of decisions it is computed from.
#include <gmock/gmock.h>

#include "core/base/error.hpp"
#include "tests/core/review/invented_review.hpp"

#include "core/review/standing.hpp"

namespace fieldbook::review {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

std::vector<Standing> standing_in(const InventedReview& review, const std::string& stage) {
  const auto records = review.records();
  std::vector<Standing> out;
  for (const auto& one : standings(review.protocol, records, review.decisions(), stage)) out.push_back(one.standing);
  return out;
}

TEST(Standings, AreComputedFromBothReviewers) {
  const InventedReview review(4);
  review.decide("ada", "r0", Verdict::include);
  EXPECT_THAT(standing_in(review, "title-abstract"), ElementsAre(Standing::waiting, Standing::waiting, Standing::waiting, Standing::waiting));
  review.decide("ben", "r0", Verdict::include);
  review.decide("ben", "r1", Verdict::exclude);
  review.decide("ada", "r1", Verdict::include);
  review.decide("ada", "r2", Verdict::exclude);
  review.decide("ben", "r2", Verdict::exclude);
  EXPECT_THAT(standing_in(review, "title-abstract"), ElementsAre(Standing::included, Standing::conflict, Standing::excluded, Standing::waiting));
  EXPECT_THAT(standing_in(review, "full-text"), SizeIs(1));
}

TEST(Standings, ChangeWithAChangeOfMindAndWithAResolution) {
  const InventedReview review(1);
  review.decide("ada", "r0", Verdict::include);
  review.decide("ben", "r0", Verdict::exclude);
  review.decide("ada", "r0", Verdict::withdrawn);
  EXPECT_THAT(standing_in(review, "title-abstract"), ElementsAre(Standing::waiting));
  review.decide("ada", "r0", Verdict::include);
  review.decide("ben", "r0", Verdict::include, "title-abstract", Shown::in_conflict);
  EXPECT_THAT(standing_in(review, "title-abstract"), ElementsAre(Standing::included));
  const auto records = review.records();
  EXPECT_THAT(standings(review.protocol, records, review.decisions(), "title-abstract")[0].opinions, SizeIs(2));   // both first decisions stay
  review.decide("ada", "r0", Verdict::exclude, "title-abstract", Shown::in_conflict);
  EXPECT_THAT(standing_in(review, "title-abstract"), ElementsAre(Standing::conflict));   // resolved on two branches, differently
}

TEST(Standings, SomebodyUnsureLetsARecordGoOnAndIsListed) {
  const InventedReview review(3);
  review.decide("ada", "r0", Verdict::unsure);
  review.decide("ben", "r0", Verdict::include);
  review.decide("ada", "r1", Verdict::unsure);
  review.decide("ben", "r1", Verdict::exclude);
  review.decide("ada", "r2", Verdict::unsure);
  EXPECT_THAT(standing_in(review, "title-abstract"), ElementsAre(Standing::included, Standing::conflict, Standing::waiting));
  const auto records = review.records();
  const auto all = standings(review.protocol, records, review.decisions(), "title-abstract");
  EXPECT_TRUE(all[0].is_unsettled());
  EXPECT_FALSE(all[2].is_unsettled());   // ben has not decided yet, and is told nothing
  review.decide("ada", "r0", Verdict::unsure, "full-text");
  EXPECT_THAT(standing_in(review, "full-text"), ElementsAre(Standing::conflict));   // after the last stage there is nowhere to go on to
  review.decide("ben", "r0", Verdict::exclude, "full-text", Shown::in_conflict);
  EXPECT_THAT(standing_in(review, "full-text"), ElementsAre(Standing::excluded));
}

TEST(Standings, OfAStageThatIsNot) {
  const InventedReview review(1);
  EXPECT_THROW(standing_in(review, "ful-text"), Error);
}

TEST(Decisions, SurviveALineThatWasCut) {
  const InventedReview review(3);
  review.decide("ada", "r0", Verdict::include);
  const auto file = review.folder.path() / "decisions/ada.jsonl";
  review.folder.write("decisions/ada.jsonl", test::read(file) + R"({"record":"r1","stage":"title-abs)");
  Diagnostics found;
  EXPECT_THAT(read_decisions(review.folder.path(), found), SizeIs(1));
  EXPECT_EQ(found.warnings(), 1U);
  review.decide("ada", "r2", Verdict::exclude);   // goes on after the broken line
  Diagnostics later;
  EXPECT_THAT(read_decisions(review.folder.path(), later), SizeIs(2));
  EXPECT_EQ(later.errors(), 1U);
}

TEST(Decisions, KeepReasonsAndNotes) {
  const InventedReview review(1);
  const Decision one{"ada", "r0", "full-text", Verdict::exclude, {"design", "population"}, "a “note” \n", Shown::by_nb, "2026-03-01T09:00:00Z", "1a2b3c4d"};
  add_decision(review.folder.path(), one);
  const auto read = review.decisions();
  ASSERT_THAT(read, SizeIs(1));
  EXPECT_EQ(decision_line(read[0]), decision_line(one));
  EXPECT_EQ(read[0].reasons, one.reasons);
  EXPECT_EQ(read[0].note, one.note);
}

}  // namespace
}  // namespace fieldbook::review
