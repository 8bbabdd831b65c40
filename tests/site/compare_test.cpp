#include "site/pages/comparisons.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/site/site_check.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// Five examples of one approach in one sector, one of them with an evaluation.
TEST(Compare, SetsAtMostFourSideBySideStrongestFirst) {
  test::TempDir folder;
  fs::copy(test::source("tests/fixtures/good"), folder.path() / "library", fs::copy_options::recursive);
  auto pattern = test::read(folder.path() / "library/practice-examples/riverton-work-bond.md");
  pattern.replace(pattern.find("[outcomes-based]"), 16, "[alliance]");
  pattern.replace(pattern.find("[employment]"), 12, "[homelessness]");
  for (const auto* name : {"a", "b", "c", "d"})
    folder.write(std::string("library/practice-examples/") + name + ".md", pattern);
  ASSERT_EQ(test::publish(folder.path() / "library", folder.path() / "site").exit_code, 0);
  const Edition edition(record::read_collection(folder.path() / "library"), {}, {}, {.base_url = {}, .date = {}});
  const auto all = comparisons(edition);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].address, "compare/alliance/homelessness.html");
  EXPECT_EQ(all[0].all, 5U);
  ASSERT_EQ(all[0].examples.size(), 4U);
  EXPECT_EQ(all[0].examples[0]->id, "saltby-alliance");
  EXPECT_EQ(all[0].examples[1]->id, "a");
  const auto text = test::text_of_page(test::read(folder.path() / "site" / all[0].address));
  EXPECT_THAT(text, HasSubstr("4 of 5 practice examples"));
  EXPECT_THAT(text, HasSubstr("Strength of evidence"));
  EXPECT_THAT(text, HasSubstr("Trust took two years."));
  EXPECT_THAT(test::faults(folder.path() / "site"), testing::IsEmpty());
}

}  // namespace
}  // namespace fieldbook::site
