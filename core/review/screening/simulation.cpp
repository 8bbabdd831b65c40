#include "core/review/screening/simulation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/base/error.hpp"

namespace fieldbook::review {
namespace {

std::size_t part_of(std::size_t whole, double part) {
  constexpr double rounding = 1e-9;   // 0.95 * 100 is not 95
  return static_cast<std::size_t>(std::ceil(part * static_cast<double>(whole) - rounding));
}

double records_to_read(const Simulation& simulation) { return static_cast<double>(simulation.order.size() - simulation.priors); }

}  // namespace

std::vector<std::size_t> first_priors(const std::vector<bool>& relevant) {
  std::vector<std::size_t> out;
  for (const bool wanted : {true, false}) {
    const auto at = std::find(relevant.begin(), relevant.end(), wanted);
    if (at == relevant.end()) {
      throw Error(Errc::invalid, wanted ? "no record is labelled as relevant" : "every record is labelled as relevant",
                  "a simulation needs both; look at the label column");
    }
    out.push_back(static_cast<std::size_t>(at - relevant.begin()));
  }
  return out;
}

Simulation simulate(std::span<const std::string> texts, const std::vector<bool>& relevant, const SimulationOptions& options) {
  assert(texts.size() == relevant.size());
  Ranker ranker(texts, options.model);
  Simulation out;
  out.order.reserve(texts.size());
  auto left = static_cast<std::size_t>(std::count(relevant.begin(), relevant.end(), true));
  const auto read = [&](std::size_t record) {
    ranker.judge(record, relevant[record]);
    out.order.push_back(record);
    if (relevant[record]) --left;
  };
  for (const auto prior : options.priors.empty() ? first_priors(relevant) : options.priors) {
    if (prior >= texts.size()) throw Error(Errc::invalid, "prior " + std::to_string(prior) + " is no record", "records are numbered from 0 to " + std::to_string(texts.size() - 1));
    if (std::ranges::find(out.order, prior) == out.order.end()) read(prior);
  }
  if (!ranker.can_rank()) throw Error(Errc::invalid, "the priors are not both relevant and irrelevant", "name at least one of each");
  out.priors = out.order.size();
  while (left > 0) {
    const auto next = *ranker.next();
    if (relevant[next]) out.found_at.push_back(out.order.size() + 1 - out.priors);
    read(next);
    if (options.progress) options.progress(out.order.size(), texts.size());
  }
  const auto rest = ranker.order();
  out.order.insert(out.order.end(), rest.begin(), rest.end());
  return out;
}

double work_saved_percent(const Simulation& simulation, double part) {
  if (simulation.found_at.empty()) return 0;
  const auto read = static_cast<double>(simulation.found_at[part_of(simulation.found_at.size(), part) - 1]);
  const double all = records_to_read(simulation);
  return 100 * ((all - read) / all - (1 - part));
}

double relevant_found_percent(const Simulation& simulation, double part) {
  if (simulation.found_at.empty()) return 0;
  const auto read = static_cast<std::size_t>(part * records_to_read(simulation));
  const auto found = std::ranges::upper_bound(simulation.found_at, read) - simulation.found_at.begin();
  return 100 * static_cast<double>(found) / static_cast<double>(simulation.found_at.size());
}

double time_to_discovery_percent(const Simulation& simulation) {
  if (simulation.found_at.empty()) return 0;
  const auto sum = std::accumulate(simulation.found_at.begin(), simulation.found_at.end(), 0.0);
  return 100 * sum / static_cast<double>(simulation.found_at.size()) / records_to_read(simulation);
}

}  // namespace fieldbook::review
