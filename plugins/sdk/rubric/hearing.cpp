// SPDX-License-Identifier: MIT
#include "hearing.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "add_times.hpp"

namespace fieldbook::rubric {
namespace {

constexpr std::size_t most_outputs = 1000;
constexpr std::size_t most_traits = 1'000'000;
constexpr std::size_t most_filters = 4096;
constexpr std::size_t usual_row_bytes = 32, usual_weight_bytes = 6;  // of a weights file; what is made room for
constexpr std::size_t sieve_bits_a_row = 16;

[[noreturn]] void refuse(std::size_t line, const std::string& why) {
  throw std::invalid_argument("weights, line " + std::to_string(line) + ": " + why);
}

// "-12" at the beginning of `text`, which loses it; more digits than any weight has are no number.
inline bool take_number(std::string_view& text, int& value) {
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool minus = at != end && *at == '-';
  if (minus) ++at;
  const char* const first = at;
  int number = 0;
  for (; at != end && *at >= '0' && *at <= '9' && at - first < 9; ++at) number = 10 * number + (*at - '0');
  value = minus ? -number : number;
  text = {at, end};
  return at != first;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

// The key of the trait that the line begins with, and the tab after it, which `text` loses. 0: there is none.
std::uint64_t take_key(std::string_view& text) {
  const auto bar = text.find('\t');
  if (bar == text.npos) return 0;
  const auto key = trait_key(text.substr(0, bar));
  text.remove_prefix(bar + 1);
  return key;
}

// Says so where the text has the trait twice.
void refuse_double(std::string_view text, std::uint64_t key) {
  int found = 0;
  for (std::size_t line = 1; !text.empty(); ++line) {
    auto rest = take_line(text);
    if (take_key(rest) == key && ++found == 2) refuse(line, "this trait stands twice");
  }
}

}  // namespace

Hearing::Hearing(std::initializer_list<std::string_view> texts) {
  std::size_t bytes = 0;
  for (const auto text : texts) bytes += text.size();
  weights_.reserve(bytes / usual_weight_bytes);
  std::vector<Row> rows;
  rows.reserve(bytes / usual_row_bytes);
  std::vector<std::size_t> ends;  // of each text's weights
  for (const auto text : texts) {
    read(text, rows);
    ends.push_back(weights_.size());
  }
  sort_in(rows);
  spread_out();
  const auto double_key = trait_twice_in_one(ends);
  if (double_key != 0)
    for (const auto text : texts) refuse_double(text, double_key);
}

void Hearing::read(std::string_view text, std::vector<Row>& rows) {
  const auto first_output = outputs_.size();
  for (std::size_t line = 1; !text.empty(); ++line) {
    if (text.front() == '\n' || text.front() == '#') {
      take_line(text);
    } else if (text.starts_with("output ")) {
      read_output(take_line(text).substr(7), line);
    } else {
      const auto key = take_key(text);
      if (key == 0) refuse(line, "this is neither an output nor a trait");
      const auto begin = static_cast<std::uint32_t>(weights_.size());
      read_weights(text, first_output, line);
      rows.push_back({key, begin, static_cast<std::uint32_t>(weights_.size())});
      if (rows.size() > most_traits) refuse(line, "there are more than a million traits");
    }
  }
}

// By counting, in two passes: rows of one bucket stand together.
void Hearing::sort_in(const std::vector<Row>& rows) {
  bucket_bits_ = static_cast<int>(std::bit_width(rows.size()));
  buckets_.assign((std::size_t{1} << bucket_bits_) + 1, 0);
  sieve_.assign(std::bit_ceil(sieve_bits_a_row * rows.size() + 64) / 64, 0);
  for (const auto& row : rows) ++buckets_[bucket(row.key)];
  std::uint32_t end = 0;
  for (auto& bucket : buckets_) bucket = end += bucket;
  rows_.resize(rows.size());
  for (const auto& row : rows) {
    rows_[--buckets_[bucket(row.key)]] = row;
    sieve_[word_of(row.key)] |= bit_of(row.key);
  }
}

// The key of a trait that has two rows in one text; 0: there is none. `ends` are those of the texts' weights.
std::uint64_t Hearing::trait_twice_in_one(const std::vector<std::size_t>& ends) const {
  const auto text_of = [&](const Row& row) { return std::ranges::upper_bound(ends, row.begin); };
  for (std::size_t at = 0; at + 1 < buckets_.size(); ++at)
    for (auto i = buckets_[at]; i < buckets_[at + 1]; ++i)
      for (auto other = buckets_[at]; other < i; ++other)
        if (rows_[other].key == rows_[i].key && text_of(rows_[other]) == text_of(rows_[i])) return rows_[i].key;
  return 0;
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

// To the end of the line, which `text` loses.
void Hearing::read_weights(std::string_view& text, std::size_t first_output, std::size_t line) {
  auto rest = text;
  do {
    int output = 0, weight = 0;
    if (!take_number(rest, output) || !take(rest, ':') || !take_number(rest, weight) || !(take(rest, ' ') || rest.empty() || rest.front() == '\n'))
      refuse(line, "weights are given as output:hundredths, in whole numbers");
    if (output < 0 || first_output + static_cast<std::size_t>(output) >= outputs_.size()) refuse(line, "there is no output " + std::to_string(output));
    if (weight < -32000 || weight > 32000) refuse(line, "a weight is out of range");
    weights_.push_back({static_cast<std::uint16_t>(first_output + static_cast<std::size_t>(output)), static_cast<std::int16_t>(weight)});
  } while (!rest.empty() && !take(rest, '\n'));
  text = rest;
}

std::size_t Hearing::output(std::string_view name) const noexcept {
  const auto found = std::ranges::find(outputs_, name);
  return found == outputs_.end() ? npos : static_cast<std::size_t>(found - outputs_.begin());
}

// Calls found(row) for each row of the trait: at most one of each text.
template <typename Found>
void Hearing::each_row(std::uint64_t key, Found&& found) const {
  if ((sieve_[word_of(key)] & bit_of(key)) == 0) return;
  const auto at = bucket(key);
  for (auto i = buckets_[at]; i < buckets_[at + 1]; ++i)
    if (rows_[i].key == key) found(rows_[i]);
}

// Sums are made in the order of the keys: the last bits of a sum of fractions depend on it.
void Hearing::hear(std::span<const Trait> traits, std::vector<float>& odds) const {
  odds.assign(biases_.begin(), biases_.end());
  if (empty()) return;
  std::vector<Row> all;
  all.reserve(2 * traits.size());
  for (const auto& trait : traits) each_row(trait.key, [&](const Row& row) { all.push_back(row); });
  std::ranges::sort(all, [](const Row& a, const Row& b) { return a.key != b.key ? a.key < b.key : a.begin < b.begin; });
  const auto doubles = std::ranges::unique(all, {}, &Row::begin);
  all.erase(doubles.begin(), doubles.end());
  for (const auto& row : all)
    for (auto i = row.begin; i < row.end; ++i) odds[weights_[i].output] += 0.01F * static_cast<float>(weights_[i].hundredths);
}

void Hearing::spread_out() {
  for (const bool whole : {false, true}) {
    std::size_t first = npos, end = 0, filters = 0;
    const auto each = [&](auto&& found) {
      for (std::size_t filter = 0; filter < most_filters; ++filter)
        each_row(filter_key(filter, whole), [&](const Row& row) {
          for (auto i = row.begin; i < row.end; ++i) found(filter, weights_[i]);
        });
    };
    each([&](std::size_t filter, const Weight& weight) {
      first = std::min<std::size_t>(first, weight.output);
      end = std::max<std::size_t>(end, weight.output + 1U);
      filters = filter + 1;
    });
    if (filters == 0) continue;
    auto& answered = answered_[whole ? 1 : 0];
    answered = {.first = first, .outputs = end - first, .weights = std::vector<float>(filters * (end - first))};
    each([&](std::size_t filter, const Weight& weight) {
      answered.weights[filter * answered.outputs + weight.output - first] += 0.001F * static_cast<float>(weight.hundredths);
    });
  }
}

void Hearing::hear_answers(std::span<const float> answers, bool whole, std::vector<float>& odds) const {
  const auto& [first, outputs, weights] = answered_[whole ? 1 : 0];
  if (outputs == 0) return;
  for (std::size_t filter = 0; filter < std::min(answers.size(), weights.size() / outputs); ++filter)
    if (answers[filter] > 0) add_times(&odds[first], &weights[filter * outputs], answers[filter], outputs);
}

// Of equals the one of the lowest key, where it comes first.
const Trait* Hearing::strongest(std::span<const Trait> traits, std::size_t output) const {
  const Trait* best = nullptr;
  int most = 0;
  if (empty()) return best;
  for (const auto& trait : traits) {
    each_row(trait.key, [&](const Row& row) {
      for (auto i = row.begin; i < row.end; ++i) {
        const int weight = weights_[i].output == output ? weights_[i].hundredths : 0;
        if (weight > most || (best != nullptr && weight == most && trait.key < best->key)) {
          most = weight;
          best = &trait;
        }
      }
    });
  }
  return best;
}

}  // namespace fieldbook::rubric
