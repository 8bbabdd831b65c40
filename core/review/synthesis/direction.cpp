#include "core/review/synthesis/direction.hpp"

#include <algorithm>
#include <cmath>

namespace fieldbook::review {

std::string_view name_of(Direction direction) noexcept {
  switch (direction) {
    case Direction::better: return "better";
    case Direction::worse: return "worse";
    case Direction::no_difference: return "no-difference";
    case Direction::mixed: return "mixed";
    case Direction::unclear: return "unclear";
  }
  return "";
}

std::string_view label_of(Direction direction) noexcept {
  switch (direction) {
    case Direction::better: return "Better";
    case Direction::worse: return "Worse";
    case Direction::no_difference: return "No difference";
    case Direction::mixed: return "Mixed";
    case Direction::unclear: return "Unclear";
  }
  return "";
}

std::optional<Direction> direction_of(std::string_view name) noexcept {
  for (const auto one : all_directions) {
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

Direction overall(std::span<const Direction> results) noexcept {
  const auto count = [&](Direction one) { return std::ranges::count(results, one); };
  const auto clear = static_cast<std::ptrdiff_t>(results.size()) - count(Direction::unclear);
  if (clear == 0) return Direction::unclear;
  for (const auto one : {Direction::better, Direction::worse, Direction::no_difference}) {
    if (10 * count(one) >= 7 * clear) return one;
  }
  return Direction::mixed;
}

std::array<double, 2> wilson_interval(std::size_t of, std::size_t all) {
  if (all == 0) return {0, 1};
  constexpr double z = 1.959963984540054;   // of the normal distribution, at 97.5 per cent
  const auto n = static_cast<double>(all), p = static_cast<double>(of) / n;
  const double middle = p + z * z / (2 * n), half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)), whole = 1 + z * z / n;
  return {std::max(0.0, (middle - half) / whole), std::min(1.0, (middle + half) / whole)};
}

SignTest sign_test(std::size_t better, std::size_t worse) {
  SignTest out;
  out.better = better;
  out.worse = worse;
  const auto n = better + worse;
  if (n == 0) return out;
  out.share_better = static_cast<double>(better) / static_cast<double>(n);
  out.interval = wilson_interval(better, n);
  double tail = 0;
  const auto whole = static_cast<double>(n);
  for (auto k = std::max(better, worse); k <= n; ++k) {
    const auto x = static_cast<double>(k);
    tail += std::exp(std::lgamma(whole + 1) - std::lgamma(x + 1) - std::lgamma(whole - x + 1) - whole * std::log(2.0));
  }
  out.p = std::min(1.0, 2 * tail);
  return out;
}

}  // namespace fieldbook::review
