#include "core/library/snippet.hpp"

#include <gmock/gmock.h>

#include <random>

namespace fieldbook::library {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// A card whose body is these sentences, a space between them.
Card card_of(const std::vector<std::string>& sentences) {
  Card card;
  card.fields["summary"] = "The summary of it all.";
  for (const auto& sentence : sentences) {
    if (!card.body.empty()) card.body += ' ';
    card.sentences.push_back({card.body.size(), card.body.size() + sentence.size()});
    card.body += sentence;
  }
  return card;
}

Passage passage(const Card& card, const std::vector<std::string>& words) {
  Stems stems("english");
  Wanted wanted;
  for (const auto& word : words) wanted[stems.of(word)] = 1;
  return best_passage(card, wanted, stems);
}

std::vector<std::string> highlighted(const Passage& passage) {
  std::vector<std::string> out;
  for (const auto& span : passage.highlights) out.emplace_back(cut(passage.text, span));
  return out;
}

TEST(Snippet, ChoosesTheSentenceThatSaysMost) {
  const auto found = passage(card_of({"Nothing here.", "One zebra came.", "Filler between them.", "Filler again.",
                                      "Two zebras crossed the river.", "The end."}),
                             {"zebra", "river"});
  EXPECT_THAT(found.text, HasSubstr("Two zebras crossed the river."));
  EXPECT_THAT(highlighted(found), testing::Contains("zebras"));
  EXPECT_THAT(highlighted(found), testing::Contains("river"));
  EXPECT_THAT(highlighted(found), Not(testing::Contains("crossed")));
}

TEST(Snippet, AddsTheSentenceThatAddsMost) {
  const auto found = passage(card_of({"The zebra came.", "Filler.", "Filler.", "A river ran by.", "Zebra again."}),
                             {"zebra", "river"});
  EXPECT_EQ(found.text, "The zebra came. … A river ran by.");
  EXPECT_THAT(highlighted(found), ElementsAre("zebra", "river"));
}

TEST(Snippet, NeighboursStandWithoutDots) {
  EXPECT_EQ(passage(card_of({"Filler.", "The zebra came.", "It went."}), {"zebra"}).text, "The zebra came. It went.");
}

TEST(Snippet, ShowsTheSummaryWhereTheBodyHasNothing) {
  const auto found = passage(card_of({"Nothing here."}), {"summary"});
  EXPECT_EQ(found.text, "The summary of it all.");
  EXPECT_THAT(highlighted(found), ElementsAre("summary"));
  EXPECT_EQ(passage(card_of({"Nothing here."}), {}).text, "The summary of it all.");
}

TEST(Snippet, WithoutSummaryShowsTheBeginning) {
  auto card = card_of({"Nothing here."});
  card.fields.clear();
  EXPECT_EQ(passage(card, {"zebra"}).text, "Nothing here.");
  EXPECT_THAT(passage(Card{}, {"zebra"}).text, IsEmpty());
}

TEST(Snippet, CutsALongSentenceAtWordEnds) {
  std::string longest = "Start";
  for (int i = 0; i < 100; ++i) longest += " filler";
  longest += " zebra crossing";
  for (int i = 0; i < 100; ++i) longest += " filler";
  const auto found = passage(card_of({longest + "."}), {"zebra", "crossing"});
  EXPECT_LE(found.text.size(), 310u);
  EXPECT_GT(found.text.size(), 250u);
  EXPECT_THAT(found.text, AllOf(StartsWith("…filler "), EndsWith(" filler…"), HasSubstr("zebra crossing")));
  EXPECT_THAT(highlighted(found), ElementsAre("zebra", "crossing"));
}

TEST(Snippet, IsPlainTextOnOneLineWhateverTheBody) {
  std::mt19937 random(5);
  const std::vector<std::string> pieces{
      "zebra", "river", "é", "“x”", "\n", "\t", " ", ". ", "<b>", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\u200b", "漢字"};
  for (int round = 0; round < 500; ++round) {
    Card card;
    for (auto sentences = random() % 5; sentences > 0; --sentences) {
      const auto begin = card.body.size();
      for (auto left = random() % 120; left > 0; --left) card.body += pieces[random() % pieces.size()];
      card.sentences.push_back({begin, card.body.size()});
    }
    if (round % 3 == 0) card.fields["summary"] = card.body;
    const auto found = passage(card, {"zebra", "river"});
    EXPECT_LE(found.text.size(), 320u);
    EXPECT_FALSE(first_invalid_utf8(found.text)) << found.text;
    EXPECT_EQ(found.text.find('\n'), std::string::npos);
    std::size_t end = 0;
    for (const auto& span : found.highlights) {
      EXPECT_LE(end, span.begin);
      EXPECT_LE(span.end, found.text.size());
      EXPECT_TRUE(is_character_boundary(found.text, span.begin) && is_character_boundary(found.text, span.end));
      end = span.end;
    }
  }
}

}  // namespace
}  // namespace fieldbook::library
