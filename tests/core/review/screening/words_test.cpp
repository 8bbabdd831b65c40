#include "core/review/screening/words.hpp"

#include <gmock/gmock.h>

namespace fieldbook::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Expected values: re.findall(r"\b\w\w+\b", text.lower()) in Python 3.11.
TEST(Words, AreThoseOfScikitLearn) {
  EXPECT_THAT(words_of("A prospective, co-produced trial (n=36) of a_b!"), ElementsAre("prospective", "co", "produced", "trial", "36", "of", "a_b"));
  EXPECT_THAT(words_of("Éire ÉTÉ straße ΟΔΟΣ"), ElementsAre("éire", "été", "straße", "οδος"));
  EXPECT_THAT(words_of("m² ½x ٣٤ 中文"), ElementsAre("m²", "½x", "٣٤", "中文"));
  EXPECT_THAT(words_of("İs"), IsEmpty());   // i, a combining dot that is no word character, s
  EXPECT_THAT(words_of("e\u0301te"), ElementsAre("te"));
}

TEST(Words, OfNothingOrBrokenBytesAreNone) {
  EXPECT_THAT(words_of(""), IsEmpty());
  EXPECT_THAT(words_of("\xFF\xFE a \x80"), IsEmpty());
  EXPECT_THAT(words_of("good\xFFwork"), ElementsAre("good", "work"));
}

TEST(StopWords, AreEnglish) {
  EXPECT_TRUE(is_stop_word("whereupon"));
  EXPECT_FALSE(is_stop_word("commissioning"));
}

}  // namespace
}  // namespace fieldbook::review
