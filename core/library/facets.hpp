// Counts of the facets of what a query found. For this folder only.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/library/names.hpp"
#include "core/library/search.hpp"

namespace fieldbook::library {

// Calls `use` with the number of the facet and the value, a part of `packed`, for each that slot 6 packs.
template <class Use>
void for_each_facet_value(std::string_view packed, const Use& use) {
  while (!packed.empty()) {
    const auto end = std::min(packed.find('\0', 1), packed.size());
    use(std::size_t{static_cast<unsigned char>(packed.front())}, packed.substr(1, end - 1));
    packed.remove_prefix(std::min(end + 1, packed.size()));
  }
}

// Counts while a match runs; a record counts once for each of its values and for those broader than them.
class FacetCounter : public Xapian::MatchSpy {
 public:
  explicit FacetCounter(std::size_t facets) : counts_(facets) {}
  void operator()(const Xapian::Document&, double weight) override;

  std::size_t seen() const noexcept { return seen_; }

  // In the order of the directory; counts falling, then by value. `found` is how many records there are, seen or not.
  std::vector<std::pair<std::string, std::vector<FacetCount>>> counts(const Xapian::Database&, const Directory&,
                                                                      std::size_t found) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::vector<std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>> counts_;
  std::size_t seen_ = 0;
};

}  // namespace fieldbook::library
