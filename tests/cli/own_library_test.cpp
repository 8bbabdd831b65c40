// A learning network's own library, outside the repository: init, new, fill, check, index, search, publish.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <sstream>

#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using Values = std::map<std::string, std::string>;

// A skeleton as its writer leaves it: a value behind each empty field, a sentence below each heading, nothing else changed.
std::string filled(const std::string& skeleton, const Values& values, const std::string& sentence) {
  std::string out;
  std::istringstream in(skeleton);
  for (std::string line; std::getline(in, line);) {
    const auto value = values.find(line.substr(0, line.find(':')));
    if (value != values.end()) line = value->first + ": " + value->second;
    out += line + "\n";
    if (line.starts_with("## ")) out += "\n" + sentence + "\n";
  }
  return out;
}

const Values example{{"summary", "Neighbours talked with the council before it bought home care."},
                     {"approaches", "[co-production]"},
                     {"sectors", "[social-care]"},
                     {"countries", "[england]"},
                     {"status", "running"},
                     {"result", "not-known"},
                     {"reviewed", "2024-05-01"},
                     {"sources", "[invented-2023-report]"}};

const Values evaluation{{"summary", "An invented study found that waiting fell beside a matched town."},
                        {"approaches", "[co-production]"},
                        {"sectors", "[social-care]"},
                        {"countries", "[england]"},
                        {"year", "2023"},
                        {"authors", "[Ada Marsh]"},
                        {"design", "quasi-experiment"},
                        {"read", "whole"},
                        {"findings", "[{outcome: service-use, direction: better}]"},
                        {"strength", "moderate"},
                        {"strength-reason", "One comparison with a matched town."},
                        {"reviewed", "2024-05-01"},
                        {"sources", "[invented-2023-report]"}};

class OwnLibrary : public testing::Test {
 protected:
  Ran fieldbook(const std::vector<std::string>& words, const fs::path& from) const {
    RunOptions options;
    options.working_folder = from;
    options.environment = {{"XDG_CACHE_HOME", (home.path() / "cache").string()},
                           {"XDG_CONFIG_HOME", (home.path() / "config").string()},
                           {"XDG_DATA_HOME", (home.path() / "data").string()},
                           {"FIELDBOOK_PLUGIN_PATH", ""}};
    return run(built_program("fieldbook"), words, options);
  }

  // Starts a record, fills it in, and gives its file.
  void write_record(const std::string& kind, const std::string& title, const Values& values) const {
    const auto made = fieldbook({"new", kind, title}, library);
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const fs::path file = made.out.substr(0, made.out.find('\n'));
    ASSERT_TRUE(fs::exists(file)) << made.out;
    home.write(fs::relative(file, home.path()), filled(read(file), values, "The report tells how it went. [@invented-2023-report]"));
  }

  TempDir home;
  fs::path library = home.path() / "network";
};

TEST_F(OwnLibrary, GetsFromInitToAPublishedSite) {
  const auto made = fieldbook({"init", "network", "--title", "Exampleton's network"}, home.path());
  ASSERT_EQ(made.exit_code, 0) << made.err;
  home.write("network/sources.bib", "@report{invented-2023-report,\n  title = {An invented report},\n  author = {Marsh, Ada},\n  date = {2023},\n  institution = {Exampleton}\n}\n");
  write_record("practice-example", "Talking first in Exampleton", example);
  write_record("evaluation", "Did talking first shorten waits?", evaluation);

  const auto checked = fieldbook({"check"}, library);
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_NE(checked.out.find("2 records are good, 0 left out: 0 errors, 0 warnings"), std::string::npos) << checked.out << checked.err;

  const auto indexed = fieldbook({"index"}, library);
  EXPECT_EQ(indexed.exit_code, 0) << indexed.err;
  const auto found = fieldbook({"search", "--format", "json", "coproduction of home care"}, library);
  EXPECT_EQ(found.exit_code, 0) << found.err;
  EXPECT_NE(found.out.find("\"talking-first-in-exampleton\""), std::string::npos) << found.out;

  const auto published = fieldbook({"publish", "--out", (home.path() / "site").string()}, library);
  EXPECT_EQ(published.exit_code, 0) << published.out << published.err;
  const auto page = read(home.path() / "site/practice-examples/talking-first-in-exampleton.html");
  EXPECT_NE(page.find("Talking first in Exampleton"), std::string::npos);
  EXPECT_NE(page.find("An invented report"), std::string::npos);
  EXPECT_TRUE(fs::exists(home.path() / "site/evaluations/did-talking-first-shorten-waits.html"));
}

TEST_F(OwnLibrary, ASkeletonSaysWhatIsStillEmpty) {
  ASSERT_EQ(fieldbook({"init", "network"}, home.path()).exit_code, 0);
  ASSERT_EQ(fieldbook({"new", "barrier", "Nobody answers the phone"}, library).exit_code, 0);
  const auto checked = fieldbook({"check"}, library);
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_NE(checked.err.find("'summary' is empty"), std::string::npos) << checked.err;
  EXPECT_NE(checked.err.find("the section 'What stands in the way' is empty"), std::string::npos) << checked.err;
}

TEST_F(OwnLibrary, NeitherALibraryNorARecordIsWrittenOver) {
  ASSERT_EQ(fieldbook({"init", "network"}, home.path()).exit_code, 0);
  EXPECT_EQ(fieldbook({"init", "network"}, home.path()).exit_code, 2);
  ASSERT_EQ(fieldbook({"new", "barrier", "Nobody answers the phone"}, library).exit_code, 0);
  EXPECT_EQ(fieldbook({"new", "barrier", "Nobody answers the phone"}, library).exit_code, 2);
  EXPECT_EQ(fieldbook({"new", "bariers", "Nobody"}, library).exit_code, 2);
}

}  // namespace
}  // namespace fieldbook::test
