#include "words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fieldbook::rubric {
namespace {

using testing::ElementsAre;

std::vector<std::string> folded(std::string_view text) {
  std::vector<Word> words;
  split_words(text, {0, text.size()}, words);
  std::vector<std::string> out;
  for (const auto& word : words) out.push_back(word.text);
  return out;
}

TEST(Words, AreFoldedSoThatSpellingsMeet) {
  EXPECT_THAT(folded("Co-design, codesign and co production"), ElementsAre("codesign", "codesign", "and", "coproduction"));
  EXPECT_THAT(folded("organized neighbourhood programmes"), ElementsAre("organised", "neighborhood", "programs"));
  EXPECT_THAT(folded("people-centred; person-centered"), ElementsAre("people", "centered", "person", "centered"));
  EXPECT_THAT(folded("Māori residents’ café"), ElementsAre("maori", "residents", "cafe"));
  EXPECT_THAT(folded("the council's plan wasn’t signed"), ElementsAre("the", "council", "plan", "was", "not", "signed"));
  EXPECT_THAT(folded("£1,200 in 2019"), ElementsAre("$", "1,200", "in", "2019"));
}

TEST(Words, KnowTheirBytes) {
  const std::string text = "“Whānau Ora” won’t end.";
  std::vector<Word> words;
  split_words(text, {0, text.size()}, words);
  ASSERT_EQ(words.size(), 5U);
  const auto bytes = [&](const Word& word) { return text.substr(word.begin, word.end - word.begin); };
  EXPECT_EQ(bytes(words[0]), "Whānau");
  EXPECT_EQ(words[0].text, "whanau");
  EXPECT_EQ(words[2].text, "will");
  EXPECT_EQ(words[3].text, "not");
  EXPECT_EQ(bytes(words[4]), "end");
}

TEST(Words, BrokenBytesAndOtherScriptsAreNoTrouble) {
  EXPECT_THAT(folded("a\xFF\xC3 b"), ElementsAre("a", "b"));
  EXPECT_THAT(folded("права людей"), testing::SizeIs(2));
}

TEST(Words, PhrasesKeepTheirSigns) {
  EXPECT_THAT(fold_phrase("sign* the # agreement"), ElementsAre("sign*", "the", "#", "agreement"));
  EXPECT_THAT(fold_phrase("since #year _ co-produced"), ElementsAre("since", "#year", "_", "coproduced"));
}

}  // namespace
}  // namespace fieldbook::rubric
