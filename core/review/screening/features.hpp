// Texts as rows of numbers: tf-idf as scikit-learn's TfidfVectorizer computes it (smooth idf, l2 norm).
// idf = ln((1 + n) / (1 + df)) + 1; tf = the count, or 1 + ln(count) where sublinear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

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

// One sparse row a record. A feature that stands in one record only can tell nothing of another one, and most features
// are such: they have no column, but are summed up in the record. What is learnt stays exactly the same.
struct Features {
  std::vector<std::size_t> begin;     // of each row's cells; one more at the end
  std::vector<std::uint32_t> column;  // frequent ones have low numbers
  std::vector<double> value;
  std::vector<double> own_sum;        // of the values without a column, a row
  std::vector<double> own_square;     // sum of their squares, a row
  std::size_t columns = 0;
  std::size_t features = 0;           // with those that have no column
  std::size_t cells = 0;              // likewise

  std::size_t rows() const noexcept { return own_sum.size(); }
  std::span<const std::uint32_t> columns_of(std::size_t row) const noexcept {
    return {column.data() + begin[row], begin[row + 1] - begin[row]};
  }
  const double* values_of(std::size_t row) const noexcept { return value.data() + begin[row]; }
};

// Texts that are given one at a time, in their order: a million need not be in memory.
struct Texts {
  std::size_t count = 0;
  std::function<std::string(std::size_t)> text;   // of a number below `count`
};

// Throws Error too_large over 4,000,000,000 different features.
Features features_of(const Texts&, const FeatureOptions&);
Features features_of(std::span<const std::string> texts, const FeatureOptions&);

}  // namespace fieldbook::review
