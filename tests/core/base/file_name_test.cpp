#include "core/base/file_name.hpp"

#include <gtest/gtest.h>

namespace {

using fieldbook::FileName;

TEST(FileName, ReadsAsAStringAndIsComparedAsOne) {
  const FileName none, one("a.md"), same(std::string("a.md")), other("b.md");
  const auto copy = one;
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(none.text(), "");
  EXPECT_EQ(FileName(""), none);
  EXPECT_EQ(one, same);
  EXPECT_EQ(&copy.text(), &one.text());
  EXPECT_LT(one, other);
  EXPECT_LT(none, one);
  const std::string& text = other;
  EXPECT_EQ(text + "!", "b.md!");
}

}  // namespace
