#include "core/library/spread.hpp"

#include <algorithm>
#include <numeric>

namespace fieldbook::library {
namespace {

constexpr double relevance = 0.7;

// Two that both say nothing of a facet are alike in it.
double overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() && b.empty()) return 1;
  const auto common = static_cast<double>(std::ranges::count_if(a, [&](const std::string& value) { return b.contains(value); }));
  return common / (static_cast<double>(a.size() + b.size()) - common);
}

double likeness(const Traits& a, const Traits& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) sum += overlap(a.values[i], b.values[i]);
  return a.values.empty() ? 0 : sum / static_cast<double>(a.values.size());
}

}  // namespace

std::vector<std::size_t> spread(const std::vector<Traits>& best_first) {
  std::vector<std::size_t> order(best_first.size());
  std::iota(order.begin(), order.end(), 0u);
  if (order.empty()) return order;
  const auto pool = std::min(order.size(), spread_pool);
  const double top = best_first.front().score;
  std::vector<double> alike(pool, 0);  // to the chosen one most like it
  for (std::size_t next = 1; next < std::min(pool, spread_first); ++next) {
    const auto& chosen = best_first[order[next - 1]];
    for (std::size_t i = next; i < pool; ++i) alike[order[i]] = std::max(alike[order[i]], likeness(best_first[order[i]], chosen));
    const auto worth = [&](std::size_t one) {
      return relevance * (top > 0 ? best_first[one].score / top : 1) - (1 - relevance) * alike[one];
    };
    auto best = next;
    for (std::size_t i = next + 1; i < pool; ++i) {
      if (worth(order[i]) > worth(order[best])) best = i;
    }
    const auto at = order.begin() + static_cast<std::ptrdiff_t>(best);
    std::rotate(order.begin() + static_cast<std::ptrdiff_t>(next), at, at + 1);
  }
  return order;
}

}  // namespace fieldbook::library
