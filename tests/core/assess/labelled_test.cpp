#include "core/assess/labelled.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::assess {
namespace {

TEST(Labelled, ReadsALineAText) {
  const test::TempDir folder;
  const auto file = folder.write("gold.jsonl",
                                 R"({"id":"g1","text":"One.","labels":{"a":2,"b":-1,"c":1},"fit":{"x":3},"topic":"x","source":"a page"})"
                                 "\n\n"
                                 R"({"text":"Two.","topic":"distractor"})");
  const auto texts = read_labelled(file);
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[0].id, "g1");
  EXPECT_EQ(texts[0].label("a"), Rating::established);
  EXPECT_EQ(texts[0].label("b"), Rating::contradicted);
  EXPECT_EQ(texts[0].label("c"), Rating::partial);
  EXPECT_EQ(texts[0].label("d"), Rating::absent);
  EXPECT_EQ(texts[0].fit.at("x"), 3);
  EXPECT_FALSE(texts[0].distractor());
  EXPECT_EQ(texts[1].id, "3") << "named by its line";
  EXPECT_TRUE(texts[1].distractor());
}

TEST(Labelled, NamesTheLineThatIsWrong) {
  const test::TempDir folder;
  const struct {
    const char *bytes, *problem;
  } cases[] = {{"{\"text\":\"a\"}\nno\n", ":2: this is no labelled text"},
               {"{\"id\":\"a\"}", ":1: this is no labelled text"},
               {"{\"text\":\"a\",\"labels\":{\"x\":3}}", ":1: a label is 2, 1, 0 or -1, not 3"},
               {"{\"text\":\"a\",\"labels\":[1]}", ":1: this is no labelled text"},
               {"{\"text\":\"a\",\"fit\":{\"x\":4}}", ":1: fit is 0 to 3, not 4"},
               {"\n \n", "holds no labelled text"}};
  for (const auto& one : cases) {
    try {
      read_labelled(folder.write("gold.jsonl", one.bytes));
      ADD_FAILURE() << one.bytes;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Errc::invalid);
      EXPECT_THAT(error.what(), testing::HasSubstr(one.problem));
    }
  }
  EXPECT_THROW(read_labelled(folder.path() / "none.jsonl"), Error);
}

}  // namespace
}  // namespace fieldbook::assess
