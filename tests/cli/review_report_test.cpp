// `review report` and `review prisma` over a whole small review made by the commands: every number is counted again here, from the files alone.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

constexpr std::string_view protocol = R"(title: Do alliances help?
question: Do alliance contracts help people?
eligibility: {include: {public: It is about a public service}, exclude: {design: No evaluation, not-retrieved: Could not be had}}
searches: [{database: Scopus}, {database: Councils, kind: website}]
stages: [{id: title-abstract, label: Title and abstract, reviewers: 2}, {id: full-text, label: Full text, reviewers: 1}]
reviewers: [{id: ada, name: Ada Marsh}, {id: ben, name: Ben Cole}]
stopping: {rule: screen-all}
instruments: [study-facts, result, weight-of-evidence, confidence-in-finding]
)";

class Report : public testing::Test {
 protected:
  void SetUp() override {
    review_.write("protocol.yaml", protocol);
    std::string found = "title,authors,year\n", websites = "title,authors,year\n";
    for (int i = 0; i < 8; ++i) found += "Alliance study " + std::string(1, static_cast<char>('A' + i)) + " of something else,\"Marsh" + std::to_string(i) + ", Ada\"," + std::to_string(2001 + i) + "\n";
    found += "Alliance study A of something else,\"Marsh0, Ada\",2001\n";   // twice
    websites += "A council's own report | with a bar,\"Cole, Ben\",2020\n";
    review_.write("found.csv", found);
    review_.write("websites.csv", websites);
    must({"review", "import", "found.csv", "--database", "Scopus", "--searched", "2026-03-01"});
    must({"review", "import", "websites.csv", "--database", "Councils", "--searched", "2026-03-02"});
    std::istringstream lines(read(review_.path() / "records.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      const auto id = Json::parse(line).at("id").get<std::string>();
      if (std::ranges::count(ids_, id) == 0) ids_.push_back(id);
    }
    ASSERT_EQ(ids_.size(), 9U);
    std::map<std::string, std::string> decisions;
    const auto decide = [&](const std::string& who, std::size_t i, const std::string& stage, const std::string& verdict, const std::string& reason = {}) {
      decisions[who] += Json{{"record", ids_[i]}, {"stage", stage}, {"decision", verdict}, {"reasons", reason.empty() ? Json::array() : Json{reason}}, {"shown", "random"}, {"at", "2026-03-03T09:00:00Z"}}.dump() + "\n";
    };
    for (std::size_t i = 0; i < 9; ++i) {
      for (const char* const who : {"ada", "ben"}) decide(who, i, "title-abstract", i == 6 || i == 7 ? "exclude" : "include");
    }
    for (std::size_t i : {0U, 1U, 2U, 3U, 4U, 5U, 8U}) decide("ada", i, "full-text", i == 4 || i == 5 ? "exclude" : "include", i == 4 ? "design" : i == 5 ? "not-retrieved" : "");
    for (const auto& [who, text] : decisions) review_.write("decisions/" + who + ".jsonl", text);
    std::string facts, results, weights;
    for (std::size_t i : {0U, 1U, 2U, 3U, 8U}) {
      facts += "- {item: " + ids_[i] + ", instrument: study-facts, answers: {design: " + (i == 8 ? "monitoring" : "quasi-experiment") + ", read: whole, approaches: [alliance], countries: [england], tells-of: [governance]}}\n";
      results += "- {item: " + ids_[i] + "/health, instrument: result, answers: {direction: {answer: " + (i == 3 ? "worse" : "better") + ", words: \"so it is told\"}}}\n";
      const std::string grade = "{answer: " + std::string(i == 3 ? "low" : "high") + ", words: seen}";
      weights += "- {item: " + ids_[i] + ", instrument: weight-of-evidence, answers: {soundness: " + grade + ", fit: " + grade + ", focus: " + grade + "}}\n";
    }
    review_.write("facts.yaml", facts + results);
    review_.write("findings/they-hold.yaml", "statement: Alliances hold.\nstudies: [" + ids_[0] + ", " + ids_[1] + "]\n");
    const std::string little = "{answer: minor, words: w, note: Both are small}";
    weights += "- {item: they-hold, instrument: confidence-in-finding, answers: {methods: " + little + ", coherence: {answer: none, words: w}, adequacy: {answer: moderate, words: w}, relevance: {answer: none, words: w}}}\n";
    review_.write("weights.yaml", weights);
    must({"review", "extract", "--reviewer", "ada", "--answers", "facts.yaml"});
    must({"review", "appraise", "--reviewer", "ben", "--answers", "weights.yaml"});
  }

  Ran fieldbook(const std::vector<std::string>& arguments) const { return run(built_program("fieldbook"), arguments, {.input = {}, .working_folder = review_.path(), .environment = {}}); }
  void must(const std::vector<std::string>& arguments) const {
    const auto ran = fieldbook(arguments);
    ASSERT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  }
  std::vector<Json> lines(const std::string& file) const {
    std::vector<Json> out;
    std::istringstream text(read(review_.path() / file));
    for (std::string line; std::getline(text, line);) out.push_back(Json::parse(line));
    return out;
  }
  static std::size_t box(const Json& report, const std::string& id) {
    for (const auto& one : report.at("flow").at("boxes")) {
      if (one.at("id") != id) continue;
      EXPECT_EQ(one.at("count"), one.at("items").size());
      return one.at("count");
    }
    ADD_FAILURE() << id;
    return 0;
  }

  TempDir review_;
  std::vector<std::string> ids_;
};

TEST_F(Report, HasNoNumberThatTheFilesDoNotGive) {
  const auto ran = fieldbook({"review", "report", "--format", "json"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto report = Json::parse(ran.out);

  // The flow, from decisions and imports.
  std::map<std::string, std::map<std::string, std::string>> said;   // stage, record -> verdict or reason
  for (const auto& one : lines("decisions/ada.jsonl")) {
    const bool reason = !one.at("reasons").empty();
    said[one.at("stage")][one.at("record")] = reason ? one.at("reasons").at(0).get<std::string>() : one.at("decision").get<std::string>();
  }
  const std::string website = ids_[8];
  const auto count = [&](const std::string& stage, const std::string& what, bool web) {
    return static_cast<std::size_t>(std::ranges::count_if(said[stage], [&](const auto& one) { return (what.empty() || one.second == what) && (one.first == website) == web; }));
  };
  EXPECT_EQ(box(report, "database_results"), 9U);
  EXPECT_EQ(box(report, "duplicates"), 1U);
  EXPECT_EQ(box(report, "website_results"), 1U);
  EXPECT_EQ(box(report, "records_screened"), count("title-abstract", "", false));
  EXPECT_EQ(box(report, "records_excluded"), count("title-abstract", "exclude", false));
  EXPECT_EQ(box(report, "dbr_sought_reports"), count("title-abstract", "include", false));
  EXPECT_EQ(box(report, "dbr_notretrieved_reports"), count("full-text", "not-retrieved", false));
  EXPECT_EQ(box(report, "dbr_excluded"), count("full-text", "design", false));
  EXPECT_EQ(box(report, "other_assessed"), count("full-text", "", true));
  EXPECT_EQ(box(report, "new_reports"), count("full-text", "include", false) + count("full-text", "include", true));

  // Directions and the sign test, from extraction.
  std::map<std::string, std::set<std::string>> ways;
  for (const auto& one : lines("extraction/ada.jsonl")) {
    if (one.at("instrument") == "result" && one.at("question") == "direction") ways[one.at("answer")].insert(one.at("item"));
  }
  ASSERT_EQ(report.at("outcomes").size(), 1U);
  const auto& health = report.at("outcomes")[0];
  EXPECT_EQ(health.at("counts").at("better"), ways["better"].size());
  EXPECT_EQ(health.at("counts").at("worse"), ways["worse"].size());
  EXPECT_NEAR(health.at("sign_test").at("p").get<double>(), 2 * (5.0 + 1) / 32, 1e-12);   // 4 to 1
  EXPECT_EQ(health.at("strength"), "strong");   // three sound comparisons read whole

  // Weights, from the answers.
  std::map<std::string, std::size_t> high;
  for (const auto& one : lines("appraisals/ben.jsonl")) {
    if (one.at("answer") == "high") ++high[one.at("item")];
  }
  for (const auto& study : report.at("studies")) EXPECT_EQ(study.at("quality") == "good", high[study.at("record")] == 3) << study;
  EXPECT_EQ(report.at("findings")[0].at("judgements")[0].at("value"), "moderate");
  for (const auto& map : report.at("maps")) {
    for (const auto& cell : map.at("cells")) EXPECT_EQ(cell.at("records").size(), 5U);
  }
  // Both said the same of all, so kappa is 1 and the table is the decisions.
  EXPECT_EQ(report.at("agreement")[0].at("table"), Json::parse("[[2,0],[0,7]]"));
  EXPECT_EQ(report.at("reviewers")[0].at("decisions"), lines("decisions/ada.jsonl").size());
  EXPECT_EQ(report.at("reviewers")[1].at("answers"), lines("appraisals/ben.jsonl").size());
}

TEST_F(Report, IsMarkdownWithCitationsPlotsAndData) {
  must({"review", "report", "--out", "out"});
  const auto text = read(review_.path() / "out/report.md");
  for (const auto& part : std::vector<std::string>{"# Do alliances help?\n", "| Records screened | [8](#box-records_screened) |", "<a id=\"box-records_screened\"></a>", "[@" + ids_[0] + "]", "A council's own report \\| with a bar",
                                                   "4 to 1, p = 0.3750; share better 0.80", "Alliances hold.", "Confidence: Moderate", "methods: Minor: Both are small", "## Map: What is known of effect"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  for (const auto* const file : {"report.json", "references.bib", "evidence.csv", "PRISMA.csv", "flow.svg", "effect-direction.svg", "harvest.svg"}) EXPECT_TRUE(std::filesystem::exists(review_.path() / "out" / file)) << file;
  EXPECT_THAT(read(review_.path() / "out/references.bib"), HasSubstr("{" + ids_[0] + ","));
  EXPECT_THAT(read(review_.path() / "out/evidence.csv"), HasSubstr(ids_[3] + ",Marsh3 (2004),quasi-experiment,The whole text,poor,health,worse,,so it is told,\r\n"));
  EXPECT_THAT(read(review_.path() / "out/PRISMA.csv"), HasSubstr("records_screened.html,8\r\n"));
}

TEST_F(Report, FailsWithTheBoxWhenADecisionLineIsRemoved) {
  auto text = read(review_.path() / "decisions/ada.jsonl");
  const auto at = text.rfind("\n", text.size() - 2);
  review_.write("decisions/ada.jsonl", text.substr(0, at + 1));
  const auto prisma = fieldbook({"review", "prisma"});
  EXPECT_EQ(prisma.exit_code, 1);
  EXPECT_THAT(prisma.err, HasSubstr("other_assessed: 1 record waits for a decision at the stage full-text: " + ids_[8]));
  const auto report = fieldbook({"review", "report", "--out", "out"});
  EXPECT_EQ(report.exit_code, 1);
  EXPECT_THAT(report.err, HasSubstr("other_assessed: what was sought by other methods"));
  EXPECT_THAT(read(review_.path() / "out/report.md"), HasSubstr("## What is not finished"));
}

TEST_F(Report, ListsWhatABoxCounts) {
  const auto ran = fieldbook({"review", "prisma", "--box", "dbr_excluded"});
  EXPECT_THAT(ran.out, HasSubstr(ids_[4] + "\t\tAlliance study E"));
  const auto wrong = fieldbook({"review", "prisma", "--box", "dbr_exclude"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'dbr_excluded'?"));
}

}  // namespace
}  // namespace fieldbook::test
