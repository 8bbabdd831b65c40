#include "core/review/screening/features.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/review/screening/words.hpp"

namespace fieldbook::review {
namespace {

constexpr std::uint32_t no_feature = 0xFFFFFFFF;

// Numbers for pairs of words: an open table, since millions of pairs are asked for.
class PairTable {
 public:
  PairTable() : slots_(1 << 16U) {}

  // The number of a pair; `next` where it is new, and then `next` goes up.
  std::uint32_t number(std::uint32_t first, std::uint32_t second, std::uint32_t& next) {
    if (used_ * 4 > slots_.size() * 3) grow();
    auto& slot = find(first, second);
    if (slot.number == no_feature) {
      slot = {first, second, next++};
      ++used_;
    }
    return slot.number;
  }

 private:
  struct Slot {
    std::uint32_t first = 0, second = 0;
    std::uint32_t number = no_feature;
  };

  Slot& find(std::uint32_t first, std::uint32_t second) {
    const auto mask = slots_.size() - 1;
    auto mixed = (std::uint64_t{first} << 32U | second) * 0x9E3779B97F4A7C15U;
    mixed ^= mixed >> 32U;
    for (auto at = static_cast<std::size_t>(mixed) & mask;; at = (at + 1) & mask) {
      if (slots_[at].number == no_feature || (slots_[at].first == first && slots_[at].second == second)) return slots_[at];
    }
  }

  void grow() {
    auto old = std::vector<Slot>(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& slot : old) {
      if (slot.number != no_feature) find(slot.first, slot.second) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

class Counter {
 public:
  explicit Counter(const FeatureOptions& options) : options_(options) {}

  void add(std::string_view text) {
    numbers_.clear();
    std::uint32_t before = no_feature;
    for (auto& word : words_of(text)) {
      const auto number = number_of(std::move(word));
      if (number == no_feature) continue;
      numbers_.push_back(number);
      if (options_.pairs && before != no_feature) numbers_.push_back(pairs_.number(before, number, next_));
      before = number;
      if (next_ >= no_feature - 2) throw Error(Errc::too_large, "the records hold more than 4,000,000,000 different words and pairs", "split them");
    }
    std::ranges::sort(numbers_);
    records_with.resize(next_);
    row_.clear();
    for (std::size_t i = 0; i < numbers_.size();) {
      auto end = i;
      while (end < numbers_.size() && numbers_[end] == numbers_[i]) ++end;
      row_.push_back({numbers_[i], static_cast<std::uint32_t>(end - i)});
      ++records_with[numbers_[i]];
      i = end;
    }
    counts.add(row_);
  }

  PackedRows counts;                         // by feature
  std::vector<std::uint32_t> records_with;   // a feature

 private:
  std::uint32_t number_of(std::string word) {
    const auto [known, is_new] = words_.try_emplace(std::move(word), next_);
    if (!is_new) return known->second;
    if (options_.stop_words && is_stop_word(known->first)) return known->second = no_feature;
    return next_++;
  }

  FeatureOptions options_;
  std::unordered_map<std::string, std::uint32_t> words_;
  PairTable pairs_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Count> row_;
  std::uint32_t next_ = 0;
};

// The column of each feature: those of two and more records by how frequent they are, so that what is read often lies together.
struct Columns {
  std::vector<std::uint32_t> of;        // a feature; no_feature: it has none
  std::vector<std::uint32_t> features;  // a column
};

Columns columns_for(const std::vector<std::uint32_t>& records_with, double most) {
  Columns out;
  for (std::uint32_t feature = 0; feature < records_with.size(); ++feature) {
    if (records_with[feature] <= most && records_with[feature] >= 2) out.features.push_back(feature);
  }
  std::ranges::sort(out.features, [&](auto a, auto b) { return records_with[a] != records_with[b] ? records_with[a] > records_with[b] : a < b; });
  out.of.assign(records_with.size(), no_feature);
  for (std::uint32_t column = 0; column < out.features.size(); ++column) out.of[out.features[column]] = column;
  return out;
}

// How often each feature stands in each record, and in how many records.
std::pair<PackedRows, std::vector<std::uint32_t>> counts_of(const Texts& texts, const FeatureOptions& options) {
  Counter counter(options);
  for (std::size_t i = 0; i < texts.count; ++i) counter.add(texts.text(i));
  return {std::move(counter.counts), std::move(counter.records_with)};
}

}  // namespace

double Features::computed_frequency(std::uint32_t count) const { return sublinear_ && count > 1 ? 1 + std::log(count) : count; }

Features features_of(std::span<const std::string> texts, const FeatureOptions& options) {
  return features_of(Texts{texts.size(), [&](std::size_t i) { return texts[i]; }}, options);
}

Features features_of(const Texts& texts, const FeatureOptions& options) {
  Features out;
  auto [counts, records_with] = counts_of(texts, options);
  const auto n = static_cast<double>(texts.count);
  const auto most = options.most_records * n;
  const auto idf = [n](double records) { return std::log((1 + n) / (1.0 + records)) + 1; };
  out.features = static_cast<std::size_t>(std::ranges::count_if(records_with, [&](auto records) { return records <= most; }));
  out.sublinear_ = options.sublinear;
  for (std::uint32_t count = 0; count < out.frequency_.size(); ++count) out.frequency_[count] = out.computed_frequency(count);
  auto columns = columns_for(records_with, most);
  out.columns = columns.features.size();
  for (const auto feature : columns.features) out.idf_.push_back(idf(records_with[feature]));
  std::vector<std::uint32_t>().swap(columns.features);
  const double idf_alone = idf(1);
  std::vector<Count> kept;
  counts.change_each([&](std::size_t, std::vector<Count>& cells) {
    double square = 0, own_sum = 0, own_square = 0;
    kept.clear();
    for (const auto& [feature, count] : cells) {
      if (records_with[feature] > most) continue;
      ++out.cells;
      const auto column = columns.of[feature];
      const double value = out.frequency(count) * (column == no_feature ? idf_alone : out.idf_[column]);
      square += value * value;
      if (column == no_feature) {
        own_sum += value;
        own_square += value * value;
      } else {
        kept.push_back({column, count});
      }
    }
    const double length = square > 0 ? std::sqrt(square) : 1;
    std::ranges::sort(kept, {}, &Count::number);
    std::swap(cells, kept);
    out.length_.push_back(length);
    out.own_sum.push_back(own_sum / length);
    out.own_square.push_back(own_square / (length * length));
  });
  out.counts_ = std::move(counts);
  return out;
}

}  // namespace fieldbook::review
