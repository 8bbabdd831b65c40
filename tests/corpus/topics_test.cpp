// How well search ranks on the library's own judged questions (tests/judged): no measure may fall by more than 0.005.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/text.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr double may_fall = 0.005;
constexpr std::array measures{"ndcg10", "map", "p10", "recall100"};
constexpr auto figures_file = "tests/judged/figures.json";

Json measured(std::string& said) {
  const TempDir temp;
  const auto ran = run(built_program("fieldbook"), {"eval", "search", "--library", source("corpus").string(), "--topics", source("tests/judged").string(),
                                                    "--index", (temp.path() / "index").string(), "--format", "json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  said = ran.err;
  return Json::parse(ran.out);
}

TEST(Topics, SearchRanksNoWorseThanTheFiguresKept) {
  std::string said;
  const auto now = measured(said);
  EXPECT_EQ(said, "") << "a record was renamed or taken away: mend tests/judged/qrels.tsv";
  Json figures;
  for (const auto* const name : measures) figures[name] = now.at(name);
  if (std::getenv("FIELDBOOK_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(source(figures_file)) << figures.dump(2) << '\n';
    return;
  }
  const auto kept = Json::parse(read(source(figures_file)));
  for (const auto* const name : measures) {
    EXPECT_GE(now.at(name).get<double>(), kept.at(name).get<double>() - may_fall)
        << name << ": fieldbook eval search --baseline tells whether a difference is more than chance";
  }
}

TEST(Topics, AreManyAndGradedFromNothingToTheVeryThing) {
  std::map<std::string, std::map<std::string, int>> grades;
  std::map<int, int> counts;
  std::ifstream in(source("tests/judged/qrels.tsv"));
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto columns = split(line, '\t');
    ASSERT_EQ(columns.size(), 3U) << line;
    const auto grade = std::stoi(std::string(columns[2]));
    EXPECT_TRUE(grades[std::string(columns[0])].emplace(columns[1], grade).second) << "judged twice: " << line;
    ++counts[grade];
  }
  EXPECT_GE(grades.size(), 40U);
  EXPECT_EQ(counts.begin()->first, 0);
  EXPECT_EQ(counts.rbegin()->first, 3);
  EXPECT_EQ(counts.size(), 4U);
  for (const auto& [query, judged] : grades) {
    EXPECT_TRUE(std::ranges::any_of(judged, [](const auto& one) { return one.second > 1; })) << query << " has no good answer";
  }
}

}  // namespace
}  // namespace fieldbook::test
