// The search page alone must load what the whole site's loads, byte for byte, however little is held at once.
#include "site/search/search_site.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <map>

#include "core/base/error.hpp"
#include "tests/site/site_check.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

// What lies in search/, but for the page.
std::map<std::string, std::string> loaded(const fs::path& site) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(site / "search")) {
    if (entry.path().extension() == ".js") out.emplace(fs::relative(entry.path(), site).generic_string(), read(entry.path()));
  }
  return out;
}

std::vector<std::string> differences(const fs::path& one, const fs::path& other) {
  std::vector<std::string> out;
  const auto a = loaded(one), b = loaded(other);
  for (const auto& [name, bytes] : a) {
    if (const auto found = b.find(name); found == b.end() || found->second != bytes) out.push_back(name);
  }
  for (const auto& [name, bytes] : b) {
    if (!a.contains(name)) out.push_back(name + " is in excess");
  }
  return out;
}

class SearchSite : public testing::TestWithParam<std::string> {};

TEST_P(SearchSite, LoadsWhatTheWholeSiteLoads) {
  const TempDir folder;
  const auto whole = folder.path() / "whole";
  ASSERT_NE(publish(source(GetParam()), whole).exit_code, 2);
  ASSERT_GT(loaded(whole).size(), 10u);
  int number = 0;
  for (const site::SearchRoom& room : {site::SearchRoom{}, site::SearchRoom{.records = 7, .postings_bytes = 30'000}}) {
    const auto out = folder.path() / ("alone-" + std::to_string(++number));
    site::publish_search_site({.library = source(GetParam()), .out = out, .index = {}, .theme = source("site/theme"), .base_url = {}, .date = {}}, {}, room);
    EXPECT_THAT(differences(whole, out), IsEmpty()) << room.records;
    EXPECT_THAT(faults(out), IsEmpty());
  }
}

INSTANTIATE_TEST_SUITE_P(Libraries, SearchSite, testing::Values("tests/fixtures/good", "corpus"),
                         [](const auto& one) { return one.index == 0 ? "Fixture" : "Corpus"; });

TEST(SearchSiteAlone, LeadsToThePagesOfRecordsWhereTheyAre) {
  const TempDir folder;
  const auto out = folder.path() / "found";
  EXPECT_EQ(publish(source("tests/fixtures/good"), out, {"--only", "search", "--base-url", "https://library.example.org"}).exit_code, 0);
  EXPECT_THAT(read(out / "search/index.html"), HasSubstr("data-pages=\"https://library.example.org/\""));
  EXPECT_FALSE(fs::exists(out / "index.html"));
  EXPECT_FALSE(fs::exists(out / "evaluations"));
  const auto again = publish(source("tests/fixtures/good"), out, {"--only", "search"});
  EXPECT_EQ(again.exit_code, 0) << again.said;
  EXPECT_THAT(again.said, HasSubstr(" 1 files written"));   // the page, which leads nowhere now
  EXPECT_THAT(read(out / "search/index.html"), HasSubstr("data-pages=\"\""));
}

TEST(SearchSiteAlone, LeavesAWholeSiteAlone) {
  const TempDir folder;
  const auto out = folder.path() / "site";
  ASSERT_EQ(publish(source("tests/fixtures/good"), out).exit_code, 0);
  const auto published = publish(source("tests/fixtures/good"), out, {"--only", "search"});
  EXPECT_EQ(published.exit_code, 2);
  EXPECT_THAT(published.said, HasSubstr("holds a whole site"));
  EXPECT_TRUE(fs::exists(out / "index.html"));
}

}  // namespace
}  // namespace fieldbook::test
