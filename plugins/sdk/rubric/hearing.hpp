// What a sentence sounds like: weights learned from labelled sentences, for practice that is told without its usual words.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
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

// The traits of a sentence, in the order of the text; one that occurs twice is there twice.
void traits_of(std::span<const Word> words, std::vector<Trait>& out);

// The key of the same trait where it is said of a text as a whole: that it is there in any sentence.
std::uint64_t whole_key(std::uint64_t key);

// The key of a trait by its name in a weights file: "u stem", "b stem stem" ("^" stands before the first word), "s stem stem"; of a
// whole text "U stem", "B stem stem"; of the network's filters "n 17" and, of a whole text, "N 17". 0 where the name is none.
std::uint64_t trait_key(std::string_view name);
// The key of the network's filter of that number, of a sentence or of a whole text.
std::uint64_t filter_key(std::size_t filter, bool whole);
// The names of a sentence's traits, as a weights file has them; for the trainer.
std::vector<std::string> trait_names(std::span<const Word> words);
// Those of them that are traits of a whole text too, by their names there.
std::vector<std::string> whole_trait_names(std::span<const Word> words);

// Linear models over traits. Immutable once read.
class Hearing {
 public:
  Hearing() = default;
  // Reads weights files (README.md), whose outputs follow one another. Throws std::invalid_argument "weights, line 12: what is wrong".
  explicit Hearing(std::initializer_list<std::string_view> texts);

  bool empty() const noexcept { return outputs_.empty(); }
  const std::vector<std::string>& outputs() const noexcept { return outputs_; }
  // The place of an output; npos where there is none of that name.
  std::size_t output(std::string_view name) const noexcept;

  // The log-odds of each output for one sentence of the given traits. A trait that is there twice counts once.
  void hear(std::span<const Trait> traits, std::vector<float>& odds) const;
  // Adds what the network's answers say: each filter's times its weight.
  void hear_answers(std::span<const float> answers, bool whole, std::vector<float>& odds) const;
  // The trait that speaks most for an output; nullptr where none does.
  const Trait* strongest(std::span<const Trait> traits, std::size_t output) const;

  static constexpr auto npos = static_cast<std::size_t>(-1);

 private:
  struct Weight {
    std::uint16_t output = 0;
    std::int16_t hundredths = 0;
  };
  struct Row {
    std::uint64_t key = 0;
    std::uint32_t begin = 0, end = 0;  // of weights_
  };
  void read(std::string_view text, std::vector<Row>& rows);
  void read_output(std::string_view rest, std::size_t line);
  void read_weights(std::string_view& text, std::size_t first_output, std::size_t line);
  void sort_in(const std::vector<Row>& rows);
  void spread_out();
  std::uint64_t trait_twice_in_one(const std::vector<std::size_t>& ends) const;
  template <typename Found>
  void each_row(std::uint64_t key, Found&& found) const;
  // The upper bits of a product depend on all of the key (Knuth, The Art of Computer Programming 3, 6.4).
  std::size_t bucket(std::uint64_t key) const { return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> 32 >> (32 - bucket_bits_)); }
  std::size_t word_of(std::uint64_t key) const { return key / 64 & (sieve_.size() - 1); }
  static std::uint64_t bit_of(std::uint64_t key) { return std::uint64_t{1} << key % 64; }

  std::vector<std::string> outputs_;
  std::vector<float> biases_;
  std::vector<Weight> weights_;
  std::vector<Row> rows_;                // by bucket
  std::vector<std::uint32_t> buckets_;   // where each begins in rows_, and the end
  int bucket_bits_ = 0;
  // What a filter's answer adds to each output from the first to the last that any filter adds to: in full, since most have a weight. Of
  // sentences and of whole texts.
  struct Answered {
    std::size_t first = 0, outputs = 0;
    std::vector<float> weights;          // filter by filter
  };
  std::array<Answered, 2> answered_;
  std::vector<std::uint64_t> sieve_;     // of a power of two of words, a bit a key: most traits have no weight, and few of those pass it
};

}  // namespace fieldbook::rubric
