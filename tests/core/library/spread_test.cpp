#include "core/library/spread.hpp"

#include <gmock/gmock.h>

#include "core/library/search.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Traits one(double score, std::set<std::string> places, std::set<std::string> approaches = {"alliance"}) {
  return {score, {std::move(places), std::move(approaches)}};
}

TEST(Spread, TheBestStaysAndWhatIsDifferentComesEarlier) {
  EXPECT_THAT(spread({one(10, {"wales"}), one(9.9, {"wales"}), one(9.8, {"kent"}), one(9.7, {"wales"})}), ElementsAre(0, 2, 1, 3));
}

TEST(Spread, AWeakOneIsNotRaisedForBeingDifferent) {
  EXPECT_THAT(spread({one(10, {"wales"}), one(9.9, {"wales"}), one(2, {"kent"}, {"strategic"})}), ElementsAre(0, 1, 2));
}

TEST(Spread, HalfAsAlikeIsHalfAsBad) {
  EXPECT_THAT(spread({one(10, {"wales"}), one(9, {"wales"}), one(9, {"wales", "kent"}), one(9, {"kent"})}), ElementsAre(0, 3, 2, 1));
}

TEST(Spread, SayingNothingIsAlikeToo) {
  EXPECT_THAT(spread({one(10, {}), one(9.9, {}), one(9.8, {"kent"})}), ElementsAre(0, 2, 1));
}

TEST(Spread, OnlyTheFirstTenAreChosenAndOnlyFromThePool) {
  std::vector<Traits> many(100, one(5, {"wales"}));
  many[40] = one(5, {"kent"});
  many[60] = one(5, {"devon"});
  const auto order = spread(many);
  EXPECT_THAT(order, SizeIs(100));
  EXPECT_EQ(order[1], 40u);
  EXPECT_EQ(order[60], 60u);
  auto sorted = order;
  std::ranges::sort(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i) EXPECT_EQ(sorted[i], i);
  EXPECT_TRUE(std::is_sorted(order.begin() + 10, order.end()));
}

TEST(Spread, NothingAndScoresOfNothing) {
  EXPECT_THAT(spread({}), IsEmpty());
  EXPECT_THAT(spread({one(0, {"a"}), one(0, {"a"}), one(0, {"b"})}), ElementsAre(0, 2, 1));
  EXPECT_THAT(spread({{1, {}}, {1, {}}}), ElementsAre(0, 1));
}

class SpreadSearch : public testing::Test {
 protected:
  SpreadSearch() {
    for (int i = 0; i < 3; ++i) library_.write_example("north-" + std::to_string(i), "Zebra crossings", "Zebras " + std::to_string(i), "places: [saltby]\n");
    library_.write_example("south", "Zebra crossings", "Zebras are kept behind the school in the morning, by people who know how", "places: [long-moor]\n");
    library_.update();
  }
  InventedLibrary library_;
};

TEST_F(SpreadSearch, PagesFitTogether) {
  auto reader = library_.reader();
  const Query query{.words = "zebra crossings", .spread = {"place", "approach"}, .explain = true};
  const auto whole = reader.search(query);
  EXPECT_THAT(ids(reader.search({.words = "zebra crossings"})), ElementsAre("north-0", "north-1", "north-2", "south"));
  EXPECT_THAT(ids(whole), ElementsAre("north-0", "south", "north-1", "north-2"));
  EXPECT_THAT(whole.hits[1].why, Contains(HasSubstr("differs in place or approach")));
  for (std::size_t i = 0; i < 4; ++i) {
    auto page = query;
    page.offset = i;
    page.limit = 1;
    EXPECT_THAT(ids(reader.search(page)), ElementsAre(whole.hits[i].id));
  }
  auto beyond = query;
  beyond.offset = 9;
  EXPECT_THAT(reader.search(beyond).hits, IsEmpty());
  EXPECT_EQ(reader.search(beyond).total, 4u);
  EXPECT_THROW(reader.search({.words = "zebra", .spread = {"plaice"}}), std::runtime_error);
}

}  // namespace
}  // namespace fieldbook::library
