// Query by brief: a whole text finds what is about the same things.
#include <gmock/gmock.h>

#include "core/library/search.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Like : public testing::Test {
 protected:
  Like() : reader_((library_.update(), library_.index())) {}
  InventedLibrary library_;
  Reader reader_;
};

TEST_F(Like, ADraftPlanFindsWhatIsAboutTheSame) {
  const auto results = reader_.search(
      {.like =
           "Our plan.\n\nInvestors would pay in advance for a programme for young people out of work, and be repaid "
           "when a job has been kept for a year. Young people and investors are \"at the table\" (AND the council).",
       .facets = true,
       .explain = true});
  ASSERT_FALSE(results.hits.empty());
  EXPECT_EQ(results.hits.front().id, "riverton-work-bond");
  EXPECT_THAT(results.drivers, Contains("Investors"));
  EXPECT_THAT(results.drivers, Not(Contains("the")));
  EXPECT_EQ(results.query, "");
  EXPECT_FALSE(results.corrected);
  EXPECT_FALSE(results.facets.empty());
  EXPECT_THAT(results.hits.front().why, Contains(HasSubstr("'Investors'")));
}

TEST_F(Like, NamesOfTheVocabularyInTheTextCount) {
  const auto results =
      reader_.search({.like = "We plan codesign of everything we buy, with meetings.", .explain = true});
  ASSERT_FALSE(results.hits.empty());
  EXPECT_EQ(results.hits.front().id, "long-moor-villages");
  EXPECT_THAT(results.hits.front().why, Contains(HasSubstr("'codesign' is a name of")));
}

TEST_F(Like, FiltersHoldAndWordsComeFirst) {
  EXPECT_THAT(ids(reader_.search({.like = "villages and their budgets", .filters = {{"kind", "evaluation"}}})),
              ElementsAre("moor-2019-residents"));
  const auto results = reader_.search({.words = "investors", .like = "villages and their budgets"});
  EXPECT_THAT(ids(results), ElementsAre("riverton-work-bond"));
  EXPECT_THAT(results.drivers, IsEmpty());
}

TEST_F(Like, TextOfAnySizeOrKind) {
  EXPECT_THAT(reader_.search({.like = "zzzz qqqq"}).hits, IsEmpty());
  EXPECT_THAT(reader_.search({.like = std::string("\0\xff\xfe", 3)}).hits, IsEmpty());
  EXPECT_THAT(reader_.search({.like = invented_text(5, 200'000) + " villages"}).drivers.size(), testing::Le(50u));
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "village budget alliance saltby homelessness contract town ";
  const auto results = reader_.search({.like = many, .explain = true});
  EXPECT_THAT(results.hits, SizeIs(testing::Ge(3u)));
}

}  // namespace
}  // namespace fieldbook::library
