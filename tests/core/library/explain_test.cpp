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

TEST_F(Explain, SaysWhichOtherNamesOfAThingItFound) {
  EXPECT_THAT(why("rough sleeping", "saltby-alliance"), Contains("It has 'homelessness', another name of 'rough sleeping'"));
  EXPECT_THAT(why("alliance agreement", "saltby-alliance"),
              Contains("It has 'alliance contract', another name of 'alliance agreement'"));
  library_.write_example("apart", "A contract", "The contract ended. An alliance followed. Rough ground, sleeping dogs.");
  library_.update();
  EXPECT_THAT(why("alliance agreement", "apart"), ElementsAre("The text has 'alliance'", "It does not have 'agreement'"));
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
