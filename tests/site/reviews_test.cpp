// Evidence reviews on the site: made here by the commands, over the invented library.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/text.hpp"
#include "tests/site/site_check.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view protocol = R"(title: Do alliances help?
question: Do alliances help people to keep a home?
notice: Invented from end to end.
eligibility: {include: {public: It is about a public service}, exclude: {design: No comparison}}
searches: [{database: Scopus}]
stages: [{id: titles, label: Titles, reviewers: 2}, {id: texts, label: Texts, reviewers: 1}]
reviewers: [{id: ada, name: Ada Marsh, about: Nobody}, {id: ben, name: Ben Cole}]
stopping: {rule: screen-all}
instruments: [ours]
instrument-folders: [../../../forms]
appraisal: {quality-from: ours}
amendments: [{date: 2026-03-02, what: Ben joined, why: Two see more}]
)";

constexpr std::string_view ours = R"(id: ours
version: 1
title: A form from elsewhere
unit: study
purpose: Whether people were paid.
source: Us
licence: Free
questions: [{id: paid, text: Were people paid?, answers: ["yes", "no"]}]
judgement: {label: Paid, values: [{id: fair, label: Fair enough, counts-as: good}, {id: unfair, label: Unfair}], rules: [{when: {paid: "yes"}, gives: fair}, {gives: unfair}]}
)";

class Reviews : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy(source("tests/fixtures/good"), library(), fs::copy_options::recursive);
    folder_.write("forms/ours.yaml", ours);   // outside the library
    folder_.write("library/reviews/alliances/protocol.yaml", protocol);
    folder_.write("found.csv", "title,authors,year,doi\nMatched comparison of the Saltby alliance,\"Marsh, Ada; Ibarra, José; Okafor, Ngozi\",2022,10.5555/invented.2022.45\n"
                               "What a town paid for,\"Fell, Rosa\",2020,\nFish farms,\"Tarn, William\",2019,\n");
    fieldbook({"import", (folder_.path() / "found.csv").string(), "--database", "Scopus", "--searched", "2026-03-01"});
    std::istringstream lines(read(review() / "records.jsonl"));
    for (std::string line; std::getline(lines, line);) ids_.push_back(nlohmann::json::parse(line).at("id"));
    ASSERT_EQ(ids_.size(), 3U);
    for (const char* const who : {"ada", "ben"}) {
      for (std::size_t i = 0; i < 3; ++i) fieldbook({"decide", ids_[i], i == 2 ? "exclude" : "include", "--reviewer", who, "--note", "“Its title.”"});
    }
    fieldbook({"decide", ids_[0], "include", "--reviewer", "ada", "--stage", "texts"});
    fieldbook({"decide", ids_[1], "exclude", "--reason", "design", "--reviewer", "ada", "--stage", "texts", "--note", "One town alone"});
    sheet("extract", "- {item: " + ids_[0] + ", instrument: study-facts, answers: {design: quasi-experiment, read: whole, approaches: [alliance], countries: [northland], tells-of: [governance]}}\n"
                     "- {item: " + ids_[0] + "/housing, instrument: result, answers: {direction: {answer: better, words: \"The fall was larger\"}, figure: 21 per cent}}\n");
    sheet("appraise", "- {item: " + ids_[0] + ", instrument: ours, answers: {paid: {answer: \"yes\", words: \"each had a fee <b>\"}}}\n");
  }

  fs::path library() const { return folder_.path() / "library"; }
  fs::path review() const { return library() / "reviews/alliances"; }
  fs::path site() const { return folder_.path() / "site"; }
  Ran try_fieldbook(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"review", "--review", review().string()});
    return run(built_program("fieldbook"), arguments);
  }
  void fieldbook(const std::vector<std::string>& arguments) const {
    const auto ran = try_fieldbook(arguments);
    ASSERT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  }
  void sheet(const std::string& command, const std::string& text) const {
    folder_.write("sheet.yaml", text);
    fieldbook({command, "--reviewer", "ada", "--answers", (folder_.path() / "sheet.yaml").string()});
  }
  Published publish() const { return test::publish(library(), site()); }
  // As it is read, with single spaces.
  std::string words(const std::string& part) const { return collapse_whitespace(text_of_page(page(part))); }
  std::string page(const std::string& part) const { return read(site() / "reviews/alliances" / (part + ".html")); }
  void give_out() const { fieldbook({"edition", "first"}); }

  TempDir folder_;
  std::vector<std::string> ids_;
};

TEST_F(Reviews, ArePublishedOnceAnEditionIsMarked) {
  ASSERT_EQ(publish().exit_code, 0);
  EXPECT_FALSE(fs::exists(site() / "reviews"));
  give_out();
  const auto published = publish();
  ASSERT_EQ(published.exit_code, 0) << published.said;
  EXPECT_THAT(faults(site()), IsEmpty());
  EXPECT_THAT(links_of_page(read(site() / "index.html")), Contains("reviews/index.html"));
  for (const auto* const part : {"index", "studies", "maps", "flow", "decisions", "method"}) EXPECT_THAT(words(part), HasSubstr("Invented from end to end.")) << part;
  EXPECT_THAT(publish().said, HasSubstr(" 0 files written"));
}

TEST_F(Reviews, LeadFromEachNumberToTheRecordsItCounts) {
  give_out();
  ASSERT_EQ(publish().exit_code, 0);
  const auto flow = page("flow");
  EXPECT_THAT(links_of_page(flow), Contains("#box-records_screened"));
  EXPECT_THAT(flow, HasSubstr("id=\"box-records_screened\""));
  EXPECT_THAT(words("flow"), HasSubstr("Reports excluded 1"));
  EXPECT_THAT(words("flow"), HasSubstr("Fish farms"));
  const auto maps = page("maps");
  EXPECT_THAT(links_of_page(maps), Contains("#effectiveness-alliance-housing"));
  EXPECT_THAT(maps, HasSubstr("id=\"effectiveness-alliance-housing\""));
  EXPECT_THAT(maps, HasSubstr("class=\"gap\""));
  const auto studies = page("studies");
  EXPECT_THAT(links_of_page(studies), Contains("../../evaluations/marsh-2022-saltby.html"));
  EXPECT_THAT(links_of_page(read(site() / "evaluations/marsh-2022-saltby.html")), Contains("../reviews/alliances/studies.html#" + ids_[0]));
  EXPECT_THAT(words("studies"), HasSubstr("The fall was larger"));
  EXPECT_THAT(words("studies"), HasSubstr("each had a fee <b>"));
  const auto overview = words("index");
  EXPECT_THAT(overview, HasSubstr("Housing and homelessnessModerateOne sound study, read whole."));
  EXPECT_THAT(overview, HasSubstr("Nothing has changed."));
  const auto decisions = words("decisions");
  EXPECT_THAT(decisions, HasSubstr("Reason: No comparison. One town alone"));
  const auto method = words("method");
  EXPECT_THAT(method, HasSubstr("Ben joined. Two see more."));
  EXPECT_THAT(method, HasSubstr("Titles320011.0001.000"));
}

TEST_F(Reviews, GiveTheirDataAway) {
  give_out();
  ASSERT_EQ(publish().exit_code, 0);
  const auto data = site() / "reviews/alliances/data";
  EXPECT_THAT(read(data / "included.ris"), HasSubstr("TI  - Matched comparison of the Saltby alliance\r\n"));
  EXPECT_THAT(read(data / "evidence.csv"), HasSubstr(ids_[0] + ","));
  EXPECT_THAT(read(data / "PRISMA.csv"), HasSubstr("data,node,box,description,boxtext,tooltips,url,n\r\n"));
  EXPECT_EQ(read(data / "decisions/ada.jsonl"), read(review() / "decisions/ada.jsonl"));
  EXPECT_EQ(read(data / "extraction/ada.jsonl"), read(review() / "extraction/ada.jsonl"));
  EXPECT_EQ(read(data / "protocol.yaml"), protocol);
}

TEST_F(Reviews, StopTheSiteWhereADecisionIsMissingAndNameTheBox) {
  give_out();
  ASSERT_EQ(publish().exit_code, 0);
  const auto before = page("flow");
  auto lines = read(review() / "decisions/ada.jsonl");
  const auto last = lines.rfind('\n', lines.size() - 2);
  folder_.write("library/reviews/alliances/decisions/ada.jsonl", lines.substr(0, last + 1));
  const auto published = publish();
  EXPECT_EQ(published.exit_code, 2);
  EXPECT_THAT(published.said, HasSubstr("the review alliances does not add up"));
  EXPECT_THAT(published.said, HasSubstr("dbr_assessed: 1 record waits for a decision at the stage texts: " + ids_[1]));
  EXPECT_EQ(page("flow"), before);   // the last edition stays
}

TEST_F(Reviews, TellWhatChangedSinceTheLastEdition) {
  give_out();
  folder_.write("more.csv", "title,authors,year\nAlliances in a second town,\"Cole, Ann\",2026\n");
  fieldbook({"import", (folder_.path() / "more.csv").string(), "--database", "Scopus", "--searched", "2026-09-01"});
  std::istringstream lines(read(review() / "records.jsonl"));
  std::string last;
  for (std::string line; std::getline(lines, line);) last = nlohmann::json::parse(line).at("id");
  for (const char* const who : {"ada", "ben"}) fieldbook({"decide", last, "include", "--reviewer", who});
  fieldbook({"decide", last, "include", "--reviewer", "ada", "--stage", "texts"});
  fieldbook({"edition", "second"});
  const auto published = publish();
  ASSERT_EQ(published.exit_code, 0) << published.said;
  const auto overview = words("index");
  EXPECT_THAT(overview, HasSubstr("Since edition first"));
  EXPECT_THAT(overview, HasSubstr("1 import, 1 new record."));
  EXPECT_THAT(overview, HasSubstr("Texts: 1 more decision; newly included: Cole (2026)"));
}

TEST_F(Reviews, ShowAFormThatAnOutsideFolderAdds) {
  give_out();
  const auto list = try_fieldbook({"appraise", "--list"});
  EXPECT_THAT(list.out, HasSubstr("ours, version 1: Fair enough"));
  const auto report = try_fieldbook({"report"});
  EXPECT_THAT(report.out, HasSubstr("A form from elsewhere"));
  ASSERT_EQ(publish().exit_code, 0);
  const auto method = words("method");
  EXPECT_THAT(method, HasSubstr("A form from elsewhere"));
  EXPECT_THAT(method, HasSubstr("Were people paid?"));
  EXPECT_THAT(words("studies"), HasSubstr("A form from elsewhere: Fair enough"));
  auto changed = std::string(ours);
  folder_.write("forms/ours.yaml", changed.replace(changed.find("Fair enough"), 11, "Fairly"));
  ASSERT_EQ(publish().exit_code, 0);
  EXPECT_THAT(words("studies"), HasSubstr("A form from elsewhere: Fairly"));
}

}  // namespace
}  // namespace fieldbook::test
