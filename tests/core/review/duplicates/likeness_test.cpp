#include "core/review/duplicates/likeness.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "core/bibliography/reading.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {
namespace {

std::vector<Comparable> library(const std::string& name) {
  Diagnostics ignored;
  std::vector<Comparable> out;
  for (const auto& reference : bibliography::read_references(test::read(test::source("tests/data/dedupe/" + name + ".csv")), name, ignored).references) {
    out.push_back(comparable(reference));
  }
  return out;
}

// A pair that the bound rules out must be one that nobody would have been offered.
TEST(Likeness, IsNeverMoreThanItsBound) {
  for (const std::string name : {"respiratory", "copper"}) {
    const auto records = library(name);
    std::size_t looked_at = 0, ruled_out = 0;
    for (std::size_t a = 0; a < records.size(); ++a) {
      for (auto b = a; b < records.size(); b += 1 + (a * 7 + b) % 5) {
        const auto most = most_points(records[a], records[b]);
        const auto points = likeness(records[a], records[b]).points;
        ASSERT_LE(points, most + 1e-9) << records[a].title_text << " | " << records[b].title_text;
        ++looked_at;
        ruled_out += most < 7 ? 1 : 0;
      }
    }
    EXPECT_GT(ruled_out, looked_at * 9 / 10) << name;   // else it would be of no use
  }
}

TEST(Likeness, OfTextsIsBoundedByTheirLetters) {
  Comparable a, b;
  a.title = {"abc", "abd"};
  a.title_text = "abc abd";
  b = a;
  EXPECT_GE(most_points(a, b), likeness(a, b).points);
  EXPECT_DOUBLE_EQ(text_likeness("abcd", "abxd", 0.5), 0.75);
  EXPECT_DOUBLE_EQ(text_likeness("abcd", "wxyz", 0.5), 0);
}

}  // namespace
}  // namespace fieldbook::review
