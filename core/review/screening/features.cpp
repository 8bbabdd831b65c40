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
  std::uint32_t number(std::uint64_t pair, std::uint32_t& next) {
    if (used_ * 2 > slots_.size()) grow();
    auto& slot = find(pair);
    if (slot.number == no_feature) {
      slot = {pair, next++};
      ++used_;
    }
    return slot.number;
  }

 private:
  struct Slot {
    std::uint64_t pair = 0;
    std::uint32_t number = no_feature;
  };

  Slot& find(std::uint64_t pair) {
    const auto mask = slots_.size() - 1;
    auto mixed = pair * 0x9E3779B97F4A7C15U;
    mixed ^= mixed >> 32U;
    for (auto at = static_cast<std::size_t>(mixed) & mask;; at = (at + 1) & mask) {
      if (slots_[at].number == no_feature || slots_[at].pair == pair) return slots_[at];
    }
  }

  void grow() {
    auto old = std::vector<Slot>(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& slot : old) {
      if (slot.number != no_feature) find(slot.pair) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

struct Count {
  std::uint32_t feature = 0;
  std::uint32_t count = 0;
};

class Counter {
  static constexpr std::size_t rows_in_a_piece = 8192;

 public:
  explicit Counter(const FeatureOptions& options) : options_(options) {}

  void add(std::string_view text) {
    numbers_.clear();
    std::uint32_t before = no_feature;
    for (auto& word : words_of(text)) {
      const auto number = number_of(std::move(word));
      if (number == no_feature) continue;
      numbers_.push_back(number);
      if (options_.pairs && before != no_feature) numbers_.push_back(pairs_.number(std::uint64_t{before} << 32U | number, next_));
      before = number;
      if (next_ >= no_feature - 2) throw Error(Errc::too_large, "the records hold more than 4,000,000,000 different words and pairs", "split them");
    }
    std::ranges::sort(numbers_);
    records_with.resize(next_);
    if (pieces.empty() || pieces.back().rows.size() == rows_in_a_piece) pieces.emplace_back();
    auto& [rows, counts] = pieces.back();
    for (std::size_t i = 0; i < numbers_.size();) {
      auto end = i;
      while (end < numbers_.size() && numbers_[end] == numbers_[i]) ++end;
      counts.push_back({numbers_[i], static_cast<std::uint32_t>(end - i)});
      ++records_with[numbers_[i]];
      i = end;
    }
    rows.push_back(counts.size());
  }

  // Some thousand texts, so that what is done with can be given back piece by piece.
  struct Piece {
    std::vector<std::size_t> rows;   // where each ends in `counts`
    std::vector<Count> counts;
  };
  std::vector<Piece> pieces;
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
  std::uint32_t next_ = 0;
};

// The column of each feature: those of two and more records by how frequent they are, so that what is read often lies together.
std::vector<std::uint32_t> columns_for(const std::vector<std::uint32_t>& records_with, double most, Features& out) {
  std::vector<std::uint32_t> shared;
  std::size_t cells = 0;
  for (std::uint32_t feature = 0; feature < records_with.size(); ++feature) {
    if (records_with[feature] > most) continue;
    ++out.features;
    if (records_with[feature] < 2) continue;
    shared.push_back(feature);
    cells += records_with[feature];
  }
  out.column.reserve(cells);
  out.value.reserve(cells);
  std::ranges::sort(shared, [&](auto a, auto b) { return records_with[a] != records_with[b] ? records_with[a] > records_with[b] : a < b; });
  std::vector<std::uint32_t> columns(records_with.size(), no_feature);
  for (std::uint32_t column = 0; column < shared.size(); ++column) columns[shared[column]] = column;
  out.columns = shared.size();
  return columns;
}

}  // namespace

Features features_of(std::span<const std::string> texts, const FeatureOptions& options) {
  return features_of(Texts{texts.size(), [&](std::size_t i) { return texts[i]; }}, options);
}

Features features_of(const Texts& texts, const FeatureOptions& options) {
  Counter counter(options);
  for (std::size_t i = 0; i < texts.count; ++i) counter.add(texts.text(i));
  const auto n = static_cast<double>(texts.count);
  const auto most = options.most_records * n;
  Features out;
  const auto columns = columns_for(counter.records_with, most, out);
  out.begin.push_back(0);
  struct Weighed {
    std::uint32_t column;
    double value;
  };
  std::vector<Weighed> row;
  std::vector<double> idf(counter.records_with.size());
  for (std::size_t feature = 0; feature < idf.size(); ++feature) idf[feature] = std::log((1 + n) / (1.0 + counter.records_with[feature])) + 1;
  for (auto& piece : counter.pieces) {
    std::size_t i = 0;
    for (const auto end : piece.rows) {
      double square = 0, own_sum = 0, own_square = 0;
      row.clear();
      for (; i < end; ++i) {
        const auto [feature, count] = piece.counts[i];
        if (counter.records_with[feature] > most) continue;
        ++out.cells;
        const double tf = options.sublinear && count > 1 ? 1 + std::log(count) : count;
        const double value = tf * idf[feature];
        square += value * value;
        if (columns[feature] == no_feature) {
          own_sum += value;
          own_square += value * value;
        } else {
          row.push_back({columns[feature], value});
        }
      }
      const double norm = square > 0 ? std::sqrt(square) : 1;
      std::ranges::sort(row, {}, &Weighed::column);
      for (const auto& [column, value] : row) {
        out.column.push_back(column);
        out.value.push_back(value / norm);
      }
      out.begin.push_back(out.column.size());
      out.own_sum.push_back(own_sum / norm);
      out.own_square.push_back(own_square / (norm * norm));
    }
    piece = Counter::Piece();
  }
  return out;
}

}  // namespace fieldbook::review
