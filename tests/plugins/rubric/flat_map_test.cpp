// The flat map against std::map.
#include "flat_map.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace fieldbook::rubric {
namespace {

TEST(FlatMap, HoldsWhatAMapHoldsAsItGrows) {
  std::mt19937_64 random(7);
  std::map<std::uint64_t, int> expected;
  FlatMap<int> map;
  for (int i = 0; i < 5000; ++i) {
    // Keys of the kinds in use: small numbers, pairs of small numbers, hashes.
    const std::uint64_t key = i % 3 == 0 ? random() % 500 + 1 : i % 3 == 1 ? (random() % 50 + 1) << 32 | random() % 50 : random() | 1;
    const auto [at, added] = expected.try_emplace(key, i);
    const auto [value, is_new] = map.insert(key, i);
    ASSERT_EQ(*value, at->second);
    ASSERT_EQ(is_new, added);
  }
  EXPECT_EQ(map.size(), expected.size());
  for (const auto& [key, value] : expected) {
    ASSERT_NE(map.find(key), nullptr);
    EXPECT_EQ(*map.find(key), value);
  }
  for (std::uint64_t key = 501; key < 1000; ++key) EXPECT_EQ(map.find(key) != nullptr, expected.contains(key));
}

TEST(FlatMap, AnEmptyOneFindsNothing) { EXPECT_EQ(FlatMap<int>().find(1), nullptr); }

}  // namespace
}  // namespace fieldbook::rubric
