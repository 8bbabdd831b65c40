#include "core/review/editions.hpp"

#include <gmock/gmock.h>

#include "tests/core/review/invented_review.hpp"

namespace fieldbook::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct LivingReview : InventedReview {
  LivingReview() : InventedReview(4) {
    for (auto& record : list) record.sources = {{record.id, "first", 1}};
  }
  std::vector<StageState> stages() const { return stage_states(protocol, records(), decisions()); }
  void both_decide(const std::string& record, Verdict verdict) const {
    decide("ada", record, verdict);
    decide("ben", record, verdict);
  }
};

TEST(StageStates, CountEveryRecordOnce) {
  const LivingReview review;
  review.both_decide("r3", Verdict::include);
  review.both_decide("r1", Verdict::exclude);
  review.decide("ada", "r2", Verdict::unsure);
  review.decide("ben", "r2", Verdict::exclude);
  const auto stages = review.stages();
  ASSERT_THAT(stages, SizeIs(2));
  EXPECT_THAT(stages[0].included, ElementsAre("r3"));
  EXPECT_EQ(stages[0].excluded, 1U);
  EXPECT_EQ(stages[0].conflicts, 1U);
  EXPECT_EQ(stages[0].unsure, 1U);
  EXPECT_EQ(stages[0].waiting, 1U);
  EXPECT_EQ(stages[0].decided() + stages[0].waiting, stages[0].records);
  EXPECT_EQ(stages[1].records, 1U);
}

TEST(Changes, AreWhatCameAndWhatWasDecidedSince) {
  LivingReview review;
  review.both_decide("r0", Verdict::include);
  review.both_decide("r3", Verdict::include);
  const Edition edition{"spring", "2026-03-05T09:00:00Z", {"first"}, review.stages()};
  Import first, second;
  first.id = "first";
  second.id = "second";
  const std::vector<Import> imports{first, second};
  // r3 is known from both, r4 is new; the two of the same id would be one work, merged under another's id.
  review.list[3].sources.push_back({"r3", "second", 1});
  auto added = review.list[1];
  added.id = "r4";
  added.sources = {{"r4", "second", 9}};
  review.list.push_back(added);
  review.list[0].id = "rm";   // r0 was found to be the same as rm, which now names both
  review.list[0].sources.push_back({"r0", "first", 2});
  review.list[0].sources.push_back({"rm", "first", 3});
  review.both_decide("r4", Verdict::include);
  review.both_decide("r3", Verdict::exclude);   // they changed their minds
  review.protocol.amendments = {{parse_date("2026-02").value(), "before", ""}, {parse_date("2026-03-05").value(), "that day", ""}, {parse_date("2026-03").value(), "that month", ""}};

  const auto now = review.stages();
  const auto changes = changes_since(edition, review.protocol, review.records(), imports, now);
  EXPECT_THAT(changes.imports, ElementsAre("second"));
  EXPECT_EQ(changes.records, 1U);
  ASSERT_THAT(changes.stages, SizeIs(2));
  EXPECT_THAT(changes.stages[0].newly_included, ElementsAre("r4"));   // rm was in under its old id
  EXPECT_THAT(changes.stages[0].no_longer_included, ElementsAre("r3"));
  EXPECT_EQ(changes.stages[0].newly_decided, 1U);
  ASSERT_THAT(changes.amendments, SizeIs(2));
  EXPECT_EQ(changes.amendments[0].what, "that day");
  EXPECT_EQ(arrivals_since(edition, review.records(), imports).records, 1U);
}

TEST(Editions, AreReadAsWrittenAndInTheirOrder) {
  const LivingReview review;
  review.both_decide("r3", Verdict::include);
  add_edition(review.folder.path(), {"autumn", "2026-09-01T09:00:00Z", {"first", "second"}, review.stages()});
  add_edition(review.folder.path(), {"spring", "2026-03-01T09:00:00Z", {"first"}, {}});   // as a merge of two branches may leave them
  Diagnostics found;
  const auto editions = read_editions(review.folder.path(), found);
  EXPECT_EQ(found.errors(), 0U);
  ASSERT_THAT(editions, SizeIs(2));
  EXPECT_EQ(editions[0].name, "spring");
  EXPECT_THAT(editions[1].imports, ElementsAre("first", "second"));
  ASSERT_THAT(editions[1].stages, SizeIs(2));
  EXPECT_EQ(editions[1].stages[0].waiting, 3U);
  EXPECT_THAT(editions[1].stages[0].included, ElementsAre("r3"));
}

TEST(Editions, ALineThatIsNoneIsNamedAndTheRestGoesOn) {
  Diagnostics found;
  const auto editions = parse_editions(
      "{\"edition\":\"a\",\"at\":\"2026-03-01\",\"imports\":[],\"stages\":[]}\n<<<<<<< ours\n{\"edition\":\"b\",\"at\":1,\"imports\":[],\"stages\":[]}\n"
      "{\"edition\":\"c\",\"at\":\"\",\"imports\":[],\"stages\":[{\"stage\":\"s\"}]}\n", found);
  EXPECT_THAT(editions, SizeIs(1));
  ASSERT_EQ(found.errors(), 3U);
  EXPECT_EQ(found.sorted()[0].where.line, 2U);
  EXPECT_EQ(found.sorted()[0].rule, "editions.line");
  const InventedReview none(0);
  EXPECT_THAT(read_editions(none.folder.path(), found), IsEmpty());
}

}  // namespace
}  // namespace fieldbook::review
