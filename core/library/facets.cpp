#include "core/library/facets.hpp"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/library/terms.hpp"

namespace fieldbook::library {

void FacetCounter::operator()(const Xapian::Document& document, double) {
  ++seen_;
  const auto packed = document.get_value(slot::facets);
  for_each_facet_value(packed, [&](std::size_t facet, std::string_view value) {
    if (facet >= counts_.size()) return;
    auto& counts = counts_[facet];
    if (const auto found = counts.find(value); found != counts.end()) {
      ++found->second;
    } else {
      counts.emplace(value, 1);
    }
  });
}

std::vector<std::pair<std::string, std::vector<FacetCount>>> FacetCounter::counts(const Xapian::Database& database,
                                                                                  const Directory& directory,
                                                                                  std::size_t found) const {
  const auto in_all = [&](std::size_t count) {
    return found <= seen_ ? count : static_cast<std::size_t>(std::llround(double(count) / double(seen_) * double(found)));
  };
  std::vector<std::pair<std::string, std::vector<FacetCount>>> out;
  for (std::size_t i = 0; i < counts_.size() && i < directory.facets.size(); ++i) {
    const auto& facet = directory.facets[i].name;
    std::vector<FacetCount> values;
    for (const auto& [value, count] : counts_[i])
      values.push_back({value, label_of(database, facet, value).value_or(value), in_all(count)});
    std::ranges::sort(
        values, [](const auto& a, const auto& b) { return std::tie(b.count, a.value) < std::tie(a.count, b.value); });
    out.emplace_back(facet, std::move(values));
  }
  return out;
}

}  // namespace fieldbook::library
