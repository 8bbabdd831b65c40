// `review appraise` and `review extract`: at a pseudo-terminal, and by sheets.
#include <gmock/gmock.h>

#include "tests/support/pseudo_terminal.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

using testing::HasSubstr;

constexpr std::string_view protocol = R"(title: Alliances
question: Do alliances help?
eligibility: {include: {public: It is about a public service}, exclude: {design: No evaluation}}
stages: [{id: title-abstract, label: Title and abstract, reviewers: 1}]
reviewers: [{id: ada, name: Ada Marsh}, {id: ben, name: Ben Cole}]
stopping: {rule: screen-all}
instruments: [weight-of-evidence, confidence-in-finding, ours]
appraisal: {reviewers: 2}
)";

constexpr std::string_view ours = R"(id: ours
version: 1
title: A form of our own
unit: study
purpose: Whether people were paid.
source: Us
licence: Free
questions: [{id: paid, text: Were people paid?, answers: ["yes", "no"]}]
judgement: {label: Paid, values: [{id: fair, label: Fair}, {id: unfair, label: Unfair}], rules: [{when: {paid: "yes"}, gives: fair}, {gives: unfair}]}
)";

class Appraise : public testing::Test {
 protected:
  void SetUp() override {
    review_.write("protocol.yaml", protocol);
    review_.write("records.csv", "title,authors,year,abstract\nAlliance contract,\"Marsh, Ada\",2020,An alliance of providers\n");
    review_.write("forms/ours.yaml", ours);
    ASSERT_EQ(fieldbook({"review", "import", "records.csv", "--database", "Scopus", "--searched", "2026-03-01"}).exit_code, 0);
    const auto overview = fieldbook({"review", "appraise", "--list", "--instruments", "forms"});
    EXPECT_EQ(overview.exit_code, 0) << overview.err;   // nothing is included yet
    const auto records = read(review_.path() / "records.jsonl");
    id_ = records.substr(records.find("\"r") + 1, 17);
    review_.write("decisions/ada.jsonl", "{\"record\":\"" + id_ + "\",\"stage\":\"title-abstract\",\"decision\":\"include\",\"shown\":\"random\",\"at\":\"2026-03-01T09:00:00Z\"}\n");
    review_.write("findings/they-hold.yaml", "statement: They hold.\nstudies: [" + id_ + "]\n");
  }

  Ran fieldbook(const std::vector<std::string>& arguments) const { return run(built_program("fieldbook"), arguments, {.input = {}, .working_folder = review_.path(), .environment = {}}); }
  Ran sheet(const std::string& reviewer, const std::string& text, const std::string& command = "appraise") const {
    review_.write("sheet.yaml", text);
    return fieldbook({"review", command, "--reviewer", reviewer, "--answers", "sheet.yaml", "--instruments", "forms"});
  }

  TempDir review_;
  std::string id_;
};

TEST_F(Appraise, AtTheKeysWritesEachAnswerWithItsWords) {
  PseudoTerminal screen(built_program("fieldbook"), {"review", "appraise", "--reviewer", "ada", "--instrument", "ours", "--instruments", "forms"}, review_.path());
  ASSERT_TRUE(screen.wait_for("Were people paid?")) << screen.seen();
  screen.type("1\r");
  ASSERT_TRUE(screen.wait_for("This answer needs the words it rests on")) << screen.seen();
  screen.type("1paid the living wage\r");
  ASSERT_TRUE(screen.wait_for("Page or section")) << screen.seen();
  screen.type("p. 4\r");
  ASSERT_TRUE(screen.wait_for("Everything here is answered")) << screen.seen();
  screen.type("q");
  EXPECT_EQ(screen.wait(), 0);
  EXPECT_THAT(read(review_.path() / "appraisals/ada.jsonl"), HasSubstr(R"("instrument":"ours","version":1,"question":"paid","answer":"yes","words":"paid the living wage","where":"p. 4")"));
}

TEST_F(Appraise, BySheetsOfTwoListsAndSettlesWhatTheyDifferOn) {
  const auto paid = [&](const char* answer) { return "item: " + id_ + "\ninstrument: ours\nanswers: {paid: {answer: \"" + answer + "\", words: wages}}\n"; };
  EXPECT_EQ(sheet("ada", paid("yes")).out, "1 answers on 1 form, by Ada Marsh\n");
  EXPECT_EQ(sheet("ben", paid("no")).exit_code, 0);
  const auto differ = fieldbook({"review", "appraise", "--conflicts", "--instruments", "forms"});
  EXPECT_EQ(differ.exit_code, 1);
  EXPECT_THAT(differ.out, HasSubstr("paid, ada: yes, \"wages\""));
  EXPECT_THAT(differ.out, HasSubstr("1 answer is in conflict"));
  review_.write("sheet.yaml", paid("yes"));
  EXPECT_EQ(fieldbook({"review", "appraise", "--reviewer", "ben", "--resolve", "--answers", "sheet.yaml", "--instruments", "forms"}).exit_code, 0);
  EXPECT_EQ(fieldbook({"review", "appraise", "--conflicts", "--instruments", "forms"}).exit_code, 0);
  const auto list = fieldbook({"review", "appraise", "--list", "--instrument", "ours", "--instruments", "forms", "--format", "json"});
  EXPECT_EQ(list.exit_code, 0) << list.out;
  EXPECT_THAT(list.out, HasSubstr(R"("judgement":"fair")"));

  const auto bad = sheet("ada", "item: " + id_ + "\ninstrument: ours\nanswers: {paid: {answer: maybe, words: wages}}\n");
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_THAT(bad.err, HasSubstr("Nothing was written."));
}

TEST_F(Appraise, RefusesConfidenceOnAStudyWithTheReason) {
  const auto ran = fieldbook({"review", "appraise", "--reviewer", "ada", "--instrument", "confidence-in-finding", "--item", id_, "--form", "--instruments", "forms"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("confidence-in-finding cannot be used on '" + id_ + "', a study: Confidence belongs to a finding that is drawn from several studies."));
  EXPECT_EQ(fieldbook({"review", "appraise", "--reviewer", "ada", "--instrument", "confidence-in-finding", "--item", "they-hold", "--form", "--instruments", "forms"}).exit_code, 0);
}

TEST_F(Appraise, AsksBeforeItCarriesAnswersOver) {
  ASSERT_EQ(sheet("ada", "item: " + id_ + "\ninstrument: ours\nanswers: {paid: {answer: \"yes\", words: wages}}\n").exit_code, 0);
  std::string second(ours);
  second.replace(second.find("version: 1"), 10, "version: 2");
  review_.write("forms/ours-2.yaml", second);
  const auto refused = fieldbook({"review", "appraise", "--reviewer", "ada", "--instrument", "ours", "--instruments", "forms"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("Ada Marsh has answered an older version of ours for 1 item; carry the answers over with --migrate"));
  const std::vector<std::string> migrate{"review", "appraise", "--reviewer", "ada", "--instrument", "ours", "--instruments", "forms", "--migrate"};
  const auto asked = fieldbook(migrate);
  EXPECT_EQ(asked.exit_code, 1);
  EXPECT_THAT(asked.out, HasSubstr("carried over  " + id_ + "  paid: yes"));
  EXPECT_THAT(asked.out, HasSubstr("Nothing was written; say --yes"));
  auto sure = migrate;
  sure.emplace_back("--yes");
  EXPECT_EQ(fieldbook(sure).exit_code, 0);
  const auto lines = read(review_.path() / "appraisals/ada.jsonl");
  EXPECT_THAT(lines, HasSubstr(R"("version":1)"));
  EXPECT_THAT(lines, HasSubstr(R"("version":2,"question":"paid","answer":"yes","words":"wages","migrated-from":1)"));
}

TEST_F(Appraise, ShowsAFormFromAnOutsideFolder) {
  const auto all = fieldbook({"review", "instruments", "--instruments", "forms"});
  EXPECT_EQ(all.exit_code, 0) << all.err;
  EXPECT_THAT(all.out, HasSubstr("* ours  version 1, for a study: A form of our own"));
  EXPECT_THAT(all.out, HasSubstr("* weight-of-evidence"));
  EXPECT_THAT(fieldbook({"review", "instruments", "weight-of-evidence"}).out, HasSubstr("D. Overall weight, by the first rule that holds"));
  const auto ran = fieldbook({"review", "appraise", "--reviewer", "ada"});   // without the folder
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("there is no instrument 'ours'"));
}

}  // namespace
}  // namespace fieldbook::test
