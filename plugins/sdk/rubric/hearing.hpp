// What a sentence sounds like: weights learned from labelled sentences, for practice that is told without its usual words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "words.hpp"

namespace fieldbook::rubric {

// One thing about a sentence that a weight may hang on: a word, two neighbours, or two words with at most one other of
// weight between them. Words are cut to their first six letters, which does for stemming.
struct Trait {
  std::uint64_t key = 0;
  std::uint32_t first = 0, last = 0;  // words of the sentence, both included
};

// The traits of a sentence, each once, in the order of their keys.
void traits_of(std::span<const Word> words, std::vector<Trait>& out);

// The key of a trait by its name in a weights file: "u stem", "b stem stem" ("^" stands before the first word), "s stem stem".
// 0 where the name is none.
std::uint64_t trait_key(std::string_view name);
// The names of a sentence's traits, as a weights file has them; for the trainer.
std::vector<std::string> trait_names(std::span<const Word> words);

// Linear models over traits. Immutable once read.
class Hearing {
 public:
  Hearing() = default;
  // Reads a weights file (README.md). Throws std::invalid_argument "weights, line 12: what is wrong".
  explicit Hearing(std::string_view weights);

  bool empty() const noexcept { return outputs_.empty(); }
  const std::vector<std::string>& outputs() const noexcept { return outputs_; }
  // The place of an output; npos where there is none of that name.
  std::size_t output(std::string_view name) const noexcept;

  // The log-odds of each output for one sentence of the given traits.
  void hear(std::span<const Trait> traits, std::vector<float>& odds) const;
  // The trait that speaks most for an output; nullptr where none does.
  const Trait* strongest(std::span<const Trait> traits, std::size_t output) const;

  static constexpr auto npos = static_cast<std::size_t>(-1);

 private:
  struct Weight {
    std::uint16_t output = 0;
    std::int16_t hundredths = 0;
  };
  struct Row {
    std::uint64_t key = 0;  // 0: free
    std::uint32_t begin = 0, end = 0;
  };
  const Row* row(std::uint64_t key) const;
  void put(std::uint64_t key, std::uint32_t begin, std::uint32_t end);

  std::vector<std::string> outputs_;
  std::vector<float> biases_;
  std::vector<Weight> weights_;
  std::vector<Row> rows_;  // open addressing; a power of two of them
};

}  // namespace fieldbook::rubric
