#include "core/base/diagnostics.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"

namespace fieldbook {
namespace {

TEST(Diagnostics, ReadAsOneLine) {
  EXPECT_EQ(to_text({Severity::error, {"a.md", 3, 7}, "no 'title'", "add one", "record.missing-field"}),
            "a.md:3:7: error: no 'title'; add one [record.missing-field]");
  EXPECT_EQ(to_text({Severity::warning, {"a.md", 3, 0}, "odd", "", "x.y"}), "a.md:3: warning: odd [x.y]");
  EXPECT_EQ(to_text({Severity::error, {"a.md", 0, 0}, "gone", "", "x.y"}), "a.md: error: gone [x.y]");
}

TEST(Diagnostics, SortedByPlaceAndOnce) {
  Diagnostics found;
  found.warning({"b.md", 1, 1}, "later", "", "r");
  found.error({"a.md", 9, 1}, "second", "", "r");
  found.error({"a.md", 2, 1}, "first", "", "r");
  found.error({"a.md", 2, 1}, "first", "", "r");
  const auto sorted = found.sorted();
  ASSERT_EQ(sorted.size(), 3U);
  EXPECT_EQ(sorted[0].what, "first");
  EXPECT_EQ(sorted[1].what, "second");
  EXPECT_EQ(sorted[2].what, "later");
  EXPECT_EQ(found.errors(), 3U);
  EXPECT_EQ(found.warnings(), 1U);
}

TEST(Error, SaysWhatToDo) {
  EXPECT_EQ(Error(Errc::not_found, "x is not there", "make it").message(), "x is not there; make it");
  EXPECT_EQ(Error(Errc::io, "x failed").message(), "x failed");
}

}  // namespace
}  // namespace fieldbook
