// `review screen` at a pseudo-terminal: screening, a kill in the middle, going on, and two branches that merge.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/pseudo_terminal.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view protocol = R"(title: Alliances
question: Do alliances help?
eligibility:
  include:
    public: It is about a public service
  exclude:
    population: Other people
    design: No evaluation
stages:
  - {id: title-abstract, label: Title and abstract, reviewers: 2}
  - {id: full-text, label: Full text, reviewers: 1}
reviewers:
  - {id: ada, name: Ada Marsh}
  - {id: ben, name: Ben Cole}
stopping: {rule: screen-all}
words:
  in: [alliance*]
  out: [fish]
)";

class Screen : public testing::Test {
 protected:
  void SetUp() override {
    review_.write("protocol.yaml", protocol);
    std::string csv = "title,authors,year,abstract\n";
    for (int i = 0; i < 12; ++i) {
      const bool relevant = i % 3 == 0;
      csv += std::string(relevant ? "Alliance contract " : "Fish farm ") + std::to_string(i) + ",\"Marsh, Ada\",2020," + (relevant ? "An alliance of providers" : "Salmon in the sea") + "\n";
    }
    review_.write("records.csv", csv);
    ASSERT_EQ(fieldbook({"review", "import", "records.csv", "--database", "Scopus", "--searched", "2026-03-01"}).exit_code, 0);
  }

  Ran fieldbook(const std::vector<std::string>& arguments) const { return run(built_program("fieldbook"), arguments, {.input = {}, .working_folder = review_.path(), .environment = {}}); }
  Ran git(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"-c", "user.name=Ada", "-c", "user.email=ada@example.org"});
    return run("/usr/bin/git", arguments, {.input = {}, .working_folder = review_.path(), .environment = {}});
  }
  std::size_t lines_of(const std::string& reviewer) const {
    const auto file = review_.path() / "decisions" / (reviewer + ".jsonl");
    if (!std::filesystem::exists(file)) return 0;
    const auto text = read(file);
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  TempDir review_;
};

TEST_F(Screen, LosesNothingWhenItIsKilledAndGoesOn) {
  {
    PseudoTerminal screen(built_program("fieldbook"), {"review", "screen", "--reviewer", "ada"}, review_.path());
    ASSERT_TRUE(screen.wait_for("0 of 12 read")) << screen.seen();
    screen.type("i");
    ASSERT_TRUE(screen.wait_for("1 of 12 read: 1 included, 0 excluded")) << screen.seen();
    screen.type("ngood\xC3\xA9\x7F\r");   // a note, its last letter taken back
    ASSERT_TRUE(screen.wait_for("Note: good\r\n")) << screen.seen();
    screen.type("2");
    ASSERT_TRUE(screen.wait_for("2 of 12 read: 1 included, 1 excluded")) << screen.seen();
    screen.kill();
    EXPECT_EQ(screen.wait(), 128 + 9);
  }
  EXPECT_EQ(lines_of("ada"), 2U);
  EXPECT_THAT(read(review_.path() / "decisions/ada.jsonl"), HasSubstr(R"("decision":"exclude","reasons":["design"],"note":"good","shown":"random")"));

  PseudoTerminal screen(built_program("fieldbook"), {"review", "screen", "--reviewer", "ada"}, review_.path());
  ASSERT_TRUE(screen.wait_for("2 of 12 read: 1 included, 1 excluded")) << screen.seen();
  screen.type("u");
  ASSERT_TRUE(screen.wait_for("1 of 12 read: 1 included, 0 excluded")) << screen.seen();
  screen.type("?");
  ASSERT_TRUE(screen.wait_for("Include where all of this holds")) << screen.seen();
  screen.type("xe");
  ASSERT_TRUE(screen.wait_for("2 of 12 read: 1 included, 1 excluded")) << screen.seen();
  screen.type("q");
  EXPECT_EQ(screen.wait(), 0);
  EXPECT_THAT(screen.seen(), HasSubstr("2 of 12 read: 1 included, 1 excluded."));
  EXPECT_EQ(lines_of("ada"), 4U);   // the withdrawal is a line, too
}

TEST_F(Screen, TakesUnsureAndAnyReasonOfALongList) {
  auto text = std::string(protocol);
  std::string reasons;
  for (int i = 0; i < 12; ++i) reasons += "    reason-" + std::to_string(i) + ": Reason number " + std::to_string(i) + "\n";
  text.insert(text.find("stages:"), reasons);   // 14 with those above
  review_.write("protocol.yaml", text);
  PseudoTerminal screen(built_program("fieldbook"), {"review", "screen", "--reviewer", "ada"}, review_.path());
  ASSERT_TRUE(screen.wait_for("0 of 12 read")) << screen.seen();
  screen.type("m");
  ASSERT_TRUE(screen.wait_for("1 of 12 read: 0 included, 0 excluded, 1 unsure")) << screen.seen();
  screen.type("E");
  ASSERT_TRUE(screen.wait_for("c  Reason number 9")) << screen.seen();
  screen.type("z");
  ASSERT_TRUE(screen.wait_for("no reason of that key")) << screen.seen();
  screen.type("c");
  ASSERT_TRUE(screen.wait_for("2 of 12 read: 0 included, 1 excluded, 1 unsure")) << screen.seen();
  screen.type("q");
  EXPECT_EQ(screen.wait(), 0);
  EXPECT_THAT(read(review_.path() / "decisions/ada.jsonl"), AllOf(HasSubstr(R"("decision":"unsure")"), HasSubstr(R"("reasons":["reason-9"])")));
  const auto stranger = fieldbook({"review", "dedupe", "--different", "r1", "r2", "--as", "adda"});
  EXPECT_EQ(stranger.exit_code, 2);
  EXPECT_THAT(stranger.err, HasSubstr("no reviewer 'adda', did you mean 'ada'?"));
}

TEST_F(Screen, OfTwoOnTwoBranchesMergesAndItsConflictsAreSettled) {
  ASSERT_EQ(git({"init", "-q", "-b", "main"}).exit_code, 0);
  ASSERT_EQ(git({"add", "-A"}).exit_code, 0);
  ASSERT_EQ(git({"commit", "-qm", "start"}).exit_code, 0);
  for (const std::string reviewer : {"ada", "ben"}) {
    ASSERT_EQ(git({"checkout", "-q", "-b", reviewer, "main"}).exit_code, 0);
    PseudoTerminal screen(built_program("fieldbook"), {"review", "screen", "--reviewer", reviewer}, review_.path());
    ASSERT_TRUE(screen.wait_for("0 of 12 read")) << screen.seen();
    screen.type(reviewer == "ada" ? "iiiiiiiiiiii" : "eiiiiiiiiiii");
    ASSERT_TRUE(screen.wait_for("Every record here has been decided on")) << screen.seen();
    screen.type("q");
    ASSERT_EQ(screen.wait(), 0);
    ASSERT_EQ(git({"add", "-A"}).exit_code, 0);
    ASSERT_EQ(git({"commit", "-qm", reviewer}).exit_code, 0);
  }
  ASSERT_EQ(git({"merge", "-q", "--no-edit", "ada"}).exit_code, 0);

  const auto conflicts = fieldbook({"review", "conflicts"});
  EXPECT_EQ(conflicts.exit_code, 1);
  EXPECT_THAT(conflicts.out, HasSubstr("1 in conflict, 11 included, 0 excluded, 0 waiting"));
  const auto record = conflicts.out.substr(0, conflicts.out.find(' '));
  const auto settled = fieldbook({"review", "resolve", record, "include", "--reviewer", "ada", "--note", "agreed"});
  EXPECT_EQ(settled.exit_code, 0) << settled.err;
  const auto after = fieldbook({"review", "conflicts"});
  EXPECT_EQ(after.exit_code, 0);
  EXPECT_THAT(after.out, HasSubstr("0 in conflict, 12 included"));
  const auto agreement = fieldbook({"review", "agreement", "--format", "json"});   // of what was decided first
  EXPECT_THAT(agreement.out, HasSubstr(R"("table":[[0,0],[1,11]])"));
}

TEST_F(Screen, StatusShowsWhatIsNewSinceTheLastEdition) {
  {
    PseudoTerminal screen(built_program("fieldbook"), {"review", "screen", "--reviewer", "ada"}, review_.path());
    ASSERT_TRUE(screen.wait_for("0 of 12 read")) << screen.seen();
    screen.type("iq");
    ASSERT_EQ(screen.wait(), 0);
  }
  const auto before = fieldbook({"review", "status"});
  EXPECT_EQ(before.exit_code, 0) << before.err;
  EXPECT_THAT(before.out, AllOf(HasSubstr("12 records: 0 decided, 12 left"), HasSubstr("ada has read 1."), HasSubstr("No edition yet")));
  EXPECT_EQ(fieldbook({"review", "edition", "2026-03"}).exit_code, 0);
  EXPECT_EQ(fieldbook({"review", "edition", "2026-03"}).exit_code, 2);   // the name is taken
  review_.write("more.csv", "title,authors,year\nAn alliance of another kind,\"Cole, Ben\",2021\nAlliance contract 0,\"Marsh, Ada\",2020\n");
  const auto imported = fieldbook({"review", "import", "more.csv", "--database", "Scopus", "--searched", "2026-09-01"});
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("Since edition 2026-03: 1 import, 1 new record"));
  const auto record = R"({"record":")" + read(review_.path() / "decisions/ada.jsonl").substr(11, 17) + R"(","stage":"title-abstract","decision":"include","at":"2026-03-02T09:00:00Z"})";
  review_.write("decisions/ben.jsonl", record + "\n");
  const auto after = fieldbook({"review", "status", "--format", "json"});
  EXPECT_THAT(after.out, AllOf(HasSubstr(R"("records":13)"), HasSubstr(R"("since":{"edition":"2026-03")"), HasSubstr(R"("newly_decided":1,"newly_included":["r)")));
  EXPECT_THAT(fieldbook({"review", "status"}).out, HasSubstr("1 import, 1 new record"));
}

TEST_F(Screen, NeedsATerminal) {
  const auto ran = fieldbook({"review", "screen", "--reviewer", "ada"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("screening needs a terminal"));
}

}  // namespace
}  // namespace fieldbook::test
