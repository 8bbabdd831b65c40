#include "core/review/synthesis/flow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/text.hpp"
#include "tests/core/review/invented_review.hpp"

namespace fieldbook::review {
namespace {

using testing::HasSubstr;

// Ten records: r0 to r5 from a database (r0 in two of them, r1 twice in one), r5 and r6 to r9 from a website. One line could not be read.
class FlowOf : public testing::Test {
 protected:
  FlowOf() : review(10) {
    Diagnostics found;
    review.protocol.searches = {{"Scopus", "", SourceKind::database}, {"Councils", "", SourceKind::website}};
    review.protocol.stages[0].reviewers = 1;
    review.protocol.exclude.push_back({"not-retrieved", "Could not be had"});
    const auto source = [](const std::string& record, const std::string& import, std::size_t line) { return Source{record, import, line}; };
    for (std::size_t i = 0; i < 6; ++i) review.list[i].sources.push_back(source("r" + std::to_string(i), "a", i + 1));
    review.list[0].sources.push_back(source("r0b", "b", 1));
    review.list[1].sources.push_back(source("r1", "a", 8));
    for (std::size_t i = 5; i < 10; ++i) review.list[i].sources.push_back(source("r" + std::to_string(i), "w", i));
    review.list[6].sources.push_back(source("r6", "w", 20));
    imports = {import("a", "scopus", 8, {{9, "broken"}}), import("b", "PubMed", 1, {}), import("w", "Councils", 6, {})};
    // Screening: r0 to r3 and r6 to r8 go on.
    for (std::size_t i = 0; i < 10; ++i) {
      const auto id = "r" + std::to_string(i);
      review.decide("ada", id, i < 4 || (i > 5 && i < 9) ? Verdict::include : Verdict::exclude);
    }
    full_text("r0", Verdict::include);
    full_text("r1", Verdict::exclude, {"design"});
    full_text("r2", Verdict::exclude, {"population", "design"});
    full_text("r3", Verdict::exclude, {"not-retrieved"});
    full_text("r6", Verdict::include);
    full_text("r7", Verdict::include);
    full_text("r8", Verdict::exclude, {"design"});
  }

  static Import import(const std::string& id, const std::string& database, std::size_t in, std::vector<LostRecord> lost) {
    Import out;
    out.id = id;
    out.database = database;
    out.records_in = in;
    out.records = in - lost.size();
    out.lost = std::move(lost);
    return out;
  }
  void full_text(const std::string& record, Verdict verdict, std::vector<std::string> reasons = {}) const {
    add_decision(review.folder.path(), {"ada", record, "full-text", verdict, std::move(reasons), {}, Shown::at_random, "2026-03-01T09:00:00Z"});
  }
  Flow flow(const std::map<std::string, std::string>& same = {}) const {
    const auto records = review.records();
    return count_flow(review.protocol, imports, records, review.decisions(), same);
  }
  std::string problems() const {
    std::string out;
    for (const auto& one : flow().problems) out += one.box + ": " + one.what + "\n";
    return out;
  }

  InventedReview review;
  std::vector<Import> imports;
};

TEST_F(FlowOf, CountsEachBoxFromTheFiles) {
  const auto seen = flow();
  EXPECT_EQ(problems(), "");
  const std::pair<const char*, std::size_t> expected[] = {{"database_results", 9},   {"register_results", 0},      {"website_results", 4},      {"duplicates", 2},          {"excluded_other", 1},
                                                          {"records_screened", 6},   {"records_excluded", 2},      {"dbr_sought_reports", 4},   {"dbr_notretrieved_reports", 1}, {"dbr_assessed", 3},
                                                          {"dbr_excluded", 2},       {"other_found_again", 2},     {"other_records_excluded", 1}, {"other_sought_reports", 3}, {"other_assessed", 3},
                                                          {"other_excluded", 1},     {"new_reports", 3},           {"new_studies", 3},          {"total_studies", 3}};
  for (const auto& [id, count] : expected) EXPECT_EQ(seen.count(id), count) << id;
  EXPECT_EQ(seen.box("dbr_excluded").items[0].record, "r1");
  const std::vector<std::pair<std::string, std::size_t>> reasons{{"No evaluation", 1}, {"Other people", 1}};
  EXPECT_EQ(seen.box("dbr_excluded").parts, reasons);
  EXPECT_EQ(seen.box("excluded_other").items[0].line, 9U);
  const std::vector<std::pair<std::string, std::size_t>> databases{{"PubMed", 1}, {"scopus", 8}};
  EXPECT_THAT(seen.box("database_results").parts, testing::UnorderedElementsAreArray(databases));
}

TEST_F(FlowOf, CountsAStudyWithTwoReportsOnce) {
  const auto seen = flow({{"r7", "r6"}});
  EXPECT_EQ(seen.count("new_reports"), 3U);
  EXPECT_EQ(seen.count("new_studies"), 2U);
}

TEST_F(FlowOf, NamesTheBoxThatNoLongerAddsUpWhenADecisionIsLost) {
  const auto file = review.folder.path() / "decisions/ada.jsonl";
  const auto whole = test::read(file);
  for (const auto& [line, box] : {std::pair{R"({"record":"r4")", "records_screened: 1 record waits for a decision at the stage title-abstract: r4"},
                                  {R"({"record":"r1","stage":"full-text")", "dbr_assessed: 1 record waits for a decision at the stage full-text: r1"}}) {
    auto text = whole;
    const auto at = text.find(line);
    ASSERT_NE(at, std::string::npos);
    text.erase(at, text.find('\n', at) + 1 - at);
    review.folder.write("decisions/ada.jsonl", text);
    EXPECT_THAT(problems(), HasSubstr(box));
    EXPECT_THAT(problems(), HasSubstr(" is not "));
  }
}

TEST_F(FlowOf, AsksForAReasonOfEachExclusionAtFullText) {
  full_text("r1", Verdict::exclude);
  EXPECT_EQ(problems(), "dbr_excluded: 1 report is left out at the stage full-text without a reason: r1\n");
}

TEST_F(FlowOf, NamesAnImportThatDoesNotHoldWhatItsNoteSays) {
  imports[0].records_in = 9;
  EXPECT_THAT(problems(), HasSubstr("database_results: the records of databases and registers are not those that their imports say they hold: 9 is not 10"));
}

TEST_F(FlowOf, FillsInTheTemplateOfPrisma2020) {
  const auto csv = flow_csv(flow());
  const auto lines = split(csv, '\n');
  ASSERT_EQ(lines.size(), 36U);   // heading, 34 rows, and the end of the last
  EXPECT_EQ(lines[0], "data,node,box,description,boxtext,tooltips,url,n\r");
  for (const auto* const row : {"database_results,node7,box2,Records identified from: Databases,Databases,Records identified from: Databases and Registers,database_results.html,9\r",
                                "website_results,node17,box11,Records identified from: Websites,Websites,\"Records identified from: Websites, Organisations and Citation Searching\",website_results.html,4\r",
                                "organisation_results,,box11,Records identified from: Organisations,Organisations,NA,NA,0\r", "new_reports,NA,box10,Reports of new included studies,Reports of new included studies,NA,NA,3\r"}) {
    EXPECT_THAT(csv, HasSubstr(std::string(row) + "\n"));
  }
  EXPECT_THAT(csv, HasSubstr("dbrexcludedrecords.html,\"No evaluation, 1; Other people, 1\"\r\n"));
  EXPECT_THAT(csv, HasSubstr("Specific Databases,NA,database_results.html,\"scopus, 8; PubMed, 1\"\r\n"));
}

// But for the numbers, each line is that of the package, with its line end.
TEST_F(FlowOf, HasTheRowsAndColumnsOfTheTemplateByteForByte) {
  const auto csv = flow_csv(flow()), published = test::read(test::source("tests/data/prisma/PRISMA.csv"));
  const auto lines = split(csv, '\n'), template_lines = split(published, '\n');
  ASSERT_EQ(lines.size(), template_lines.size() + 1);   // the package's last row has no line end; ours has
  const auto without_number = [](std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.ends_with('"')) return line.substr(0, line.rfind(",\"", line.size() - 2));
    return line.substr(0, line.rfind(','));
  };
  EXPECT_EQ(lines.front(), template_lines.front());
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    EXPECT_EQ(without_number(lines[i]), without_number(template_lines[i]));
    EXPECT_TRUE(lines[i].ends_with('\r'));
  }
}

TEST_F(FlowOf, IsAPictureWithAllItsNumbersAsText) {
  const auto svg = flow_svg(flow(), "Alliances & more", "records.html");
  for (const auto* const part : {"role=\"group\"", "<title id=\"flow-title\">Alliances &amp; more</title>", "<desc id=\"flow-desc\">", "Records screened: 6. ", "<a href=\"records.html#box-records_screened\" ", ">Records screened: 6<", "– Other people: 1"}) {
    EXPECT_THAT(svg, HasSubstr(part));
  }
  EXPECT_THAT(flow_svg(flow(), "x", ""), HasSubstr("<a href=\"#box-records_screened\" "));   // on the page that lists them
  EXPECT_THAT(flow_svg(flow(), "x"), HasSubstr("role=\"img\""));                            // no links, so nothing but a picture
}

TEST_F(FlowOf, OneStageIsScreeningAlone) {
  review.protocol.stages.pop_back();
  const auto seen = flow();
  EXPECT_EQ(seen.count("records_screened"), 6U);
  EXPECT_EQ(seen.count("dbr_assessed"), 4U);
  EXPECT_EQ(seen.count("new_reports"), 7U);
  EXPECT_TRUE(seen.problems.empty());
}

}  // namespace
}  // namespace fieldbook::review
