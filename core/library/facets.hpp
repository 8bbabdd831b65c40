// Counts of the facets of what a query found. For this folder only.
#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

#include "core/library/facet_codes.hpp"
#include "core/library/names.hpp"
#include "core/library/search.hpp"
#include "core/library/shard_counts.hpp"

namespace fieldbook::library {

// The facet values of an index with their labels, for whoever reads it more than once.
class FacetValues {
 public:
  FacetValues(const Xapian::Database& database, const Directory& directory)
      : database_(database), directory_(directory), labels_(all().size()) {}

  const std::vector<FacetCodes::Value>& all() const noexcept { return directory_.codes.values(); }
  const std::vector<FacetName>& facets() const noexcept { return directory_.facets; }
  const std::string& label(std::size_t code);  // the value itself where it has none

 private:
  const Xapian::Database& database_;
  const Directory& directory_;
  std::vector<std::string> labels_;  // empty: not looked up yet
};

// Counts while a match runs; a record counts once for each of its values and for those broader than them. Of the first
// `limit` records only: those come as they stand in the index, while of the others the matcher shows but the best.
class FacetCounter : public Xapian::MatchSpy {
 public:
  FacetCounter(std::size_t codes, std::size_t limit) : counts_(codes), limit_(limit) {}
  void operator()(const Xapian::Document&, double weight) override;

  // What others have counted: whole sets of values, by how many records have each.
  void take(const ShardCounts&);

  std::size_t seen() const noexcept { return seen_; }

  // In the order of the directory; counts falling, then by value. `found` is how many records there are, seen or not.
  std::vector<std::pair<std::string, std::vector<FacetCount>>> counts(FacetValues&, std::size_t found) const;

 private:
  std::vector<std::size_t> counts_;  // by code
  std::size_t limit_ = 0, seen_ = 0;
};

}  // namespace fieldbook::library
