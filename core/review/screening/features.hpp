// Texts as rows of numbers: tf-idf as scikit-learn's TfidfVectorizer computes it (smooth idf, l2 norm).
// idf = ln((1 + n) / (1 + df)) + 1; tf = the count, or 1 + ln(count) where sublinear.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/review/screening/packed_rows.hpp"

namespace fieldbook::review {

struct FeatureOptions {
  bool stop_words = false;   // leave out English stop words (before pairs are made)
  bool pairs = false;        // also two words that follow each other
  bool sublinear = false;
  double most_records = 1.0;  // leave out what stands in more than this share of the records
};

// ELAS u3 and u4 in ASReview 3 (asreview/models/models.py).
constexpr FeatureOptions elas_u3_features{.stop_words = true, .pairs = false, .sublinear = false, .most_records = 1.0};
constexpr FeatureOptions elas_u4_features{.stop_words = false, .pairs = true, .sublinear = true, .most_records = 0.95};

// Texts that are given one at a time, in their order: a million need not be in memory.
struct Texts {
  std::size_t count = 0;
  std::function<std::string(std::size_t)> text;   // of a number below `count`
};

class Features;

// Throws Error too_large over 4,000,000,000 different features.
Features features_of(const Texts&, const FeatureOptions&);
Features features_of(std::span<const std::string> texts, const FeatureOptions&);

// One sparse row a record. A feature that stands in one record only can tell nothing of another one, and most features
// are such: they have no column, but are summed up in the record. What is learnt stays exactly the same. A value is computed
// whenever it is looked at: what is kept of it is a count, so that a million records take four bytes a cell and not twelve.
class Features {
 public:
  std::size_t columns = 0;          // frequent ones have low numbers
  std::size_t features = 0;         // with those that have no column
  std::size_t cells = 0;            // likewise
  std::vector<double> own_sum;      // of the values without a column, a row
  std::vector<double> own_square;   // sum of their squares, a row

  std::size_t rows() const noexcept { return own_sum.size(); }

  // Calls `use` with each column of a row, rising, and its value.
  template <class Use>
  void each(std::size_t row, const Use& use) const {
    const double length = length_[row];
    counts_.each(row, [&](std::uint32_t column, std::uint32_t count) {
      use(column, frequency(count) * idf_[column] / length);
    });
  }

 private:
  friend Features features_of(const Texts&, const FeatureOptions&);

  double frequency(std::uint32_t count) const { return count < frequency_.size() ? frequency_[count] : computed_frequency(count); }
  double computed_frequency(std::uint32_t count) const;

  PackedRows counts_;                       // by column
  std::vector<double> idf_;                 // a column
  std::vector<double> length_;              // a row; 1 where it is empty
  std::array<double, 256> frequency_ = {};  // computed, of the first counts
  bool sublinear_ = false;
};

}  // namespace fieldbook::review
