#include "core/review/stopping.hpp"

#include <algorithm>
#include <cmath>

namespace fieldbook::review {
namespace {

double log_choose(std::size_t n, std::size_t k) {
  return std::lgamma(static_cast<double>(n) + 1) - std::lgamma(static_cast<double>(k) + 1) - std::lgamma(static_cast<double>(n - k) + 1);
}

}  // namespace

double hypergeometric_at_most(std::size_t found, std::size_t all, std::size_t relevant, std::size_t drawn) {
  const auto other = all - relevant;
  const auto least = drawn > other ? drawn - other : 0;
  const auto most = std::min({found, relevant, drawn});
  const double total = log_choose(all, drawn);
  double sum = 0;
  for (auto i = least; i <= most; ++i) sum += std::exp(log_choose(relevant, i) + log_choose(other, drawn - i) - total);
  return std::min(sum, 1.0);
}

double p_recall_below(double recall, std::size_t relevant_before, const RandomSample& sample) {
  if (sample.read >= sample.unread_before) return 0;
  if (sample.read == 0) return 1;
  // The fewest relevant records among the unread ones with which recall would be missed.
  constexpr double rounding = 1e-9;
  const auto found = static_cast<double>(relevant_before + sample.relevant);
  const auto missed = std::floor(found / recall + rounding) - static_cast<double>(relevant_before) + 1;
  const auto fewest = static_cast<std::size_t>(std::max(missed, 0.0));
  if (fewest > sample.unread_before) return 0;   // more than there are: recall cannot be below
  return hypergeometric_at_most(sample.relevant, sample.unread_before, fewest, sample.read);
}

}  // namespace fieldbook::review
