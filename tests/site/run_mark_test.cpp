// A run that has nothing to do must know it without reading a record, and must never think so wrongly.
#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "site/publish.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

namespace fs = std::filesystem;

class RunMark : public testing::Test {
 protected:
  RunMark() {
    fs::copy(test::source("tests/fixtures/good"), folder_.path() / "library", fs::copy_options::recursive);
    fs::copy(test::source("site/theme"), folder_.path() / "theme", fs::copy_options::recursive);
    settle();
  }

  // Longer ago than a change that could not be told by its time.
  static void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(80)); }

  // Whether the run looked at records.
  bool works() {
    bool told = false;
    report_ = publish(options_, [&](std::size_t, std::size_t) { told = true; });
    return told;
  }

  fs::path site(const std::string& address) const { return folder_.path() / "site" / address; }
  std::string page() const { return test::read(site("practice-examples/saltby-alliance.html")); }

  test::TempDir folder_;
  PublishOptions options_{.library = folder_.path() / "library",
                          .out = folder_.path() / "site",
                          .index = folder_.path() / "index",
                          .theme = folder_.path() / "theme",
                          .base_url = {},
                          .date = {}};
  PublishReport report_;
};

TEST_F(RunMark, ASecondRunHasNothingToDo) {
  EXPECT_TRUE(works());
  const auto first = report_;
  EXPECT_FALSE(works());
  EXPECT_EQ(report_.records, first.records);
  EXPECT_EQ(report_.unchanged, first.written);
  EXPECT_EQ(report_.written, 0U);
  EXPECT_EQ(report_.out, first.out);
}

TEST_F(RunMark, WhateverASiteIsMadeFromCounts) {
  works();
  const auto edit = [&](const fs::path& file, const std::string& more) {
    std::ofstream(folder_.path() / file, std::ios::app) << more;
    settle();
  };
  edit("library/practice-examples/saltby-alliance.md", "\nIt ended in May.\n");
  EXPECT_TRUE(works());
  EXPECT_THAT(page(), testing::HasSubstr("It ended in May."));
  edit("library/vocabulary/sectors.yaml", "# a note\n");
  EXPECT_TRUE(works());
  edit("theme/css/site.css", "p { color: red }\n");
  EXPECT_TRUE(works());
  EXPECT_THAT(test::read(site("css/site.css")), testing::EndsWith("p { color: red }\n"));
  const auto copy = folder_.path() / "library/barriers/another.md";
  fs::copy_file(folder_.path() / "library/barriers/separate-budgets.md", copy);
  settle();
  EXPECT_TRUE(works());
  EXPECT_TRUE(fs::exists(site("barriers/another.html")));
  fs::remove(copy);
  EXPECT_TRUE(works());
  EXPECT_FALSE(fs::exists(site("barriers/another.html")));
  options_.base_url = "https://example.org/";
  EXPECT_TRUE(works());
  options_.date = Date{2030, 1, 1};
  EXPECT_TRUE(works());
  fs::create_directories(folder_.path() / "index/assessments/ab");
  EXPECT_TRUE(works()) << "an assessment may be there that was not";
  settle();
  EXPECT_FALSE(works());
}

TEST_F(RunMark, AFileOfTheSiteThatIsNotAsItWasLeftIsMadeAgain) {
  works();
  const auto good = page();
  fs::remove(site("practice-examples/saltby-alliance.html"));
  EXPECT_TRUE(works());
  EXPECT_EQ(page(), good);
  EXPECT_FALSE(works());
  auto other = good;
  other[other.size() / 2] ^= 1;
  std::ofstream(site("practice-examples/saltby-alliance.html")) << other;   // as long as it was
  EXPECT_TRUE(works());
  EXPECT_EQ(page(), good);
}

TEST_F(RunMark, AnEditMakesOnlyWhatItReaches) {
  works();
  std::ofstream(folder_.path() / "library/barriers/separate-budgets.md", std::ios::app) << "\nMoney is kept apart.\n";
  settle();
  EXPECT_TRUE(works());
  EXPECT_GT(report_.kept, 10U);
  EXPECT_THAT(test::read(site("barriers/separate-budgets.html")), testing::HasSubstr("Money is kept apart."));
  EXPECT_THAT(test::read(site("data/library.jsonl")), testing::HasSubstr("Money is kept apart."));
  std::ofstream(folder_.path() / "theme/templates/row.tpl", std::ios::app) << "<!-- a note -->\n";
  settle();
  EXPECT_TRUE(works());
  EXPECT_EQ(report_.kept, 0U);
}

TEST_F(RunMark, AChangeOfThisMomentLeavesNoMark) {
  const auto file = folder_.path() / "library/practice-examples/saltby-alliance.md";
  fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::hours(1));   // as late as can be
  works();
  EXPECT_TRUE(works()) << "a second change in the same tick of the clock would not be seen";
}

TEST_F(RunMark, ALibraryWithProblemsIsReadEachTime) {
  std::ofstream(folder_.path() / "library/practice-examples/bad.md") << "no front matter";
  settle();
  works();
  EXPECT_TRUE(works());
  EXPECT_EQ(report_.skipped, 1U);
  EXPECT_FALSE(report_.diagnostics.empty());
}

}  // namespace
}  // namespace fieldbook::site
