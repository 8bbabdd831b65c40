#include "core/review/screening/naive_bayes.hpp"

#include <cmath>
#include <cstdint>

namespace fieldbook::review {

NaiveBayes::NaiveBayes(const Features& features, const NaiveBayesOptions& options)
    : features_(features), options_(options), row_sum_(features.own_sum) {
  for (auto& sums : sums_) sums.assign(features.columns, 0);
  for (std::size_t row = 0; row < features.rows(); ++row) {
    double sum = 0;
    features.each(row, [&](std::uint32_t, double value) { sum += value; });
    row_sum_[row] += sum;
  }
}

void NaiveBayes::change(std::size_t row, bool relevant, double sign) {
  auto& sums = sums_[relevant ? 1 : 0];
  features_.each(row, [&](std::uint32_t column, double value) { sums[column] += sign * value; });
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
    double sum = prior + rest * row_sum_[row];
    features_.each(row, [&](std::uint32_t column, double value) { sum += value * odds[column]; });
    out[row] = sum;
  }
}

}  // namespace fieldbook::review
