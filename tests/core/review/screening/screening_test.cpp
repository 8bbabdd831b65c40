#include "core/review/screening/screening.hpp"

#include <gmock/gmock.h>

#include <set>

#include "core/base/error.hpp"
#include "core/review/screening/highlights.hpp"
#include "tests/core/review/invented_review.hpp"

namespace fieldbook::review {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Sitting {
  explicit Sitting(const InventedReview& review, const ScreeningOptions& options = {"ada", "title-abstract"})
      : records(review.records()), screening(review.folder.path(), review.protocol, records, review.decisions(), options) {}
  // Decides as the invention has it; the record's number.
  std::size_t decide() {
    const auto i = std::stoul(screening.current()->id.substr(1));
    screening.decide({InventedReview::relevant(i) ? Verdict::include : Verdict::exclude});
    return i;
  }
  Records records;
  Screening screening;
};

TEST(Screening, BringsTheLikeliestFirstOnceItHasLearnt) {
  const InventedReview review(100);
  Sitting sitting(review);
  bool learnt = false;
  std::size_t wrong = 0;
  while (sitting.screening.counts().included < 10) {
    const auto i = sitting.decide();
    if (learnt && !InventedReview::relevant(i)) ++wrong;
    const auto counts = sitting.screening.counts();
    learnt = counts.included > 0 && counts.excluded > 0;
  }
  EXPECT_LE(wrong, 1U);
}

TEST(Screening, GoesOnWhereItWasLeft) {
  const InventedReview review(30);
  std::string next;
  {
    Sitting sitting(review);
    for (int i = 0; i < 12; ++i) sitting.decide();
    next = sitting.screening.current()->id;
  }
  Sitting again(review);
  EXPECT_EQ(again.screening.counts().read, 12U);
  EXPECT_EQ(again.screening.current()->id, next);
}

TEST(Screening, UndoesAndSkips) {
  const InventedReview review(5);
  Sitting sitting(review);
  EXPECT_FALSE(sitting.screening.undo());
  const auto first = sitting.screening.current()->id;
  sitting.screening.decide({Verdict::include});
  EXPECT_TRUE(sitting.screening.undo());
  EXPECT_EQ(sitting.screening.current()->id, first);
  EXPECT_EQ(sitting.screening.counts().read, 0U);
  sitting.screening.skip();
  std::set<std::string> seen;
  for (int i = 0; i < 4; ++i) {
    seen.insert(sitting.screening.current()->id);
    sitting.decide();
  }
  EXPECT_FALSE(seen.contains(first));
  EXPECT_EQ(sitting.screening.current()->id, first);   // what was skipped comes last
  sitting.decide();
  EXPECT_EQ(sitting.screening.current(), nullptr);
  EXPECT_TRUE(sitting.screening.state().may_stop);
  EXPECT_THAT(review.decisions(), SizeIs(7));   // nothing is ever taken out of the file
}

TEST(Screening, KnowsNothingOfTheOther) {
  const InventedReview review(40);
  std::vector<std::string> alone, beside;
  {
    Sitting sitting(review, {"ben", "title-abstract"});
    for (int i = 0; i < 10; ++i) alone.push_back("r" + std::to_string(sitting.decide()));
  }
  const InventedReview other(40);
  for (std::size_t i = 0; i < 40; ++i) other.decide("ada", "r" + std::to_string(i), i % 2 == 0 ? Verdict::include : Verdict::exclude);
  Sitting sitting(other, {"ben", "title-abstract"});
  for (int i = 0; i < 10; ++i) beside.push_back("r" + std::to_string(sitting.decide()));
  EXPECT_EQ(alone, beside);
}

TEST(Screening, AsksForReasonsAtFullText) {
  const InventedReview review(2);
  for (const auto* const reviewer : {"ada", "ben"}) review.decide(reviewer, "r1", Verdict::include);
  Sitting sitting(review, {"ada", "full-text"});
  EXPECT_EQ(sitting.screening.counts().records, 1U);
  EXPECT_TRUE(sitting.screening.needs_reason());
  EXPECT_THROW(sitting.screening.decide({Verdict::exclude}), Error);
  sitting.screening.decide({Verdict::exclude, {"design"}, "no outcomes"});
  EXPECT_EQ(review.decisions().at(1).reasons, std::vector<std::string>{"design"});
}

TEST(Screening, RefusesStrangersAndEmptyStages) {
  const InventedReview review(2);
  EXPECT_THROW(Sitting(review, {"eve", "title-abstract"}), Error);
  EXPECT_THROW(Sitting(review, {"ada", "full-text"}), Error);
  EXPECT_THROW(Sitting(review, {"ada", "title-abstract", {"r7"}}), Error);
}

TEST(Overlap, IsARandomSampleOfWhatTheFirstHasRead) {
  const InventedReview review(50);
  for (std::size_t i = 0; i < 30; ++i) review.decide("ada", "r" + std::to_string(i), Verdict::exclude);
  review.decide("ben", "r0", Verdict::exclude);
  const auto records = review.records();
  const auto small = overlap_sample(review.protocol, records, review.decisions(), "title-abstract", "ada", "ben", 8);
  const auto all = overlap_sample(review.protocol, records, review.decisions(), "title-abstract", "ada", "ben", 100);
  EXPECT_THAT(small, SizeIs(8));
  EXPECT_THAT(all, SizeIs(29));
  EXPECT_TRUE(std::equal(small.begin(), small.end(), all.begin()));
  Sitting sitting(review, {"ben", "title-abstract", small});
  EXPECT_EQ(sitting.screening.current()->id, small[0]);
  sitting.decide();
  EXPECT_EQ(review.decisions().back().shown, Shown::for_overlap);
}

std::vector<ReadRecord> read_so(std::size_t relevant, std::size_t irrelevant, Shown shown) {
  std::vector<ReadRecord> out(relevant, {true, shown});
  out.insert(out.end(), irrelevant, {false, shown});
  return out;
}

TEST(Progress, OfTheHypergeometricRule) {
  const Stopping rule{.rule = StoppingRule::hypergeometric, .recall = 0.95, .confidence = 0.95, .consecutive = 20};
  EXPECT_EQ(progress(rule, 1600, {}).next, Shown::at_random);
  auto read = read_so(100, 19, Shown::by_svm);
  EXPECT_EQ(progress(rule, 1600, read).next, Shown::by_svm);
  EXPECT_EQ(progress(rule, 1600, read, true).next, Shown::at_random);
  EXPECT_FALSE(progress(rule, 1600, read).p.has_value());
  read.push_back({false, Shown::by_svm});
  EXPECT_EQ(progress(rule, 1600, read).next, Shown::at_random);
  for (int i = 0; i < 300; ++i) read.push_back({false, Shown::at_random});
  const auto early = progress(rule, 1620, read);   // 1,500 were unread
  EXPECT_NEAR(early.p.value(), 0.26148765522717365, 1e-10);
  EXPECT_FALSE(early.may_stop);
  for (int i = 0; i < 300; ++i) read.push_back({false, Shown::at_random});
  const auto late = progress(rule, 1620, read);
  EXPECT_NEAR(late.p.value(), 0.046344983733471026, 1e-10);
  EXPECT_TRUE(late.may_stop);
  EXPECT_THAT(late.statement, HasSubstr("with 95 % confidence at least 95 %"));
}

TEST(Progress, BeginsItsSampleAnewAfterAnImport) {
  const Stopping rule{.rule = StoppingRule::hypergeometric, .recall = 0.95, .confidence = 0.95, .consecutive = 20};
  auto read = read_so(100, 20, Shown::by_svm);
  read.insert(read.end(), 600, {false, Shown::at_random});
  ASSERT_TRUE(progress(rule, 1620, read).may_stop);
  for (auto& one : read) one.among_these = false;
  const auto later = progress(rule, 2000, read);
  EXPECT_FALSE(later.may_stop);
  EXPECT_FALSE(later.p.has_value());
  EXPECT_EQ(later.next, Shown::by_svm);   // what is new is ranked first
  const Stopping safe{.rule = StoppingRule::safe, .consecutive = 10, .least_share = 0.1};
  read.insert(read.end(), 10, {false, Shown::by_nb, false});
  EXPECT_FALSE(progress(safe, 2000, read).may_stop);
}

TEST(Screening, NotesWhatARecordWasChosenFrom) {
  InventedReview review(30, "{rule: hypergeometric, consecutive: 1}");
  for (auto& one : review.list) one.sources = {{one.id, "2026-03-01-scopus-1a2b3c4d", 1}};
  {
    Sitting sitting(review);
    while (!sitting.screening.state().p) sitting.decide();
  }
  EXPECT_EQ(review.decisions().back().among, imports_mark(review.records()));
  EXPECT_TRUE(Sitting(review).screening.state().p.has_value());
  review.list.push_back({"r31", {}, {{"r31", "2026-09-01-scopus-5e6f7a8b", 1}}});
  EXPECT_FALSE(Sitting(review).screening.state().p.has_value());
}

TEST(Progress, OfTheSafeRuleGuaranteesNothing) {
  const Stopping rule{.rule = StoppingRule::safe, .consecutive = 10, .least_share = 0.1};
  auto read = read_so(1, 9, Shown::at_random);
  EXPECT_EQ(progress(rule, 1000, read).next, Shown::by_svm);
  read.insert(read.end(), 89, {false, Shown::by_svm});
  EXPECT_EQ(progress(rule, 1000, read).next, Shown::by_svm);   // a tenth is not read yet
  read.push_back({false, Shown::by_svm});
  EXPECT_EQ(progress(rule, 1000, read).next, Shown::by_nb);
  read.insert(read.end(), 10, {false, Shown::by_nb});
  const auto end = progress(rule, 1000, read);
  EXPECT_TRUE(end.may_stop);
  EXPECT_THAT(end.statement, HasSubstr("guarantees no recall"));
}

TEST(Progress, OfScreenAllStopsAtTheEndOnly) {
  const Stopping rule;
  EXPECT_FALSE(progress(rule, 3, read_so(1, 1, Shown::by_svm)).may_stop);
  EXPECT_TRUE(progress(rule, 2, read_so(1, 1, Shown::by_svm)).may_stop);
}

TEST(Marks, AreWholeWordsAndBeginnings) {
  const std::vector<std::string> in{"commission*", "social care"}, out{"care"};
  const std::string text = "Commissioning social care, decommissioned carers; Care.";
  EXPECT_THAT(marks(text, in, out), ElementsAre(Mark{{0, 13}, true}, Mark{{14, 25}, true}, Mark{{50, 54}, false}));
  EXPECT_THAT(marks("", in, out), IsEmpty());
  EXPECT_THAT(marks("éclair", std::vector<std::string>{"clair", "*", ""}, out), IsEmpty());
}

}  // namespace
}  // namespace fieldbook::review
