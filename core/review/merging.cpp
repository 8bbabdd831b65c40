#include "core/review/merging.hpp"

#include <algorithm>
#include <numeric>
#include <ranges>
#include <tuple>
#include <unordered_map>

#include "core/review/duplicates/clusters.hpp"
#include "core/review/duplicates/comparable.hpp"

namespace fieldbook::review {
namespace {

using bibliography::Reference;

void fill(std::string& field, const std::string& other) {
  if (is_placeholder(field) && !is_placeholder(other)) field = other;
}

void fill_from(Reference& first, const Reference& other) {
  for (const auto field : {&Reference::title, &Reference::container_title, &Reference::publisher, &Reference::publisher_place, &Reference::genre, &Reference::number, &Reference::volume, &Reference::issue,
                           &Reference::page, &Reference::edition, &Reference::doi, &Reference::url, &Reference::isbn, &Reference::issn, &Reference::language, &Reference::note}) {
    fill(first.*field, other.*field);
  }
  if (first.authors.empty()) first.authors = other.authors;
  if (first.editors.empty()) first.editors = other.editors;
  if (first.keywords.empty()) first.keywords = other.keywords;
  if (!first.issued) first.issued = other.issued;
}

// Of references, whose keys are their ids.
template <typename References>
Clusters cluster(const References& references, std::span<const PairVerdict> verdicts) {
  std::vector<std::string> dois;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const Reference& reference : references) {
    dois.push_back(real_doi(reference));
    places.emplace(reference.key, places.size());
  }
  Clusters out(std::move(dois));
  std::vector<std::tuple<double, std::size_t, std::size_t>> automatic, by_people;
  for (const auto& verdict : verdicts) {
    const auto a = places.find(verdict.a), b = places.find(verdict.b);
    if (a == places.end() || b == places.end()) continue;   // of an import that is not here
    if (!verdict.same) out.keep_apart(a->second, b->second);
    else (verdict.by.empty() ? automatic : by_people).emplace_back(-verdict.score, a->second, b->second);
  }
  for (const auto& [score, a, b] : by_people) out.join(a, b);
  std::ranges::sort(automatic);
  for (const auto& [score, a, b] : automatic) {
    if (out.may_join(a, b)) out.join(a, b);
  }
  return out;
}

}  // namespace

std::vector<ReviewRecord> merge(std::vector<ReviewRecord> imported, std::span<const PairVerdict> verdicts) {
  if (verdicts.empty()) return imported;
  std::vector<bool> merged(imported.size());
  for (const auto& members : cluster(imported | std::views::transform(&ReviewRecord::reference), verdicts).all()) {
    auto& first = imported[members.front()];
    for (std::size_t i = 1; i < members.size(); ++i) {
      auto& other = imported[members[i]];
      fill_from(first.reference, other.reference);
      if (other.abstract_place.size > first.abstract_place.size) first.abstract_place = other.abstract_place;
      first.sources.insert(first.sources.end(), other.sources.begin(), other.sources.end());
      merged[members[i]] = true;
    }
    std::ranges::sort(first.sources, {}, [](const Source& source) { return std::tuple(std::string_view(source.import), source.line); });
  }
  std::vector<ReviewRecord> out;
  for (std::size_t i = 0; i < imported.size(); ++i) {
    if (!merged[i]) out.push_back(std::move(imported[i]));
  }
  return out;
}

std::vector<std::size_t> firsts_of_clusters(std::span<const Reference> references, std::span<const PairVerdict> verdicts) {
  std::vector<std::size_t> out(references.size());
  std::iota(out.begin(), out.end(), 0U);
  for (const auto& members : cluster(references, verdicts).all()) {
    for (const auto member : members) out[member] = members.front();
  }
  return out;
}

}  // namespace fieldbook::review
