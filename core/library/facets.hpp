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

// Counts while a match runs; a record counts once for each of its values and for those broader than them.
class FacetCounter : public Xapian::MatchSpy {
 public:
  explicit FacetCounter(std::size_t facets) : counts_(facets) {}
  void operator()(const Xapian::Document&, double weight) override;

  // In the order of the directory; counts falling, then by value.
  std::vector<std::pair<std::string, std::vector<FacetCount>>> counts(const Xapian::Database&, const Directory&) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::vector<std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>> counts_;
};

}  // namespace fieldbook::library
