#include "core/review/screening/packed_rows.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace fieldbook::review {
namespace {

using Cells = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Cells row_of(const PackedRows& rows, std::size_t row) {
  Cells out;
  rows.each(row, [&](std::uint32_t number, std::uint32_t count) { out.emplace_back(number, count); });
  return out;
}

TEST(PackedRows, KeepNumbersAndCountsOfAnySize) {
  const std::vector<Count> first{{0, 1}, {1, 2}, {63, 1}, {127, 3}, {128, 129}, {16384, 1}, {4'294'967'295, 4'294'967'295}};
  const std::vector<Count> third{{4'294'967'295, 1}};
  PackedRows rows;
  EXPECT_EQ(rows.size(), 0U);
  rows.add(first);
  rows.add({});
  rows.add(third);
  EXPECT_EQ(rows.size(), 3U);
  EXPECT_EQ(row_of(rows, 0), (Cells{{0, 1}, {1, 2}, {63, 1}, {127, 3}, {128, 129}, {16384, 1}, {4'294'967'295, 4'294'967'295}}));
  EXPECT_EQ(row_of(rows, 1), Cells());
  EXPECT_EQ(row_of(rows, 2), (Cells{{4'294'967'295, 1}}));
}

TEST(PackedRows, ChangeEachInItsPlace) {
  constexpr std::uint32_t count = 20'000;   // more than one piece
  PackedRows rows;
  for (std::uint32_t row = 0; row < count; ++row) rows.add(std::vector<Count>{{row, 1}, {row + 300, row % 7 + 1}});
  std::size_t next = 0;
  rows.change_each([&](std::size_t row, std::vector<Count>& cells) {
    EXPECT_EQ(row, next++);
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_EQ(cells[0].number, row);
    if (row % 2 == 0) cells.erase(cells.begin());
    else cells.push_back({1'000'000, 9});
  });
  ASSERT_EQ(rows.size(), count);
  for (const std::uint32_t row : {0U, 8191U, 8192U, count - 1}) {
    auto expected = Cells{{row, 1}, {row + 300, row % 7 + 1}};
    if (row % 2 == 0) expected.erase(expected.begin());
    else expected.emplace_back(1'000'000, 9);
    EXPECT_EQ(row_of(rows, row), expected) << row;
  }
}

}  // namespace
}  // namespace fieldbook::review
