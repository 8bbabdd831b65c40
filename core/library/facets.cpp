#include "core/library/facets.hpp"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/library/terms.hpp"

namespace fieldbook::library {

const std::string& FacetValues::label(std::size_t code) {
  auto& label = labels_[code];
  const auto& [facet, value] = all()[code];
  if (label.empty()) label = label_of(database_, facets()[facet].name, value).value_or(value);
  return label;
}

void FacetCounter::operator()(const Xapian::Document& document, double) {
  if (++seen_ > limit_) return;
  for_each_facet_code(document.get_value(slot::facets), [&](std::uint64_t code) {
    if (code < counts_.size()) ++counts_[code];
  });
}

void FacetCounter::take(const ShardCounts& sets) {
  seen_ += sets.each([&](std::string_view set, Xapian::doccount records) {
    for_each_facet_code(set, [&](std::uint64_t code) {
      if (code < counts_.size()) counts_[code] += records;
    });
  });
}

std::vector<std::pair<std::string, std::vector<FacetCount>>> FacetCounter::counts(FacetValues& values,
                                                                                  std::size_t found) const {
  const auto counted = std::min(seen_, limit_);
  const auto in_all = [&](std::size_t count) {
    return found <= counted ? count : static_cast<std::size_t>(std::llround(double(count) / double(counted) * double(found)));
  };
  std::vector<std::pair<std::string, std::vector<FacetCount>>> out;
  for (const auto& facet : values.facets()) out.emplace_back(facet.name, std::vector<FacetCount>());
  for (std::size_t code = 0; code < counts_.size(); ++code) {
    const auto& [facet, value] = values.all()[code];
    if (counts_[code] == 0 || facet >= out.size()) continue;
    out[facet].second.push_back({value, values.label(code), in_all(counts_[code])});
  }
  for (auto& [facet, of_facet] : out) {
    std::ranges::sort(
        of_facet, [](const auto& a, const auto& b) { return std::tie(b.count, a.value) < std::tie(a.count, b.value); });
  }
  return out;
}

}  // namespace fieldbook::library
