// What is learned from labelled sentences: its traits, its file, and what a sentence's weights add up to.
#include "hearing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace fieldbook::rubric {
namespace {

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  split_words(text, {0, text.size()}, words);
  return words;
}

TEST(Traits, AreWordsNeighboursAndPairsOfWordsOfWeight) {
  EXPECT_EQ(trait_names(words_of("Tenants chose the provider.")),
            (std::vector<std::string>{"b ^ tenant", "b chose the", "b tenant chose", "b the provid", "s chose provid", "s chose tenant", "s provid tenant", "u chose",
                                      "u provid", "u tenant", "u the"}));
}

TEST(Traits, NumbersAreOneTraitAndLettersBeyondTheSixthNone) {
  EXPECT_EQ(trait_names(words_of("12")), trait_names(words_of("3,400")));
  EXPECT_EQ(trait_names(words_of("commissioned")), trait_names(words_of("commissioner")));
  EXPECT_EQ(trait_names(words_of("пациенты")), trait_names(words_of("пациентами"))) << "letters, not bytes, are counted";
}

TEST(Traits, TheKeyOfEachNameIsTheKeyOfTheTrait) {
  const auto words = words_of("No member may outvote another; 7 of 9 charities hold one vote each.");
  std::vector<Trait> traits;
  traits_of(words, traits);
  const auto same_key = [](const Trait& a, const Trait& b) { return a.key == b.key; };
  std::ranges::sort(traits, {}, &Trait::key);
  traits.erase(std::unique(traits.begin(), traits.end(), same_key), traits.end());
  std::vector<std::uint64_t> named;
  for (const auto& name : trait_names(words)) named.push_back(trait_key(name));
  std::ranges::sort(named);
  ASSERT_EQ(traits.size(), named.size());
  for (std::size_t i = 0; i < traits.size(); ++i) {
    EXPECT_EQ(traits[i].key, named[i]);
    EXPECT_LE(traits[i].first, traits[i].last);
    EXPECT_LT(traits[i].last, words.size());
  }
  for (const auto* wrong : {"", "u", "u ", "x vote", "u two words", "b one", "s a b c", "u two\nlines"}) EXPECT_EQ(trait_key(wrong), 0U) << wrong;
}

TEST(Traits, OfAWholeTextHaveKeysOfTheirOwn) {
  const auto words = words_of("One vote.");
  EXPECT_EQ(whole_trait_names(words), (std::vector<std::string>{"B ^ one", "B one vote", "U one", "U vote"}));
  EXPECT_EQ(trait_key("U vote"), whole_key(trait_key("u vote")));
  EXPECT_EQ(trait_key("B one vote"), whole_key(trait_key("b one vote")));
  EXPECT_NE(trait_key("U vote"), trait_key("u vote"));
  for (const auto* wrong : {"U", "U ", "U two words", "B one", "S a b"}) EXPECT_EQ(trait_key(wrong), 0U) << wrong;
}

TEST(Hearing, AddsUpTheWeightsOfEachTraitOnce) {
  const Hearing hearing({"# comment\noutput +vote -100\noutput -vote -200\nu vote\t0:150 1:-20\nb one vote\t0:75\n"});
  std::vector<Trait> traits;
  std::vector<float> odds;
  traits_of(words_of("One vote, and one vote more."), traits);
  hearing.hear(traits, odds);
  ASSERT_EQ(odds.size(), 2U);
  EXPECT_FLOAT_EQ(odds[0], -1.0F + 1.5F + 0.75F);
  EXPECT_FLOAT_EQ(odds[1], -2.0F - 0.2F);
  const auto* loudest = hearing.strongest(traits, 0);
  ASSERT_NE(loudest, nullptr);
  EXPECT_EQ(loudest->key, trait_key("u vote"));
  EXPECT_EQ(hearing.strongest(traits, 1), nullptr) << "nothing speaks for it";
  EXPECT_EQ(hearing.output("-vote"), 1U);
  EXPECT_EQ(hearing.output("other"), Hearing::npos);
}

TEST(Hearing, OfSeveralFilesAddsUpWhatEachSaysOfATrait) {
  const Hearing hearing({"output planned -10\nu vote\t0:30\n", "output +vote 0\noutput -vote 0\nu one\t0:5\nu vote\t1:40"});
  EXPECT_EQ(hearing.outputs(), (std::vector<std::string>{"planned", "+vote", "-vote"}));
  std::vector<Trait> traits;
  std::vector<float> odds;
  traits_of(words_of("A vote."), traits);
  hearing.hear(traits, odds);
  ASSERT_EQ(odds.size(), 3U);
  EXPECT_FLOAT_EQ(odds[0], 0.2F);
  EXPECT_FLOAT_EQ(odds[1], 0.0F);
  EXPECT_FLOAT_EQ(odds[2], 0.4F);
}

TEST(Hearing, TheStrongestOfEqualsDoesNotDependOnTheirOrder) {
  const Hearing hearing({"output +vote 0\nu one\t0:40\nu vote\t0:40\nu may\t0:40\n"});
  std::set<std::uint64_t> loudest;
  for (const auto* text : {"one may vote", "vote one may", "may vote one"}) {
    std::vector<Trait> traits;
    traits_of(words_of(text), traits);
    loudest.insert(hearing.strongest(traits, 0)->key);
  }
  EXPECT_EQ(loudest.size(), 1U);
}

// Enough rows for many to share a bucket.
TEST(Hearing, FindsEachOfManyTraits) {
  std::string text = "output +a 0\n";
  for (int i = 0; i < 3000; ++i) text += "u w" + std::to_string(i) + "\t0:" + std::to_string(i + 1) + "\n";
  const Hearing hearing({text});
  for (int i = 0; i < 4000; ++i) {
    const std::vector<Trait> traits{{trait_key("u w" + std::to_string(i)), 0, 0}};
    std::vector<float> odds;
    hearing.hear(traits, odds);
    EXPECT_FLOAT_EQ(odds[0], i < 3000 ? 0.01F * static_cast<float>(i + 1) : 0.0F) << i;
  }
}

TEST(Hearing, SaysWhichLineIsWrong) {
  const struct {
    const char *text, *why;
  } table[] = {{"output\n", "neither an output nor a trait"},        {"output +a\n", "no whole number"},
               {"output +a 1.5\n", "no whole number"},               {"output +a 1\nvote\t0:1\n", "neither an output nor a trait"},
               {"output +a 1\nu vote\t1:1\n", "no output 1"},        {"output +a 1\nu vote\t0\n", "output:hundredths"},
               {"output +a 1\nu vote\t0:99999\n", "out of range"},   {"output +a 1\nu vote\t0:1\nu vote\t0:2\n", "stands twice"},
               {"output +a 1\nu vote\t-1:1\n", "no output -1"},
               {"output +a 1\nu vote\t\n", "output:hundredths"},    {"output +a 1\nu vote\t0:1  0:2\n", "output:hundredths"},
               {"output +a 1\nu vote\n\nu one\t0:1", "neither an output nor a trait"}};
  for (const auto& [text, why] : table) {
    try {
      const Hearing hearing({text});
      ADD_FAILURE() << text;
    } catch (const std::invalid_argument& error) {
      EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find("line"), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace fieldbook::rubric
