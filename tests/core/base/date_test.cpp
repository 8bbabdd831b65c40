#include "core/base/date.hpp"

#include <gtest/gtest.h>

namespace fieldbook {
namespace {

TEST(Date, ReadsThreeForms) {
  EXPECT_EQ(parse_date("2019"), (Date{2019, 0, 0}));
  EXPECT_EQ(parse_date("2019-04"), (Date{2019, 4, 0}));
  EXPECT_EQ(parse_date("2020-02-29"), (Date{2020, 2, 29}));
  for (const auto* const bad : {"", "19", "0999", "2019-4", "2019-13", "2019-00", "2019-02-29", "2019-04-31",
                                "2019/04/01", "2019-04-01T00", "20190401", "-019", "201a", "2019-0a"}) {
    EXPECT_EQ(parse_date(bad), std::nullopt) << bad;
  }
}

TEST(Date, WritesWhatItKnows) {
  for (const auto* const text : {"2019", "2019-04", "2019-04-01"}) EXPECT_EQ(to_iso(*parse_date(text)), text);
  EXPECT_EQ(to_words({2019, 4, 1}), "1 April 2019");
  EXPECT_EQ(to_words({2019, 4, 0}), "April 2019");
  EXPECT_EQ(to_words({2019, 0, 0}), "2019");
}

TEST(Date, MonthsLater) {
  EXPECT_EQ(plus_months({2019, 1, 31}, 1), (Date{2019, 2, 28}));
  EXPECT_EQ(plus_months({2023, 11, 5}, 24), (Date{2025, 11, 5}));
  EXPECT_EQ(plus_months({2023, 12, 0}, 1), (Date{2024, 1, 0}));
  EXPECT_EQ(plus_months({2023, 0, 0}, 24), (Date{2025, 0, 0}));
}

TEST(Date, EarlierSortsFirst) {
  EXPECT_LT(*parse_date("2019"), *parse_date("2019-01"));
  EXPECT_LT(*parse_date("2019-12-31"), *parse_date("2020"));
}

}  // namespace
}  // namespace fieldbook
