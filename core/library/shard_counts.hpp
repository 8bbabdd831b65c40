// What shards have counted while they matched. For this folder only.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fieldbook::library {

// Values of a slot, with how many records have each. Nothing is counted on this machine, where the matcher shows the best again,
// which their shards have counted.
class ShardCounts : public Xapian::ValueCountMatchSpy {
 public:
  using ValueCountMatchSpy::ValueCountMatchSpy;

  using Use = std::function<void(std::string_view value, Xapian::doccount records)>;

  void operator()(const Xapian::Document&, double) override {}
  void merge_results(const std::string& counted) override;

  // Calls `use` with each value that a shard has counted: once for each shard that has. Of ten thousand values that takes a
  // tenth of the time that Xapian takes to put them into one table.
  // Gives the number of records that were looked at. Throws Xapian::Error where a shard has sent nonsense.
  std::size_t each(const Use& use) const;

 private:
  std::vector<std::string> counted_;   // as shards send it
};

}  // namespace fieldbook::library
