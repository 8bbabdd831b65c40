// SPDX-License-Identifier: MIT
#include "hearing.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace fieldbook::rubric {
namespace {

constexpr std::size_t most_outputs = 1000;
constexpr std::size_t most_traits = 1'000'000;
constexpr std::size_t sieve_bits_a_row = 16;

[[noreturn]] void refuse(std::size_t line, const std::string& why) {
  throw std::invalid_argument("weights, line " + std::to_string(line) + ": " + why);
}

// "-12" at the beginning of `rest`, which loses it; more digits than any weight has are no number.
bool take_number(std::string_view& rest, int& value) {
  const bool minus = rest.starts_with('-');
  std::size_t at = minus ? 1 : 0;
  const auto first = at;
  for (value = 0; at < rest.size() && rest[at] >= '0' && rest[at] <= '9' && at - first < 9; ++at) value = 10 * value + (rest[at] - '0');
  if (minus) value = -value;
  rest.remove_prefix(at);
  return at > first;
}

bool take(std::string_view& rest, char c) {
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  return true;
}

}  // namespace

Hearing::Hearing(std::initializer_list<std::string_view> texts) {
  std::size_t lines = 0, bytes = 0;
  for (const auto text : texts) {
    lines += static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    bytes += text.size();
  }
  rows_ = FlatMap<Row>(std::min(lines, most_traits));
  weights_.reserve(bytes / 8);
  sieve_.resize(std::bit_ceil(sieve_bits_a_row * lines) / 64 + 1);
  for (const auto text : texts) read(text);
}

void Hearing::read(std::string_view text) {
  const auto first_output = outputs_.size();
  const auto first_weight = static_cast<std::uint32_t>(weights_.size());
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("output ")) {
      read_output(line.substr(7), number);
      continue;
    }
    const auto bar = line.find('\t');
    const auto key = bar == line.npos ? 0 : trait_key(line.substr(0, bar));
    if (key == 0) refuse(number, "this is neither an output nor a trait");
    const auto begin = static_cast<std::uint32_t>(weights_.size());
    read_weights(line.substr(bar + 1), first_output, number);
    const auto [row, added] = rows_.insert(key, {begin, 0});
    if (!added) {
      if (row->begin >= first_weight) refuse(number, "this trait stands twice");
      for (auto i = row->begin; i < row->end; ++i) weights_.push_back(Weight(weights_[i]));  // of an earlier text: all of a row stands together
    }
    *row = {begin, static_cast<std::uint32_t>(weights_.size())};
    if (rows_.size() > most_traits) refuse(number, "there are more than a million traits");
    const auto bit = key & (64 * (sieve_.size() - 1) - 1);
    sieve_[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
}

void Hearing::read_output(std::string_view rest, std::size_t line) {
  const auto name = rest.substr(0, rest.find(' '));
  if (name.empty() || outputs_.size() == most_outputs) refuse(line, "an output needs a name, and there are at most 1,000");
  const auto given = rest.substr(std::min(name.size() + 1, rest.size()));
  auto left = given;
  int bias = 0;
  if (!take_number(left, bias) || !left.empty()) refuse(line, "\"" + std::string(given) + "\" is no whole number");
  outputs_.emplace_back(name);
  biases_.push_back(static_cast<float>(bias) / 100);
}

void Hearing::read_weights(std::string_view pairs, std::size_t first_output, std::size_t line) {
  while (!pairs.empty()) {
    int output = 0, weight = 0;
    if (!take_number(pairs, output) || !take(pairs, ':') || !take_number(pairs, weight) || (!take(pairs, ' ') && !pairs.empty()))
      refuse(line, "weights are given as output:hundredths, in whole numbers");
    if (output < 0 || first_output + static_cast<std::size_t>(output) >= outputs_.size()) refuse(line, "there is no output " + std::to_string(output));
    if (weight < -32000 || weight > 32000) refuse(line, "a weight is out of range");
    weights_.push_back({static_cast<std::uint16_t>(first_output + static_cast<std::size_t>(output)), static_cast<std::int16_t>(weight)});
  }
}

std::size_t Hearing::output(std::string_view name) const noexcept {
  const auto found = std::ranges::find(outputs_, name);
  return found == outputs_.end() ? npos : static_cast<std::size_t>(found - outputs_.begin());
}

const Hearing::Row* Hearing::row(std::uint64_t key) const {
  const auto bit = key & (64 * (sieve_.size() - 1) - 1);
  return (sieve_[bit / 64] >> bit % 64 & 1U) != 0 ? rows_.find(key) : nullptr;
}

// Sums are made in the order of the keys: the last bits of a sum of fractions depend on it.
void Hearing::hear(std::span<const Trait> traits, std::vector<float>& odds) const {
  odds.assign(biases_.begin(), biases_.end());
  if (empty()) return;
  struct Heard {
    std::uint64_t key;
    Row row;
  };
  std::vector<Heard> all;
  all.reserve(traits.size());
  for (const auto& trait : traits)
    if (const auto* found = row(trait.key)) all.push_back({trait.key, *found});
  std::ranges::sort(all, {}, &Heard::key);
  std::uint64_t last = 0;
  for (const auto& [key, row] : all) {
    if (key == last) continue;
    last = key;
    for (auto i = row.begin; i < row.end; ++i) odds[weights_[i].output] += 0.01F * static_cast<float>(weights_[i].hundredths);
  }
}

// Of equals the one of the lowest key, where it comes first.
const Trait* Hearing::strongest(std::span<const Trait> traits, std::size_t output) const {
  const Trait* best = nullptr;
  int most = 0;
  if (empty()) return best;
  for (const auto& trait : traits) {
    const auto* found = row(trait.key);
    if (found == nullptr) continue;
    for (auto i = found->begin; i < found->end; ++i) {
      const int weight = weights_[i].output == output ? weights_[i].hundredths : 0;
      if (weight > most || (best != nullptr && weight == most && trait.key < best->key)) {
        most = weight;
        best = &trait;
      }
    }
  }
  return best;
}

}  // namespace fieldbook::rubric
