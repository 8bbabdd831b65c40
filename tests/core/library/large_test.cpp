// What is told of a library too large to count every record that matches: how many there are about, and of each facet value.
#include <gtest/gtest.h>

#include "core/library/builder.hpp"
#include "core/library/search.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t records = 20'400;  // above the number up to which all are counted (search.cpp)

class Large : public testing::Test {
 protected:
  // Every record has the word "zebra"; one in four is in the north, and one in three of those in a town.
  static void SetUpTestSuite() {
    folder_ = std::make_unique<test::TempDir>();
    Names names;
    names.language = "english";
    names.facets = {{"area", "Area"}, {"town", "Town"}};
    for (const auto* const value : {"north", "south"}) names.entries[value_key("area", value)] = value;
    names.entries[value_key("town", "saltby")] = "saltby";
    const WriteLock lock(folder_->path());
    std::size_t next = 0;
    build_database(folder_->path(), names, [&]() -> std::optional<Indexable> {
      if (next == records) return std::nullopt;
      Indexable out;
      out.card.id = "r" + std::to_string(next);
      out.card.body = "Zebra" + std::string(next % 7, '!') + (next % 2 == 0 ? " grey" : "");
      const bool north = next % 4 == 0;
      out.values.push_back({"area", north ? "north" : "south", 0, true});
      if (next % 12 == 0) out.values.push_back({"town", "saltby", 1, true});
      ++next;
      return out;
    });
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::size_t count(const Results& results, const std::string& facet, const std::string& value) {
    for (const auto& [name, counts] : results.facets) {
      for (const auto& one : counts) {
        if (name == facet && one.value == value) return one.count;
      }
    }
    return 0;
  }

  static std::unique_ptr<test::TempDir> folder_;
};

std::unique_ptr<test::TempDir> Large::folder_;

TEST_F(Large, WhatIsNotCountedToTheEndIsReckonedAndSaid) {
  Reader reader(folder_->path());
  const auto about = reader.search({.words = "zebra", .facets = true});
  EXPECT_FALSE(about.facets_are_exact);
  EXPECT_NEAR(static_cast<double>(about.total), records, records * 0.02);
  EXPECT_NEAR(static_cast<double>(count(about, "area", "north")), records / 4.0, records * 0.02);
  EXPECT_NEAR(static_cast<double>(count(about, "town", "saltby")), records / 12.0, records * 0.02);
}

TEST_F(Large, AskedToBeExactEveryRecordIsCounted) {
  Reader reader(folder_->path());
  const auto exact = reader.search({.words = "zebra", .facets = true, .exact = true});
  EXPECT_TRUE(exact.facets_are_exact);
  EXPECT_TRUE(exact.total_is_exact);
  EXPECT_EQ(exact.total, records);
  EXPECT_EQ(count(exact, "area", "north"), records / 4);
  EXPECT_EQ(count(exact, "area", "south"), records - records / 4);
  EXPECT_EQ(count(exact, "town", "saltby"), records / 12);
}

// The ids of what weighs the same say what is on a list, and in which order.
TEST_F(Large, AListIsCutAmongTiesByTheirIds) {
  Reader reader(folder_->path());
  const auto all = reader.rank({.words = "zebra grey", .limit = records, .exact = true});
  ASSERT_EQ(all.size(), records);
  for (const std::size_t offset : {0u, 3u, 990u, 5'000u}) {
    for (const std::size_t limit : {1u, 10u, 1'000u}) {
      const auto some = reader.rank({.words = "zebra grey", .limit = limit, .offset = offset});
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(offset);
      EXPECT_EQ(some, (std::vector(begin, begin + static_cast<std::ptrdiff_t>(limit)))) << offset << " " << limit;
    }
  }
}

}  // namespace
}  // namespace fieldbook::library
