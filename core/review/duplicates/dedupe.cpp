#include "core/review/duplicates/dedupe.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/review/duplicates/blocking.hpp"
#include "core/review/duplicates/clusters.hpp"
#include "core/review/duplicates/comparable.hpp"
#include "core/review/duplicates/likeness.hpp"

namespace fieldbook::review {
namespace {

// The evidence at which a pair is as likely to be one work as not.
constexpr double even_points = 7;

double score_of(double points) { return 1 / (1 + std::exp(even_points - points)); }

struct Weighed {
  LikelyPair pair;
  bool veto = false;
};

std::vector<Weighed> weigh(std::span<const Comparable> records) {
  std::vector<Weighed> out;
  for_each_candidate(records, [&](std::uint32_t a, std::span<const std::uint32_t> later) {
    for (const auto b : later) {
      if (score_of(most_points(records[a], records[b])) < offer_from) continue;
      auto found = likeness(records[a], records[b]);
      const auto score = score_of(found.points);
      if (score >= offer_from) out.push_back({{a, b, score, std::move(found.why)}, found.veto});
    }
  });
  std::ranges::sort(out, [](const Weighed& x, const Weighed& y) { return std::tuple(-x.pair.score, x.pair.a, x.pair.b) < std::tuple(-y.pair.score, y.pair.a, y.pair.b); });
  return out;
}

}  // namespace

Duplicates find_duplicates(std::span<const bibliography::Reference> references, std::span<const Ruling> rulings) {
  std::vector<Comparable> records;
  std::vector<std::string> dois;
  records.reserve(references.size());
  for (const auto& reference : references) {
    records.push_back(comparable(reference));
    dois.push_back(records.back().doi);
  }
  std::map<std::pair<std::size_t, std::size_t>, bool> ruled;
  for (const auto& ruling : rulings) ruled.insert_or_assign(std::minmax(ruling.a, ruling.b), ruling.same);

  Clusters clusters(std::move(dois));
  for (const auto& [pair, same] : ruled) {
    if (!same) clusters.keep_apart(pair.first, pair.second);
  }
  for (const auto& [pair, same] : ruled) {
    if (same) clusters.join(pair.first, pair.second);
  }
  Duplicates out;
  std::vector<LikelyPair> open;
  for (auto& [pair, veto] : weigh(records)) {
    if (ruled.contains({pair.a, pair.b})) continue;
    if (pair.score >= merge_from && !veto && clusters.may_join(pair.a, pair.b)) {
      clusters.join(pair.a, pair.b);
      out.merged.push_back(std::move(pair));
    } else {
      open.push_back(std::move(pair));
    }
  }
  for (auto& pair : open) {
    if (!clusters.together(pair.a, pair.b)) out.review.push_back(std::move(pair));
  }
  out.clusters = clusters.all();
  return out;
}

}  // namespace fieldbook::review
