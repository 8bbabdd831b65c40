#include "core/library/shard_counts.hpp"

#include <gtest/gtest.h>

#include <map>

namespace fieldbook::library {
namespace {

using Counts = std::map<std::string, std::size_t>;

// As a shard's server counts and sends.
std::string sent(const Counts& counts, std::size_t without = 0) {
  Xapian::ValueCountMatchSpy spy(3);
  for (const auto& [value, records] : counts) {
    Xapian::Document document;
    document.add_value(3, value);
    for (std::size_t i = 0; i < records; ++i) spy(document, 0);
  }
  for (; without > 0; --without) spy(Xapian::Document(), 0);
  return spy.serialise_results();
}

Counts read(const ShardCounts& counts, std::size_t& seen) {
  Counts out;
  seen = counts.each([&](std::string_view value, Xapian::doccount records) { out[std::string(value)] += records; });
  return out;
}

TEST(ShardCounts, AddUpOverShards) {
  ShardCounts counts(3);
  counts.merge_results(sent({{"a", 1}, {"b", 254}, {"c", 255}, {std::string(2'000, 'x'), 40'000}}, 7));
  counts.merge_results(sent({{"b", 2}, {std::string("\0\x80", 2), 3}}));
  counts.merge_results(sent({}));
  std::size_t seen = 0;
  EXPECT_EQ(read(counts, seen), (Counts{{"a", 1}, {"b", 256}, {"c", 255}, {std::string(2'000, 'x'), 40'000}, {std::string("\0\x80", 2), 3}}));
  EXPECT_EQ(seen, 1u + 254 + 255 + 40'000 + 7 + 2 + 3);
}

TEST(ShardCounts, NonsenseIsAnError) {
  const auto good = sent({{"a", 1}, {"bcd", 300}, {std::string(400, 'x'), 2}});
  std::vector<std::string> wrong{"", "\xff", good + "x", std::string("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10), std::string("\x01\x01\x05") + "ab"};
  for (std::size_t size = 0; size < good.size(); ++size) wrong.push_back(good.substr(0, size));
  for (const auto& bytes : wrong) {
    ShardCounts counts(3);
    counts.merge_results(bytes);
    std::size_t seen = 0;
    EXPECT_THROW(read(counts, seen), Xapian::Error) << bytes.size();
  }
}

}  // namespace
}  // namespace fieldbook::library
