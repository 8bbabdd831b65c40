// SPDX-License-Identifier: MIT
#include "hearing.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <stdexcept>

namespace fieldbook::rubric {
namespace {

constexpr std::size_t most_outputs = 1000;
constexpr std::size_t most_traits = 1'000'000;

[[noreturn]] void refuse(std::size_t line, const std::string& why) {
  throw std::invalid_argument("weights, line " + std::to_string(line) + ": " + why);
}

std::string_view take_word(std::string_view& rest) {
  const auto end = std::min(rest.find(' '), rest.size());
  const auto word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

int number(std::string_view text, std::size_t line) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) refuse(line, "\"" + std::string(text) + "\" is no whole number");
  return value;
}

}  // namespace

Hearing::Hearing(std::string_view weights) {
  std::size_t line_number = 0, traits = 0;
  rows_.resize(std::bit_ceil(2 * static_cast<std::size_t>(std::ranges::count(weights, '\n')) + 2));
  while (!weights.empty()) {
    ++line_number;
    const auto end = std::min(weights.find('\n'), weights.size());
    auto line = weights.substr(0, end);
    weights.remove_prefix(std::min(end + 1, weights.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("output ")) {
      line.remove_prefix(7);
      const auto name = take_word(line);
      if (name.empty() || outputs_.size() == most_outputs) refuse(line_number, "an output needs a name, and there are at most 1,000");
      outputs_.emplace_back(name);
      biases_.push_back(static_cast<float>(number(line, line_number)) / 100);
      continue;
    }
    const auto bar = line.find('\t');
    const auto key = bar == line.npos ? 0 : trait_key(line.substr(0, bar));
    if (key == 0) refuse(line_number, "this is neither an output nor a trait");
    if (++traits > most_traits) refuse(line_number, "there are more than a million traits");
    if (row(key) != nullptr) refuse(line_number, "this trait stands twice");
    line.remove_prefix(bar + 1);
    const auto begin = static_cast<std::uint32_t>(weights_.size());
    while (!line.empty()) {
      const auto pair = take_word(line);
      const auto colon = pair.find(':');
      if (colon == pair.npos) refuse(line_number, "weights are given as output:hundredths");
      const int output = number(pair.substr(0, colon), line_number), weight = number(pair.substr(colon + 1), line_number);
      if (output < 0 || static_cast<std::size_t>(output) >= outputs_.size()) refuse(line_number, "there is no output " + std::to_string(output));
      if (weight < -32000 || weight > 32000) refuse(line_number, "a weight is out of range");
      weights_.push_back({static_cast<std::uint16_t>(output), static_cast<std::int16_t>(weight)});
    }
    put(key, begin, static_cast<std::uint32_t>(weights_.size()));
  }
}

std::size_t Hearing::output(std::string_view name) const noexcept {
  const auto found = std::ranges::find(outputs_, name);
  return found == outputs_.end() ? npos : static_cast<std::size_t>(found - outputs_.begin());
}

const Hearing::Row* Hearing::row(std::uint64_t key) const {
  for (auto at = key;; ++at) {
    const auto& row = rows_[at & (rows_.size() - 1)];
    if (row.key == key) return &row;
    if (row.key == 0) return nullptr;
  }
}

void Hearing::put(std::uint64_t key, std::uint32_t begin, std::uint32_t end) {
  auto at = key;
  while (rows_[at & (rows_.size() - 1)].key != 0) ++at;
  rows_[at & (rows_.size() - 1)] = {key, begin, end};
}

void Hearing::hear(std::span<const Trait> traits, std::vector<float>& odds) const {
  odds.assign(biases_.begin(), biases_.end());
  if (empty()) return;
  for (const auto& trait : traits)
    if (const auto* found = row(trait.key))
      for (auto i = found->begin; i < found->end; ++i) odds[weights_[i].output] += 0.01F * static_cast<float>(weights_[i].hundredths);
}

const Trait* Hearing::strongest(std::span<const Trait> traits, std::size_t output) const {
  const Trait* best = nullptr;
  int most = 0;
  if (empty()) return best;
  for (const auto& trait : traits)
    if (const auto* found = row(trait.key))
      for (auto i = found->begin; i < found->end; ++i)
        if (weights_[i].output == output && weights_[i].hundredths > most) {
          most = weights_[i].hundredths;
          best = &trait;
        }
  return best;
}

}  // namespace fieldbook::rubric
