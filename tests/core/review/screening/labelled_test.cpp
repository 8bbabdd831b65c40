#include "core/review/screening/labelled.hpp"

#include <gmock/gmock.h>

#include "core/base/error.hpp"

namespace fieldbook::review {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string why(const std::string& csv, const LabelledColumns& columns) {
  Diagnostics found;
  try {
    read_labelled(csv, "f.csv", columns, found);
  } catch (const Error& error) {
    return error.message();
  }
  return "no error";
}

TEST(Labelled, ReadsTextsAsTheyAre) {
  Diagnostics found;
  const auto seen = read_labelled("Title;abstract;Included\n\"A <b>bold</b> one\";\"of\n two lines\";yes\nB;;0\n", "f.csv", {.label = "included"}, found);
  EXPECT_THAT(seen.texts, ElementsAre("A <b>bold</b> one of\n two lines", "B "));
  EXPECT_THAT(seen.relevant, ElementsAre(true, false));
  EXPECT_TRUE(found.empty());
}

TEST(Labelled, SaysWhatIsMissing) {
  EXPECT_THAT(why("title,abstract,included\nA,B,1\n", {.label = "inclded"}), HasSubstr("did you mean 'included'?"));
  EXPECT_THAT(why("title,abstract,included\nA,B,1\nC,D,perhaps\n", {.label = "included"}), HasSubstr("f.csv:3: the label 'perhaps'"));
  EXPECT_THAT(why("", {.label = "included"}), HasSubstr("holds no labelled record"));
}

}  // namespace
}  // namespace fieldbook::review
