// Counts of the facets of what a query found. For this folder only.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/library/names.hpp"
#include "core/library/search.hpp"

namespace fieldbook::library {

// What slot 6 packs, the numbers of facets and their values, which are parts of `packed`.
std::vector<std::pair<std::size_t, std::string_view>> facet_values(std::string_view packed);

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
