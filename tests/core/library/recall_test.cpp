// Finding all the evidence: what the best records say is looked for too.
#include <gmock/gmock.h>

#include "core/library/search.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Recall : public testing::Test {
 protected:
  Recall() {
    for (int i = 0; i < 6; ++i)
      library_.write_example("zebra-" + std::to_string(i), "Zebras", "Zebras wear striped hides. Hides keep zebras cool on the savannah.");
    library_.write_example("okapi", "Okapi", "Striped hides are worn in the forest, not on the savannah.");
    library_.update();
  }
  InventedLibrary library_;
};

TEST_F(Recall, FindsWhatSaysTheSameInOtherWords) {
  auto reader = library_.reader();
  EXPECT_THAT(ids(reader.search({.words = "zebras", .limit = 100})), Not(Contains("okapi")));
  const auto results = reader.search({.words = "zebras", .mode = Mode::recall, .limit = 7, .explain = true});
  EXPECT_EQ(results.hits.back().id, "okapi");
  EXPECT_THAT(results.added, Contains("hides"));
  EXPECT_THAT(results.added, Not(Contains("zebras")));
  EXPECT_THAT(results.added, Not(Contains("the")));
  EXPECT_THAT(results.hits.back().why, Contains(HasSubstr("words that were looked for too")));
  EXPECT_THAT(results.hits.back().why, Contains("It does not have 'zebras'"));
  EXPECT_FALSE(results.hits.back().highlights.empty());
}

TEST_F(Recall, TheSameInBothKindsOfList) {
  auto reader = library_.reader();
  const Query query{.words = "zebras hides", .mode = Mode::recall, .limit = 20};
  const auto ranked = reader.rank(query);
  const auto found = ids(reader.search(query));
  ASSERT_EQ(ranked.size(), found.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(ranked[i].first, found[i]);
}

TEST_F(Recall, FiltersAndOperatorsHold) {
  auto reader = library_.reader();
  for (const auto& hit : reader.search({.words = "zebras", .filters = {{"kind", "evaluation"}}, .mode = Mode::recall}).hits)
    EXPECT_EQ(hit.kind, "evaluation");
  const auto strict = reader.search({.words = "zebras AND hides", .mode = Mode::recall});
  EXPECT_EQ(strict.total, 6u);
  EXPECT_THAT(strict.added, IsEmpty());
}

TEST_F(Recall, NothingIsAddedToNothing) {
  auto reader = library_.reader();
  for (const auto* const words : {"", "quokka", "(("}) {
    const auto results = reader.search({.words = words, .mode = Mode::recall});
    EXPECT_EQ(results.total, reader.search({.words = words}).total) << words;
  }
}

TEST_F(Recall, ATextIsWidenedToo) {
  auto reader = library_.reader();
  EXPECT_THAT(reader.search({.like = "A plan about zebras.", .mode = Mode::recall}).added, Contains("hides"));
}

}  // namespace
}  // namespace fieldbook::library
