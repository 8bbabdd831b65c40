#include "core/review/duplicates/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/review/duplicates/pair_table.hpp"
#include "core/review/merging.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {
namespace {

std::vector<PairVerdict> holding(const test::TempDir& review) {
  Diagnostics found;
  return read_verdicts(review.path(), found);
}

TEST(Verdicts, OfPeopleHoldOverTheProgramsAndLaterOverEarlier) {
  const test::TempDir review;
  add_automatic_verdicts(review.path(), std::vector<PairVerdict>{{"r1", "r2", true, "", "", 0.98, "same title"}});
  ASSERT_EQ(holding(review).size(), 1U);
  EXPECT_TRUE(holding(review)[0].same);
  EXPECT_EQ(holding(review)[0].why, "same title");
  add_verdicts(review.path(), "ben", std::vector<PairVerdict>{{"r2", "r1", false, "", "2026-03-01T09:00:00Z"}});
  EXPECT_FALSE(holding(review)[0].same);
  EXPECT_EQ(holding(review)[0].by, "ben");
  add_verdicts(review.path(), "ada", std::vector<PairVerdict>{{"r1", "r2", true, "", "2026-03-01T08:00:00Z"}});
  EXPECT_EQ(holding(review)[0].by, "ben");
  add_verdicts(review.path(), "ada", std::vector<PairVerdict>{{"r1", "r2", true, "", "2026-03-01T10:00:00Z"}});
  EXPECT_TRUE(holding(review)[0].same);
  EXPECT_EQ(holding(review).size(), 1U);
}

TEST(Verdicts, AreReadAroundALineThatAKillCut) {
  const test::TempDir review;
  review.write("duplicates/ada.jsonl", "{\"a\":\"r1\",\"b\":\"r2\",\"verdict\":\"same\",\"at\":\"2026\"}\n{\"a\":\"r3\",\"b\":");
  add_verdicts(review.path(), "ada", std::vector<PairVerdict>{{"r4", "r5", true}});
  Diagnostics found;
  EXPECT_EQ(read_verdicts(review.path(), found).size(), 2U);
  ASSERT_EQ(found.warnings(), 1U);
  EXPECT_EQ(found.sorted()[0].where.line, 2U);
}

TEST(Verdicts, NeedAName) {
  const test::TempDir review;
  const std::vector<PairVerdict> one{{"r1", "r2", true}};
  for (const auto* const name : {"", "Ada Marsh", "../x", "automatic-1"}) EXPECT_THROW(add_verdicts(review.path(), name, one), Error) << name;
  EXPECT_FALSE(std::filesystem::exists(review.path() / "duplicates"));
}

TEST(PairTable, ComesBackWithDecisions) {
  bibliography::Reference a, b;
  a.key = "r1";
  a.title = "A \"quoted\"\ttitle\nin two lines";
  b.key = "r2";
  const std::vector<bibliography::Reference> both{a, b};
  const auto table = pair_table(std::vector<LikelyPair>{{0, 1, 0.75, "similar title"}}, both);
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 2);
  Diagnostics found;
  EXPECT_TRUE(read_pair_table(table, "pairs.tsv", found).empty());
  auto decided = table;
  decided.insert(decided.find('\n') + 1, "same");
  const auto verdicts = read_pair_table(decided, "pairs.tsv", found);
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_TRUE(verdicts[0].same);
  EXPECT_EQ(verdicts[0].b, "r2");
  EXPECT_TRUE(found.empty());
}

TEST(PairTable, IsReadAsSpreadsheetsWriteIt) {
  Diagnostics found;
  const auto verdicts = read_pair_table("\xEF\xBB\xBF\"decision\";\"a\";\"b\"\r\n\"different\";\"r2\";\"r1\"\r\nSame,r3,r4,0.5\r\n\r\nperhaps\tr5\tr6\r\nsame\tr7\r\n", "pairs.csv", found);
  ASSERT_EQ(verdicts.size(), 2U);
  EXPECT_FALSE(verdicts[0].same);
  EXPECT_EQ(verdicts[0].a, "r1");
  EXPECT_TRUE(verdicts[1].same);
  ASSERT_EQ(found.errors(), 2U);
  EXPECT_EQ(found.sorted()[0].where.line, 5U);
}

ReviewRecord record(const std::string& id, const std::string& doi) {
  ReviewRecord out{id, {}, {{id, "2026-03-01-scopus-1", 1}}};
  out.reference.key = id;
  out.reference.doi = doi;
  return out;
}

TEST(Merge, KeepsDifferentDoisApartAfterTwoBranchesMet) {
  const std::vector<ReviewRecord> imported{record("r1", "10.5555/one"), record("r2", ""), record("r3", "10.5555/two")};
  const std::vector<PairVerdict> verdicts{{"r1", "r2", true, "", "", 0.97}, {"r2", "r3", true, "", "", 0.99}, {"r1", "r9", true, "", "", 0.99}};
  const auto merged = merge(imported, verdicts);
  ASSERT_EQ(merged.size(), 2U);
  EXPECT_EQ(merged[1].id, "r2");   // the likelier of the two links
  const std::vector<PairVerdict> said{{"r1", "r3", true, "ada"}, {"r2", "r3", true, "", "", 0.99}};
  EXPECT_EQ(merge(imported, said).size(), 1U);
}

}  // namespace
}  // namespace fieldbook::review
