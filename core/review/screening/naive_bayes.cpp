#include "core/review/screening/naive_bayes.hpp"

#include <cmath>
#include <numeric>

namespace fieldbook::review {

NaiveBayes::NaiveBayes(const Features& features, const NaiveBayesOptions& options)
    : features_(features), options_(options), row_sum_(features.own_sum) {
  for (auto& sums : sums_) sums.assign(features.columns, 0);
  for (std::size_t row = 0; row < features.rows(); ++row) {
    const auto* const values = features.values_of(row);
    row_sum_[row] += std::accumulate(values, values + features.columns_of(row).size(), 0.0);
  }
}

void NaiveBayes::change(std::size_t row, bool relevant, double sign) {
  const auto columns = features_.columns_of(row);
  const auto* const values = features_.values_of(row);
  auto& sums = sums_[relevant ? 1 : 0];
  for (std::size_t i = 0; i < columns.size(); ++i) sums[columns[i]] += sign * values[i];
  total_[relevant ? 1 : 0] += sign * row_sum_[row];
  seen_[relevant ? 1 : 0] += sign;
}

void NaiveBayes::score(std::vector<double>& out) const {
  const double irrelevant_share = seen_[1] / (options_.balance * seen_[0]);
  const double scale = (seen_[0] + seen_[1]) / (seen_[1] + seen_[0] * irrelevant_share);
  const double weight[2] = {scale * irrelevant_share, scale};
  const double all = options_.smoothing * static_cast<double>(features_.features);
  const double prior = std::log(weight[1] * seen_[1]) - std::log(weight[0] * seen_[0]);
  const double rest = std::log(weight[0] * total_[0] + all) - std::log(weight[1] * total_[1] + all);

  std::vector<double> odds(features_.columns, 0);
  for (std::size_t column = 0; column < odds.size(); ++column) {
    const double relevant = sums_[1][column], irrelevant = sums_[0][column];
    if (relevant == 0 && irrelevant == 0) continue;
    odds[column] = std::log((weight[1] * relevant + options_.smoothing) / (weight[0] * irrelevant + options_.smoothing));
  }
  out.resize(features_.rows());
  for (std::size_t row = 0; row < out.size(); ++row) {
    const auto columns = features_.columns_of(row);
    const auto* const values = features_.values_of(row);
    double sum = prior + rest * row_sum_[row];
    for (std::size_t i = 0; i < columns.size(); ++i) sum += values[i] * odds[columns[i]];
    out[row] = sum;
  }
}

}  // namespace fieldbook::review
