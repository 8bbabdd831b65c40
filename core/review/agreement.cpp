#include "core/review/agreement.hpp"

#include <algorithm>
#include <cmath>

namespace fieldbook::review {
namespace {

constexpr double z_95 = 1.959963984540054;   // the standard normal's 0.975 quantile

}  // namespace

Agreement agreement(const AgreementTable& counts) {
  Agreement out;
  out.n = counts[0][0] + counts[0][1] + counts[1][0] + counts[1][1];
  if (out.n == 0) return out;
  const auto n = static_cast<double>(out.n);
  double p[2][2], first[2] = {0, 0}, second[2] = {0, 0};
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t j = 0; j < 2; ++j) {
      p[i][j] = static_cast<double>(counts[i][j]) / n;
      first[i] += p[i][j];
      second[j] += p[i][j];
    }
  }
  out.observed = p[0][0] + p[1][1];
  out.pabak = 2 * out.observed - 1;
  out.prevalence = p[1][1] - p[0][0];
  out.bias = p[0][1] - p[1][0];
  out.included = (first[1] + second[1]) / 2;
  const double by_chance_ac1 = 2 * out.included * (1 - out.included);   // at most a half
  out.ac1 = (out.observed - by_chance_ac1) / (1 - by_chance_ac1);

  const double by_chance = first[0] * second[0] + first[1] * second[1];
  if (by_chance >= 1) return out;
  const double kappa = (out.observed - by_chance) / (1 - by_chance);
  double variance = -std::pow(kappa - by_chance * (1 - kappa), 2);
  for (std::size_t i = 0; i < 2; ++i) {
    variance += p[i][i] * std::pow(1 - (first[i] + second[i]) * (1 - kappa), 2);
    variance += p[i][1 - i] * std::pow(1 - kappa, 2) * std::pow(second[i] + first[1 - i], 2);
  }
  const double error = std::sqrt(std::max(variance, 0.0) / n) / (1 - by_chance);
  out.kappa = kappa;
  out.kappa_interval = {std::max(kappa - z_95 * error, -1.0), std::min(kappa + z_95 * error, 1.0)};
  return out;
}

}  // namespace fieldbook::review
