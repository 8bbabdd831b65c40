#include "core/library/words.hpp"

#include <gmock/gmock.h>
#include <xapian.h>

#include <random>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {
namespace {

using testing::ElementsAre;

std::vector<std::string> folded(std::string_view text) {
  std::vector<std::string> out;
  Words words(text);
  for (Word word; words.next(word);) out.push_back(word.folded);
  return out;
}

std::vector<std::string> as_xapian_cuts(const std::string& text) {
  Xapian::TermGenerator generator;
  Xapian::Document document;
  generator.set_document(document);
  generator.index_text(text);
  std::map<Xapian::termpos, std::string> by_position;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position)
      by_position[*position] = *term;
  }
  std::vector<std::string> out;
  for (const auto& [position, term] : by_position) out.push_back(term);
  return out;
}

TEST(Words, FollowsXapianOnEveryKindOfJoint) {
  for (const std::string text :
       {"Plain words, and punctuation!", "place-based co-production", "don't people's AT&T M&S",
        "N.H.S. and U.K of P.T.O.", "1,234.5 and 2.8m; 95% CI 9 to 33", "c++ f# fish+chips a++++", "_low_ line_s",
        "e.g. those i.e. these", "a.b.c A.B.c", "zero\u200bwidth soft\u00adhyphen", "3/4 10:30 2019-04-01", "x", "",
        "  ", "'quoted' \"double\"", "R&D- &more a&& b", "40°C €5 £2.8m a"}) {
    EXPECT_EQ(folded(text), as_xapian_cuts(text)) << text;
  }
}

TEST(Words, FollowsXapianOnRandomText) {
  std::mt19937 random(7);
  const std::string letters = "aAbB1 9.,;:'&+#-_/()\"\n";
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (auto left = random() % 60; left > 0; --left) text += letters[random() % letters.size()];
    EXPECT_EQ(folded(text), as_xapian_cuts(text)) << text;
  }
}

TEST(Words, SpansAreOfTheTextAndAccentsAreFolded) {
  const std::string text = "José’s “café”, ÉCOLE";
  std::vector<std::string> cuts;
  Words words(text);
  for (Word word; words.next(word);) cuts.push_back(text.substr(word.span.begin, word.span.size()));
  EXPECT_THAT(cuts, ElementsAre("José’s", "café", "ÉCOLE"));
  EXPECT_THAT(folded(text), ElementsAre("jose's", "cafe", "ecole"));
}

TEST(Words, EndsOnAnyBytes) {
  std::mt19937 random(11);
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += static_cast<char>(random());
    std::size_t end = 0;
    Words words(text);
    for (Word word; words.next(word);) {
      EXPECT_LE(end, word.span.begin);
      EXPECT_LT(word.span.begin, word.span.end);
      EXPECT_LE(word.folded.size(), 64u);
      end = word.span.end;
    }
    EXPECT_LE(end, text.size());
  }
}

TEST(Words, LeavesOutEndlessWords) {
  EXPECT_THAT(folded("before " + std::string(65, 'x') + " after"), ElementsAre("before", "after"));
  std::string ligatures;
  for (int i = 0; i < 20; ++i) ligatures += "\ufdfa";  // one character that folds to eighteen
  EXPECT_THAT(folded(ligatures + " after"), ElementsAre("after"));
}

TEST(Stems, KnowsLanguagesByTheirTag) {
  EXPECT_EQ(stemmer_for("en-GB"), "english");
  EXPECT_EQ(stemmer_for("de"), "de");
  EXPECT_EQ(stemmer_for("xx"), "none");
  Stems english("english"), none("none"), unknown("klingon");
  EXPECT_EQ(english.of("commissioning"), english.of("commissioned"));
  EXPECT_EQ(none.of("commissioning"), "commissioning");
  EXPECT_EQ(unknown.of("commissioning"), "commissioning");
}

TEST(Stems, KnowEachOfManyWordsAgain) {
  Stems stems("english", 100'000);
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < 20'000; ++i) {
      const auto word = "w" + std::to_string(i);
      const auto& known = stems.look_up(word);
      ASSERT_EQ(known.word, word);
      ASSERT_EQ(known.stem, word);
      ASSERT_EQ(known.number, i);
    }
  }
  EXPECT_EQ(stems.size(), 20'000U);
}

TEST(Stems, ForgetAllAtTheLimitAndLearnAgain) {
  Stems stems("english", 3);
  for (int round = 0; round < 3; ++round) {
    for (const auto* word : {"walking", "the", "houses", "served", "walked", "parks", "commissioning"}) {
      EXPECT_EQ(stems.look_up(word).word, word);
      EXPECT_LE(stems.size(), 3U);
    }
    EXPECT_EQ(stems.of("walking"), "walk");
    EXPECT_TRUE(stems.look_up("the").is_stop);
  }
}

}  // namespace
}  // namespace fieldbook::library
