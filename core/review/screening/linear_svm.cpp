#include "core/review/screening/linear_svm.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace fieldbook::review {

LinearSvm::LinearSvm(const Features& features, const LinearSvmOptions& options)
    : features_(features), options_(options), weights_(features.columns, 0) {}

double LinearSvm::dot(std::size_t row) const {
  double sum = intercept_;
  features_.each(row, [&](std::uint32_t column, double value) { sum += value * weights_[column]; });
  return sum;
}

void LinearSvm::move(const Example& example, double by) {
  const double step = by * example.side;
  features_.each(example.row, [&](std::uint32_t column, double value) { weights_[column] += step * value; });
  intercept_ += step;
}

void LinearSvm::add(std::size_t row, bool relevant) {
  const double own = features_.own_square[row];
  double whole = own + 1;
  features_.each(row, [&](std::uint32_t, double value) { whole += value * value; });
  examples_.push_back({row, relevant ? 1.0 : -1.0, 0, own, whole});
}

void LinearSvm::remove(std::size_t row) {
  const auto at = std::ranges::find(examples_, row, &Example::row);
  if (at == examples_.end()) return;
  move(*at, -at->alpha);
  examples_.erase(at);
}

// A new order each pass, as the method wants it; the same ones in every run.
void LinearSvm::shuffle() {
  turn_.resize(examples_.size());
  std::iota(turn_.begin(), turn_.end(), 0U);
  for (auto left = static_cast<std::uint32_t>(turn_.size()); left > 1; --left) std::swap(turn_[left - 1], turn_[random_() % left]);
}

void LinearSvm::train() {
  const auto relevant = static_cast<double>(std::ranges::count(examples_, 1.0, &Example::side));
  const double irrelevant = static_cast<double>(examples_.size()) - relevant;
  const double irrelevant_share = relevant / (options_.balance * irrelevant);
  const double scale = (relevant + irrelevant) / (relevant + irrelevant * irrelevant_share);
  const double diagonal_relevant = 1 / (2 * options_.cost * scale);
  const double diagonal_irrelevant = diagonal_relevant / irrelevant_share;

  for (unsigned pass = 0; pass < options_.most_passes; ++pass) {
    double highest = -std::numeric_limits<double>::infinity(), lowest = std::numeric_limits<double>::infinity();
    shuffle();
    for (const auto at : turn_) {
      auto& example = examples_[at];
      const double diagonal = example.side > 0 ? diagonal_relevant : diagonal_irrelevant;
      const double gradient = example.side * dot(example.row) + (example.own + diagonal) * example.alpha - 1;
      const double projected = example.alpha > 0 ? gradient : std::min(gradient, 0.0);
      highest = std::max(highest, projected);
      lowest = std::min(lowest, projected);
      if (projected == 0) continue;
      const double before = example.alpha;
      example.alpha = std::max(before - gradient / (example.whole + diagonal), 0.0);
      move(example, example.alpha - before);
    }
    if (highest - lowest <= options_.tolerance) return;
  }
}

void LinearSvm::score(std::vector<double>& out) {
  train();
  out.resize(features_.rows());
  for (std::size_t row = 0; row < out.size(); ++row) out[row] = dot(row);
  for (const auto& example : examples_) out[example.row] += example.side * example.alpha * example.own;
}

}  // namespace fieldbook::review
