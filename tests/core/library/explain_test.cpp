#include <gmock/gmock.h>

#include "core/library/search.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Explain : public testing::Test {
 protected:
  Explain() { library_.update(); }
  std::vector<std::string> why(const std::string& words, const std::string& id) {
    auto reader = library_.reader();
    for (const auto& hit : reader.search({.words = words, .explain = true}).hits) {
      if (hit.id == id) return hit.why;
    }
    return {"not found"};
  }
  InventedLibrary library_;
};

TEST_F(Explain, SaysWhereEachWordIsAndWhichIsMissing) {
  EXPECT_THAT(why("charities at sea share homelessness contracts", "saltby-alliance"),
              ElementsAre("The title has 'homelessness'", "The summary has 'charities', 'share' and 'contracts'",
                          "It is filed under 'Homelessness' (sector), which 'homelessness' is a name of",
                          "It does not have 'sea'"));
}

TEST_F(Explain, SaysWhatStandsSideBySide) {
  EXPECT_THAT(why("village meeting", "long-moor-villages"), Contains("'village meeting' stands there side by side"));
  EXPECT_THAT(why("residents village", "moor-2019-residents"),
              testing::Not(Contains("'residents village' stands there side by side")));
}

TEST_F(Explain, SaysWhichWordsOperatorsFound) {
  EXPECT_THAT(why("title:villa*", "long-moor-villages"), ElementsAre("The title has 'villages'"));
  EXPECT_THAT(why("\"village meeting\"", "long-moor-villages"),
              ElementsAre("The title has 'village'", "The text has 'meeting'"));
}

TEST_F(Explain, SpeaksOnlyWhenAsked) {
  auto reader = library_.reader();
  EXPECT_THAT(reader.search({.words = "villages"}).hits.front().why, IsEmpty());
  EXPECT_THAT(reader.search({.explain = true}).hits.front().why, IsEmpty());
}

}  // namespace
}  // namespace fieldbook::library
