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

TEST_F(Operators, UnbalancedInputStillSearchesItsWords) {
  for (const std::string text :
       {"\"villages",     "villages\"",      "(villages",       "villages)",   "((villages",
        "villages AND",   "AND villages",    "OR villages",     "NOT",         "villages NOT",
        "villages NEAR",  "\"villages\" \"", "title: villages", "+villages (", "(villages\" OR",
        ") villages (",   "villages *",      "*villages",       "- villages",  "villages XOR",
        "title:(villages"}) {
    const auto results = reader_.search({.words = text});
    if (text == "NOT") continue;
    EXPECT_THAT(ids(results), Contains("long-moor-villages")) << text;
  }
}

}  // namespace
}  // namespace fieldbook::library
