#include "core/base/locator.hpp"

#include <gtest/gtest.h>

namespace fieldbook {
namespace {

TEST(Locator, CountsCharactersInLines) {
  const std::string text = "a£b\ncd\r\ne\rf";
  const Locator locator(text, "x.md", 10);
  const struct {
    std::size_t offset, line, column;
  } cases[] = {{0, 10, 1}, {1, 10, 2},  {3, 10, 3},  {4, 10, 4},  {5, 11, 1}, {8, 11, 4},
               {9, 12, 1}, {11, 13, 1}, {12, 13, 2}, {99, 13, 2}, {0, 10, 1}};
  for (const auto& c : cases) EXPECT_EQ(locator.at(c.offset), (Location{"x.md", c.line, c.column})) << c.offset;
}

TEST(Locator, OffsetsOfLines) {
  const std::string text = "ab\ncd\r\n\nx";
  const Locator locator(text, "x.md");
  EXPECT_EQ(locator.offset_of(1, 1), 0U);
  EXPECT_EQ(locator.offset_of(2, 2), 4U);
  EXPECT_EQ(locator.offset_of(99, 1), text.size());
  EXPECT_EQ(locator.end_of_line(0), 2U);
  EXPECT_EQ(locator.end_of_line(4), 5U);
  EXPECT_EQ(locator.end_of_line(7), 7U);
  EXPECT_EQ(locator.end_of_line(8), 9U);
}

TEST(Locator, EmptyText) {
  const Locator locator("", "x.md");
  EXPECT_EQ(locator.at(0), (Location{"x.md", 1, 1}));
  EXPECT_EQ(locator.end_of_line(0), 0U);
}

}  // namespace
}  // namespace fieldbook
