// What a sentence is like to filters that slide over its words: practice that is told in words no labelled sentence had,
// but whose neighbours in meaning some had. A convolutional network of one layer with the largest answer of each filter kept
// (Kim 2014, Convolutional Neural Networks for Sentence Classification, EMNLP, 1746-1751); what its answers mean for a
// criterion stands with the other weights (hearing.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "words.hpp"

namespace fieldbook::rubric {

// Words as points: in a text one character a dimension, from '!' (-1.5) in steps of a thirtieth to '{' (1.5).
namespace point {
inline constexpr std::size_t dimensions = 100;
inline constexpr char lowest = '!', middle = 'N', highest = '{';
inline constexpr int steps = 30;   // a unit
}  // namespace point

// The words of a sentence as the network knows them: a number is "#", and a pause before a word is a word, "," or ";".
std::vector<std::string> network_words(std::span<const Word> words);

// Immutable but for what it remembers of words it has met; may be asked from several threads.
class Network {
 public:
  // Reads a network file (README.md), which must outlive this. Throws std::invalid_argument "network, line 12: what is wrong".
  explicit Network(std::string_view text);
  ~Network();
  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;

  std::size_t filters() const noexcept;
  // How much each filter answers to the window of the sentence that it answers to most; never below 0.
  void answer(std::span<const Word> words, std::vector<float>& answers) const;

 private:
  struct Filters;
  class Vocabulary;
  std::unique_ptr<const Filters> filters_;
  std::unique_ptr<Vocabulary> vocabulary_;
};

}  // namespace fieldbook::rubric
