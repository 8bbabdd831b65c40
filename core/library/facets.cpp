#include "core/library/facets.hpp"

#include <xapian.h>

#include <algorithm>
#include <tuple>

#include "core/library/terms.hpp"

namespace fieldbook::library {

void FacetCounter::operator()(const Xapian::Document& document, double) {
  const auto packed = document.get_value(slot::facets);
  for (std::string_view left = packed; !left.empty();) {
    const auto facet = static_cast<unsigned char>(left.front());
    const auto end = std::min(left.find('\0', 1), left.size());
    const auto value = left.substr(1, end - 1);
    left.remove_prefix(std::min(end + 1, left.size()));
    if (facet >= counts_.size()) continue;
    auto& counts = counts_[facet];
    if (const auto found = counts.find(value); found != counts.end()) {
      ++found->second;
    } else {
      counts.emplace(value, 1);
    }
  }
}

std::vector<std::pair<std::string, std::vector<FacetCount>>> FacetCounter::counts(const Xapian::Database& database,
                                                                                  const Directory& directory) const {
  std::vector<std::pair<std::string, std::vector<FacetCount>>> out;
  for (std::size_t i = 0; i < counts_.size() && i < directory.facets.size(); ++i) {
    const auto& facet = directory.facets[i].name;
    std::vector<FacetCount> values;
    for (const auto& [value, count] : counts_[i])
      values.push_back({value, label_of(database, facet, value).value_or(value), count});
    std::ranges::sort(
        values, [](const auto& a, const auto& b) { return std::tie(b.count, a.value) < std::tie(a.count, b.value); });
    out.emplace_back(facet, std::move(values));
  }
  return out;
}

}  // namespace fieldbook::library
