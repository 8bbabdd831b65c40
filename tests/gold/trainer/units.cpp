#include "tests/gold/trainer/units.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

namespace fieldbook::gold {
namespace {

// Chosen on train.jsonl and dev.jsonl, where 8 to 32 units and rates and decays of half an order more or less do as well.
constexpr std::size_t units_each = 12, models = 5;
constexpr int rounds = 12;
constexpr std::size_t rows_a_step = 256;
constexpr double first_rate = 0.01, last_rate = 0.0005, decay = 1e-4;

double bent(double x) { return x / (1 + std::abs(x)); }
double bend(double x) { return 1 / ((1 + std::abs(x)) * (1 + std::abs(x))); }

// Numbers of one spread, about nought.
struct Scale {
  explicit Scale(const std::vector<std::vector<double>>& rows) : mean(rows.at(0).size()), spread(mean.size()) {
    const auto all = static_cast<double>(rows.size());
    for (const auto& row : rows)
      for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += row[i] / all;
    for (const auto& row : rows)
      for (std::size_t i = 0; i < mean.size(); ++i) spread[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / all;
    for (auto& s : spread) s = std::max(1e-6, std::sqrt(s));
  }
  std::vector<double> mean, spread;
};

// All that is learned in one row: the linear part and its bias, then each unit's weights, bias and out.
class Learner {
 public:
  Learner(std::size_t numbers, unsigned beginning) : numbers_(numbers), chance_(beginning), values_(numbers + 1 + units_each * (numbers + 2)), slopes_(values_.size()), mean_(values_.size()), square_(values_.size()) {
    for (std::size_t unit = 0; unit < units_each; ++unit) {
      for (std::size_t i = 0; i < numbers_; ++i) values_[at(unit) + i] = about(1 / std::sqrt(static_cast<double>(numbers_)));
      values_[at(unit) + numbers_ + 1] = about(0.1);
    }
  }

  void learn(const std::vector<std::vector<double>>& rows, const std::vector<bool>& yes) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    for (int round = 0; round < rounds; ++round) {
      const double rate = first_rate + (last_rate - first_rate) * round / rounds;
      for (auto i = order.size(); i > 1; --i) std::swap(order[i - 1], order[chance_() % i]);
      for (std::size_t begin = 0; begin < order.size(); begin += rows_a_step) {
        std::ranges::fill(slopes_, 0.0);
        const auto end = std::min(order.size(), begin + rows_a_step);
        for (auto i = begin; i < end; ++i) add_slopes(rows[order[i]], yes[order[i]], 1 / static_cast<double>(end - begin));
        step(rate);
      }
    }
  }

  // Adds this one's share of the mean, over numbers as they were before they were scaled.
  void add_to(Units& mean, const Scale& scale) const {
    const auto unscaled = [&](std::size_t from, std::vector<double>& weights, double& bias, double share) {
      for (std::size_t i = 0; i < numbers_; ++i) {
        weights[i] += share * values_[from + i] / scale.spread[i];
        bias -= share * values_[from + i] * scale.mean[i] / scale.spread[i];
      }
      bias += share * values_[from + numbers_];
    };
    unscaled(0, mean.weights, mean.bias, 1.0 / models);
    for (std::size_t unit = 0; unit < units_each; ++unit) {
      auto& one = mean.units.emplace_back(values_[at(unit) + numbers_ + 1] / models, 0, std::vector<double>(numbers_));
      unscaled(at(unit), one.weights, one.bias, 1);
    }
  }

 private:
  std::size_t at(std::size_t unit) const { return numbers_ + 1 + unit * (numbers_ + 2); }
  double about(double spread) { return spread * std::sqrt(3.0) * (2 * static_cast<double>(chance_()) / 4294967296.0 - 1); }

  double sum(std::size_t from, const std::vector<double>& row) const {
    double sum = values_[from + numbers_];
    for (std::size_t i = 0; i < numbers_; ++i) sum += values_[from + i] * row[i];
    return sum;
  }

  void add_slope(std::size_t from, const std::vector<double>& row, double slope) {
    for (std::size_t i = 0; i < numbers_; ++i) slopes_[from + i] += slope * row[i];
    slopes_[from + numbers_] += slope;
  }

  void add_slopes(const std::vector<double>& row, bool yes, double share) {
    std::array<double, units_each> sums{};
    double odds = sum(0, row);
    for (std::size_t unit = 0; unit < units_each; ++unit) odds += values_[at(unit) + numbers_ + 1] * bent(sums[unit] = sum(at(unit), row));
    const double slope = share * (1 / (1 + std::exp(-odds)) - (yes ? 1 : 0));
    add_slope(0, row, slope);
    for (std::size_t unit = 0; unit < units_each; ++unit) {
      add_slope(at(unit), row, slope * values_[at(unit) + numbers_ + 1] * bend(sums[unit]));
      slopes_[at(unit) + numbers_ + 1] += slope * bent(sums[unit]);
    }
  }

  void step(double rate) {
    ++steps_;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const double slope = slopes_[i] + decay * values_[i];
      mean_[i] = 0.9 * mean_[i] + 0.1 * slope;
      square_[i] = 0.999 * square_[i] + 0.001 * slope * slope;
      values_[i] -= rate * mean_[i] / (1 - std::pow(0.9, steps_)) / (std::sqrt(square_[i] / (1 - std::pow(0.999, steps_))) + 1e-8);
    }
  }

  std::size_t numbers_;
  std::mt19937 chance_;
  std::vector<double> values_, slopes_, mean_, square_;
  int steps_ = 0;
};

}  // namespace

Units learn_units(const std::vector<std::vector<double>>& rows, const std::vector<bool>& yes) {
  const Scale scale(rows);
  auto scaled = rows;
  for (auto& row : scaled)
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = (row[i] - scale.mean[i]) / scale.spread[i];
  Units mean;
  mean.weights.resize(scale.mean.size());
  for (unsigned model = 1; model <= models; ++model) {
    Learner learner(scale.mean.size(), model);
    learner.learn(scaled, yes);
    learner.add_to(mean, scale);
  }
  return mean;
}

}  // namespace fieldbook::gold
