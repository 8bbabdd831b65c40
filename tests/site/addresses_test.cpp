#include "site/addresses.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace fieldbook::site {
namespace {

TEST(Addresses, AreASetOfStrings) {
  std::mt19937 random(5);
  Addresses set;
  std::set<std::string> wanted;
  for (int i = 0; i < 20'000; ++i) {
    const auto address = "folder-" + std::to_string(random() % 7) + "/page-" + std::to_string(random() % 9'000) + std::string(random() % 100, 'x');
    EXPECT_EQ(set.contains(address), wanted.contains(address));
    EXPECT_EQ(set.insert(address), wanted.insert(address).second);
  }
  EXPECT_EQ(set.size(), wanted.size());
  const auto sorted = set.sorted();
  EXPECT_TRUE(std::equal(sorted.begin(), sorted.end(), wanted.begin(), wanted.end()));
}

TEST(Addresses, MayBeEmptyOrLong) {
  Addresses set;
  EXPECT_TRUE(set.empty());
  EXPECT_FALSE(set.contains(""));
  EXPECT_TRUE(set.insert(""));
  EXPECT_TRUE(set.contains(""));
  EXPECT_TRUE(set.insert(std::string(65'535, 'a')));
  EXPECT_TRUE(set.contains(std::string(65'535, 'a')));
  EXPECT_FALSE(set.contains(std::string(65'534, 'a')));
  EXPECT_THROW(set.insert(std::string(65'536, 'a')), std::length_error);
}

}  // namespace
}  // namespace fieldbook::site
