// Xapian's query syntax, as the library offers it.
#include <gmock/gmock.h>

#include "core/library/search.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class Operators : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    library_ = std::make_unique<InventedLibrary>();
    library_->update();
  }
  static void TearDownTestSuite() { library_.reset(); }
  std::vector<std::string> found(const std::string& words) { return ids(reader_.search({.words = words})); }

  static std::unique_ptr<InventedLibrary> library_;
  Reader reader_ = library_->reader();
};

std::unique_ptr<InventedLibrary> Operators::library_;

TEST_F(Operators, Phrases) {
  EXPECT_THAT(found("\"village meeting\""), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("\"meeting village\""), IsEmpty());
  EXPECT_THAT(found("“village meeting”"), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("\"codesign\""), IsEmpty()) << "a phrase is not widened by names of the vocabulary";
  EXPECT_THAT(found("\"out of work\""), ElementsAre("riverton-work-bond")) << "stop words count in a phrase";
  EXPECT_THAT(found("\"homelessness alliance seven\""), IsEmpty()) << "a phrase does not span title and summary";
}

TEST_F(Operators, Boolean) {
  EXPECT_THAT(found("villages AND budget"), UnorderedElementsAre("long-moor-villages", "moor-2019-residents"));
  EXPECT_THAT(found("bond OR villages"),
              UnorderedElementsAre("riverton-work-bond", "long-moor-villages", "moor-2019-residents"));
  EXPECT_THAT(found("(bond OR villages) AND investors"), ElementsAre("riverton-work-bond"));
  EXPECT_THAT(found("villages NOT trust"), Not(Contains("long-moor-villages")));
  EXPECT_THAT(found("villages -trust"), Not(Contains("long-moor-villages")));
  EXPECT_THAT(found("NOT alliance"), Not(Contains("saltby-alliance")));
  EXPECT_THAT(found("+saltby towns"), UnorderedElementsAre("saltby-alliance", "marsh-2022-saltby", "separate-budgets"));
}

TEST_F(Operators, Near) {
  EXPECT_THAT(found("spring NEAR meeting"), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("spring NEAR/2 meeting"), IsEmpty());
  EXPECT_THAT(found("meeting ADJ/8 spring"), ElementsAre("long-moor-villages"));
}

TEST_F(Operators, Fields) {
  EXPECT_THAT(found("title:villages"), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("title:\"villages decide\""), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("authors:okafor"), ElementsAre("marsh-2022-saltby"));
  EXPECT_THAT(found("strength-reason:matched"), ElementsAre("marsh-2022-saltby"));
  EXPECT_THAT(found("contract-form:grant"), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("villages kind:evaluation"), ElementsAre("moor-2019-residents"));
  EXPECT_THAT(found("approach:co-production"), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("nonsense:villages"), UnorderedElementsAre("long-moor-villages", "moor-2019-residents"))
      << "an unknown field is a word";
}

TEST_F(Operators, Beginnings) {
  EXPECT_THAT(found("villa*"), UnorderedElementsAre("long-moor-villages", "moor-2019-residents"));
  EXPECT_THAT(found("invest* AND repai*"), ElementsAre("riverton-work-bond"));
  EXPECT_THAT(found("title:villa*"), ElementsAre("long-moor-villages"));
  EXPECT_THAT(found("zzz*"), IsEmpty());
  EXPECT_THAT(found("commission*"), Contains("alliance"));
  EXPECT_EQ(found("villa* OR bond").front(), "riverton-work-bond") << "a beginning chooses and does not weigh";
  EXPECT_THAT(found("kind:eval*"), IsEmpty());
}

TEST_F(Operators, AccentsAndCapitals) {
  EXPECT_THAT(found("\"José Ibarra\""), ElementsAre("marsh-2022-saltby"));
  EXPECT_THAT(found("\"jose ibarra\""), ElementsAre("marsh-2022-saltby"));
  EXPECT_THAT(found("VILLAGES AND Budget"), UnorderedElementsAre("long-moor-villages", "moor-2019-residents"));
}

// What does not close, and an operator with nothing on one side, is passed over.
TEST_F(Operators, UnbalancedInputStillSearchesItsWords) {
  const auto plain = found("village bond");
  ASSERT_THAT(plain, UnorderedElementsAre("long-moor-villages", "moor-2019-residents", "riverton-work-bond"));
  for (const std::string text :
       {"\"village bond",      "village \"bond",       "village bond\"",      "“village bond",       "\"village bond\" \"",
        "(village bond",       "village bond)",        "((village (bond",      ")village( bond)(",    "village) bond (",
        "[village {bond",      "village bond AND",     "AND village bond",     "OR village bond",     "village bond XOR",
        "village OR AND bond", "village AND OR bond",  "village bond NOT",     "village bond AND NOT", "NOT AND village bond",
        "village NEAR (bond",  "ADJ/3 village bond",   "village bond NEAR/2",  "- village bond",      "village - bond",
        "village bond -",      "village bond +",       "village bond -(",      "village bond NOT (",  "title: village bond",
        "village bond title:", "(\"village) bond",     "village bond kind:",  "kind:(village bond",   "kind:\"\" village bond",   "* village * bond",    "village bond AND \""}) {
    auto expected = plain;
    if (text == "\"village bond\" \"") expected.clear();  // a phrase, and a mark that does not close
    EXPECT_THAT(found(text), testing::UnorderedElementsAreArray(expected)) << text;
  }
}

TEST_F(Operators, AMarkThatDoesNotCloseIsNoMark) {
  EXPECT_EQ(found("\"village meeting"), found("village meeting")) << "words, not a phrase";
  EXPECT_EQ(found("title:\"villages decide"), found("title:villages decide"));
  EXPECT_EQ(found("kind:\"evaluation villages"), found("kind:evaluation villages"));
  EXPECT_EQ(found("\"village meeting\" AND \"spring"), found("\"village meeting\" AND spring"));
  EXPECT_EQ(found("-\"villages bond"), found("-villages bond"));
}

}  // namespace
}  // namespace fieldbook::library
