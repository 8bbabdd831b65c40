#include "network.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace fieldbook::rubric {
namespace {

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  split_words(text, {0, static_cast<std::uint32_t>(text.size())}, words);
  return words;
}

// A word that stands at `first` in the first dimension and at `second` in the second, in thirtieths.
std::string word(const std::string& name, int first, int second) {
  std::string line(point::dimensions, point::middle);
  line[0] = static_cast<char>(line[0] + first);
  line[1] = static_cast<char>(line[1] + second);
  return name + "\t" + line + "\n";
}

// The weights of one place of a window.
std::string place(int first, int second) {
  std::string out = " " + std::to_string(first) + " " + std::to_string(second);
  for (std::size_t i = 2; i < point::dimensions; ++i) out += " 0";
  return out;
}

std::vector<float> answers_of(const Network& network, std::string_view text) {
  std::vector<float> answers;
  network.answer(words_of(text), answers);
  return answers;
}

// One filter asks for the first dimension, the other for the first and then the second, less a half.
const std::string small = "# a comment\nfilters 1 1\n0" + place(1024, 0) + "\nfilters 2 1\n-480" + place(1024, 0) + place(0, 1024) + "\n" + word("board", 30, 0) +
                          word("agreed", 0, 15) + word("lost", -30, 0) + word("#", 15, 0) + word(",", 45, 0);

TEST(Network, AFilterAnswersToTheWindowItAnswersToMost) {
  const Network network(small);
  EXPECT_EQ(network.filters(), 2U);
  EXPECT_EQ(answers_of(network, "The board agreed."), (std::vector<float>{1, 1}));
  EXPECT_EQ(answers_of(network, "Agreed: the board"), (std::vector<float>{1, 0.5}));
}

TEST(Network, AWindowMayReachOverBothEnds) {
  const Network network(small);
  EXPECT_EQ(answers_of(network, "board"), (std::vector<float>{1, 0.5}));
  EXPECT_EQ(answers_of(network, "agreed"), (std::vector<float>{0, 0}));
}

TEST(Network, NoAnswerIsBelowNothing) { EXPECT_EQ(answers_of(Network(small), "lost"), (std::vector<float>{0, 0})); }

TEST(Network, WordsItDoesNotKnowSayNothing) {
  const Network network(small);
  EXPECT_EQ(answers_of(network, "unheard of"), (std::vector<float>{0, 0}));
  EXPECT_EQ(answers_of(network, ""), (std::vector<float>{0, 0}));
}

TEST(Network, ANumberIsOneWordAndAPauseAnother) {
  EXPECT_EQ(network_words(words_of("In 2019, £1.5m; agreed")), (std::vector<std::string>{"in", "#", ",", "$", "#", ";", "agreed"}));
  EXPECT_EQ(answers_of(Network(small), "12,000")[0], 0.5F);
  EXPECT_EQ(answers_of(Network(small), "so, then")[0], 1.5F);
}

TEST(Network, GivesTheSameAnswersToManyAtOnce) {
  const Network network(small);
  std::vector<std::vector<float>> answers(8);
  {
    std::vector<std::jthread> threads;
    for (auto& answer : answers) threads.emplace_back([&network, &answer] { network.answer(words_of("the board, having lost 3, agreed"), answer); });
  }
  for (const auto& answer : answers) EXPECT_EQ(answer, answers[0]);
  EXPECT_GT(answers[0][1], 0);
}

TEST(Network, SaysWhatIsWrongWithAFileAndWhere) {
  const auto refusal = [](const std::string& text) {
    try {
      const Network network(text);
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("read");
  };
  EXPECT_EQ(refusal(""), "network: there are no filters");
  EXPECT_EQ(refusal("filters 9 1\n"), "network, line 1: \"9\" is no whole number in range");
  EXPECT_EQ(refusal("filters 1 1\n0 1 2\n"), "network, line 2: \"\" is no whole number in range");
  EXPECT_EQ(refusal("filters 1 1\n0" + place(1, 1) + " 7\n"), "network, line 2: there are more numbers than the filter has weights");
  EXPECT_EQ(refusal(small + "word\tshort\n"), "network, line 11: this is neither filters nor a word with a hundred places");
  EXPECT_EQ(refusal(small + word("board", 1, 1)), "network, line 11: this word stands twice");
  EXPECT_EQ(refusal("filters 1 5000\n"), "network, line 1: \"5000\" is no whole number in range");
  EXPECT_EQ(refusal("filters 1 1\n0" + place(40000, 0) + "\n"), "network, line 2: \"40000\" is no whole number in range");
}

}  // namespace
}  // namespace fieldbook::rubric
