#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include <filesystem>

#include "core/base/process.hpp"
#include "site/style_sheet.hpp"
#include "tests/site/site_check.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const fs::path good = "tests/fixtures/good";

// A library that may be changed.
class Library {
 public:
  Library() { fs::copy(source(good), folder_.path() / "library", fs::copy_options::recursive); }
  fs::path path() const { return folder_.path() / "library"; }
  fs::path site() const { return folder_.path() / "site"; }
  void write(const std::string& file, const std::string& text) const { folder_.write("library/" + file, text); }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    auto text = read(path() / file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " does not hold " << from;
    write(file, text.replace(at, from.size(), to));
  }
  Published publish(const std::vector<std::string>& arguments = {}) const {
    return test::publish(path(), site(), arguments);
  }
  std::string page(const std::string& address) const { return read(site() / address); }

 private:
  TempDir folder_;
};

TEST(Publish, MakesTheGoldenSite) {
  const Library library;
  const auto published = library.publish();
  EXPECT_EQ(published.exit_code, 0) << published.said;
  EXPECT_THAT(faults(library.site()), IsEmpty());
  // The maps of single sectors are the large map with fewer numbers: they would swell the tree and show nothing more.
  fs::remove_all(library.site() / "maps/effectiveness/by-sector");
  // These follow from the theme alone; a second copy would only have to be kept.
  EXPECT_EQ(tree(library.site() / "js"), tree(source("site/theme/js")));
  EXPECT_EQ(read(library.site() / "css/site.css"), site::style_sheet_to_publish(read(source("site/theme/css/site.css"))));
  for (const auto* const folder : {"css", "js"}) fs::remove_all(library.site() / folder);
  fs::remove(library.site() / "data/library.sqlite");  // its bytes name the version of SQLite; forms_test asks what is in it
  EXPECT_TRUE(matches_golden_tree("site-good", library.site()));
}

TEST(Publish, MakesTheSameBytesTwiceAndElsewhere) {
  const Library first, second;
  first.publish();
  second.publish();
  EXPECT_EQ(tree(first.site()), tree(second.site()));
  EXPECT_THAT(first.publish().said, HasSubstr(" 0 files written"));
}

TEST(Publish, SaysKindAndStrengthInWordsOnPageAndRow) {
  const Library library;
  library.publish();
  const auto page = text_of_page(library.page("practice-examples/saltby-alliance.html"));
  EXPECT_THAT(page, HasSubstr("Practice example"));
  EXPECT_THAT(page, HasSubstr("Strength of evidence: Moderate"));
  const auto list = text_of_page(library.page("browse/approach/alliance.html"));
  EXPECT_THAT(list, HasSubstr("Strength of evidence: Moderate"));
  EXPECT_THAT(text_of_page(library.page("practice-examples/riverton-work-bond.html")),
              HasSubstr("No evaluation found"));
}

TEST(Publish, LinksRecordsBothWays) {
  const Library library;
  library.publish();
  const auto links = [&](const std::string& address) { return links_of_page(library.page(address)); };
  EXPECT_THAT(links("practice-examples/saltby-alliance.html"),
              testing::Contains("../evaluations/marsh-2022-saltby.html"));
  EXPECT_THAT(links("evaluations/marsh-2022-saltby.html"),
              testing::Contains("../practice-examples/saltby-alliance.html"));
  EXPECT_THAT(links("barriers/separate-budgets.html"), testing::Contains("../design-principles/share-risk.html"));
  EXPECT_THAT(links("design-principles/share-risk.html"), testing::Contains("../barriers/separate-budgets.html"));
  EXPECT_THAT(links("design-principles/share-risk.html"),
              testing::Contains("../practice-examples/saltby-alliance.html"));
  EXPECT_THAT(links("approaches/alliance.html"), testing::Contains("../practice-examples/saltby-alliance.html"));
}

TEST(Publish, OldAddressesLeadToTheNew) {
  const Library library;
  library.publish();
  const auto page = library.page("practice-examples/saltby-homelessness.html");
  EXPECT_THAT(page, HasSubstr("content=\"0; url=../practice-examples/saltby-alliance.html\""));
  EXPECT_THAT(links_of_page(page), testing::Contains("../practice-examples/saltby-alliance.html"));
}

TEST(Publish, TakesTheDayFromTheOption) {
  const Library library;
  library.publish({"--date", "2024-05-02"});
  EXPECT_THAT(library.page("overdue.html"), Not(HasSubstr("Saltby homelessness alliance")));
  library.publish({"--date", "2030-01"});
  EXPECT_THAT(library.page("overdue.html"), HasSubstr("Saltby homelessness alliance"));
  EXPECT_THAT(text_of_page(library.page("index.html")), HasSubstr("As of January 2030"));
  EXPECT_THAT(text_of_page(library.page("practice-examples/saltby-alliance.html")),
              HasSubstr("Overdue since 1 May 2026"));
}

TEST(Publish, NamesItsAddressOnlyWhereItIsTold) {
  const Library library;
  library.publish();
  EXPECT_FALSE(fs::exists(library.site() / "sitemap.xml"));
  EXPECT_FALSE(fs::exists(library.site() / "opensearch.xml"));
  library.publish({"--base-url", "https://example.org/lib"});
  EXPECT_THAT(
      library.page("sitemap.xml"),
      HasSubstr(
          "<loc>https://example.org/lib/practice-examples/saltby-alliance.html</loc><lastmod>2024-05-01</lastmod>"));
  EXPECT_THAT(library.page("feed.xml"), HasSubstr("https://example.org/lib/feed.xml"));
  EXPECT_THAT(library.page("opensearch.xml"), HasSubstr("template=\"https://example.org/lib/search/index.html?q={searchTerms}\""));
  EXPECT_THAT(library.page("practice-examples/saltby-alliance.html"),
              HasSubstr("<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"Test library (invented)\" href=\"../opensearch.xml\">"));
  EXPECT_THAT(library.page("index.html"),
              HasSubstr("<link rel=\"canonical\" href=\"https://example.org/lib/index.html\">"));
  EXPECT_EQ(library.publish({"--base-url", "javascript:alert(1)"}).exit_code, 2);
}

TEST(Publish, WritesEachRecordAsJson) {
  const Library library;
  library.publish();
  const auto json = nlohmann::json::parse(library.page("practice-examples/saltby-alliance.json"));
  EXPECT_EQ(json["id"], "saltby-alliance");
  EXPECT_EQ(json["fields"]["places"][0], "saltby");
  EXPECT_EQ(json["strength"], "moderate");
  EXPECT_THAT(json["named_by"].dump(),
              HasSubstr("{\"field\":\"evaluates\",\"id\":\"marsh-2022-saltby\",\"kind\":\"evaluation\"}"));
  EXPECT_EQ(json["sources"].size(), 2U);
}

// Issue 2: three bad records out of thirty.
TEST(Publish, LeavesBadRecordsOutAndGoesOn) {
  const Library library;
  const auto pattern = read(library.path() / "practice-examples/riverton-work-bond.md");
  for (int i = 1; i <= 22; ++i) library.write("practice-examples/copy-" + std::to_string(i) + ".md", pattern);
  library.replace("practice-examples/copy-1.md", "approaches: [outcomes-based]", "approaches: [outcome-basd]");
  library.replace("practice-examples/copy-2.md", "title:", "titel:");
  library.replace("practice-examples/copy-3.md", "---\n\n##", "\n##");
  library.replace("practice-examples/copy-4.md", "[Separate budgets](separate-budgets)", "[the first copy](copy-1)");
  const auto published = library.publish();
  EXPECT_EQ(published.exit_code, 1);
  for (const auto* bad : {"copy-1.md:4:", "copy-2.md:", "copy-3.md:"}) EXPECT_THAT(published.said, HasSubstr(bad));
  EXPECT_THAT(published.said, HasSubstr(": 27 records"));
  EXPECT_THAT(published.said, HasSubstr("copy-4.md:"));
  std::size_t pages = 0;
  for (const auto& [address, bytes] : tree(library.site())) pages += address.ends_with(".bib") ? 1 : 0;
  EXPECT_EQ(pages, 27U);
  EXPECT_THAT(library.page("practice-examples/copy-4.html"), HasSubstr("the first copy made it worse"));
  EXPECT_THAT(faults(library.site()), IsEmpty());
}

TEST(Publish, CutsLongListsIntoPages) {
  const Library library;
  const auto pattern = read(library.path() / "practice-examples/riverton-work-bond.md");
  for (int i = 1; i <= 205; ++i) library.write("practice-examples/copy-" + std::to_string(i) + ".md", pattern);
  EXPECT_EQ(library.publish().exit_code, 0);
  EXPECT_THAT(text_of_page(library.page("practice-examples/index.html")), HasSubstr("Page 1 of 3"));
  EXPECT_THAT(links_of_page(library.page("practice-examples/index-2.html")),
              testing::Contains("../practice-examples/index-3.html"));
  EXPECT_THAT(faults(library.site()), IsEmpty());
}

TEST(Publish, StopsAtATemplateThatIsWrong) {
  const Library library;
  TempDir theme;
  fs::copy(source("site/theme"), theme.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  theme.write("templates/record.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n<h1>{{TITEL}}</h1>");
  const auto published = library.publish({"--theme", theme.path().string()});
  EXPECT_EQ(published.exit_code, 2);
  EXPECT_THAT(published.said, HasSubstr("templates/record.tpl:2: nothing sets TITEL here"));
  EXPECT_FALSE(fs::exists(library.site()));
}

TEST(Publish, RefusesWhatItCannotUse) {
  const Library library;
  EXPECT_EQ(library.publish({"--expect-version", "0.0.0"}).exit_code, 2);
  EXPECT_EQ(library.publish({"--expect-version", version()}).exit_code, 0);
  EXPECT_EQ(library.publish({"--date", "soon"}).exit_code, 2);
  EXPECT_EQ(library.publish({"--unknown"}).exit_code, 2);
  EXPECT_EQ(publish("/nowhere", library.site()).exit_code, 2);
  EXPECT_EQ(publish(library.path(), library.path()).exit_code, 2) << "it wrote a site over the library";
  TempDir other;
  other.write("letter.txt", "dear");
  EXPECT_EQ(publish(library.path(), other.path()).exit_code, 2);
}

TEST(Publish, ARecordPageIsSmall) {
  const Library library;
  library.publish();
  // 15 kB compressed is the aim; text like this shrinks to less than a third.
  EXPECT_LT(library.page("practice-examples/saltby-alliance.html").size() + library.page("css/site.css").size(),
            40'000U);
}

}  // namespace
}  // namespace fieldbook::test
