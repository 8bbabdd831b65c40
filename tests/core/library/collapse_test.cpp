// Results folded together: the best of each programme, or of any other group.
#include <gmock/gmock.h>

#include <map>

#include "core/base/error.hpp"
#include "core/library/search.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class Collapse : public testing::Test {
 protected:
  Collapse() {
    for (int i = 0; i < 30; ++i) {
      const auto programme = i % 5 == 4 ? std::string() : "programme: " + std::string(i % 2 == 0 ? "Big Fund" : "BIG  fünd") + " " + std::to_string(i % 3) + "\n";
      library_.write_example("zebra-" + std::to_string(10 + i), "Zebra", invented_text(static_cast<unsigned>(i), static_cast<std::size_t>(5 + i * 7 % 30)) + " zebra", programme);
    }
    library_.update();
  }
  InventedLibrary library_;
};

TEST_F(Collapse, KeepsTheBestOfEachAndCountsTheRest) {
  auto reader = library_.reader();
  const auto all = reader.search({.words = "zebra", .limit = 100});
  const auto folded = reader.search({.words = "zebra", .collapse = "programme", .limit = 100});
  EXPECT_THAT(all.hits, SizeIs(30));
  EXPECT_THAT(folded.hits, SizeIs(3 + 6));  // three programmes, however they are written, and six without one
  EXPECT_EQ(folded.total, 9u);
  EXPECT_TRUE(folded.total_is_exact);
  EXPECT_EQ(folded.folded, 21u);
  std::size_t sum = 0;
  for (const auto& hit : folded.hits) sum += hit.folded;
  EXPECT_EQ(sum, 21u);
  EXPECT_EQ(folded.hits.front().id, all.hits.front().id);
  std::size_t at = 0;  // in the same order as before
  for (const auto& hit : folded.hits) {
    while (at < all.hits.size() && all.hits[at].id != hit.id) ++at;
    EXPECT_LT(at, all.hits.size()) << hit.id;
  }
}

TEST_F(Collapse, CountsAreThoseOfAllWhateverThePage) {
  auto reader = library_.reader();
  const auto first = reader.search({.words = "zebra", .collapse = "programme", .limit = 1, .facets = true});
  EXPECT_EQ(first.total, 9u);
  EXPECT_EQ(first.folded, 21u);
  EXPECT_TRUE(first.facets_are_exact);
  ASSERT_EQ(first.facets.front().first, "kind");
  EXPECT_EQ(first.facets.front().second.front().count, 30u);  // facets count what is folded too
  EXPECT_THAT(reader.search({.words = "zebra", .collapse = "programme", .limit = 10, .offset = 8}).hits, SizeIs(1));
}

TEST_F(Collapse, ByFacetsAndInAnyOrder) {
  auto reader = library_.reader();
  EXPECT_THAT(reader.search({.words = "zebra", .collapse = "country"}).hits, SizeIs(1));
  EXPECT_THAT(ids(reader.search({.words = "zebra", .sort = Sort::title, .collapse = "kind"})), ElementsAre("zebra-10"));
  const auto kinds = reader.search({.collapse = "kind", .limit = 100});
  EXPECT_THAT(kinds.hits, SizeIs(5));
  EXPECT_EQ(kinds.folded, reader.size() - 5);
}

TEST_F(Collapse, FollowsAChangedRecord) {
  library_.write_example("zebra-10", "Zebra", "zebra", "programme: Another\n");
  library_.update();
  EXPECT_EQ(library_.reader().search({.words = "zebra", .collapse = "programme"}).total, 10u);
}

TEST_F(Collapse, UnknownFieldsAreSaid) {
  auto reader = library_.reader();
  try {
    reader.search({.words = "zebra", .collapse = "programm"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Errc::invalid);
    EXPECT_THAT(error.what(), testing::HasSubstr("did you mean 'programme'"));
  }
  EXPECT_THROW(reader.search({.words = "zebra", .collapse = "summary"}), Error);
}

}  // namespace
}  // namespace fieldbook::library
