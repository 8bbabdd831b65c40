#include "core/assess/supervisor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <thread>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "tests/core/assess/fixtures.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::assess {
namespace {

using namespace std::chrono_literals;
using test::a_text;
using test::hostile;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Limits usual{.wall = 60s, .cpu = 30s};

// "process number, how often it was asked": what the plugin `counts` says.
std::string count(Supervisor& supervisor, const std::string& id) {
  const auto assessment = supervisor.assess(hostile("counts"), a_text(id));
  return assessment.outcome == Outcome::ok ? assessment.criteria.at(0).rationale
                                           : std::string(name(assessment.outcome));
}
std::string process(const std::string& counted) {
  return counted.substr(0, counted.find(' '));
}

TEST(Supervisor, GivesEveryCriterionInOrderWithTheHostsOwnWords) {
  Supervisor supervisor(usual, test::nothing);
  auto info = hostile("good");
  info.file_hash = sha256(fieldbook::test::read(info.library));
  const auto assessment = supervisor.assess(info, a_text());
  ASSERT_EQ(assessment.outcome, Outcome::ok) << assessment.message;
  EXPECT_EQ(assessment.assessor, "org.example.hostile");
  EXPECT_EQ(assessment.name, "Hostile");
  EXPECT_EQ(assessment.version, "1");
  EXPECT_EQ(assessment.file_hash, info.file_hash);
  ASSERT_EQ(assessment.criteria.size(), 2U);
  const auto& one = assessment.criteria[0];
  EXPECT_EQ(one.criterion, "one");
  EXPECT_EQ(one.name, "The first");
  EXPECT_EQ(one.rating, Rating::established);
  EXPECT_EQ(one.rationale, "because");
  ASSERT_EQ(one.quotes.size(), 1U);
  EXPECT_EQ(one.quotes[0].where, (Span{0, 36}));
  EXPECT_EQ(one.quotes[0].text, "An alliance was signed in the café.");
  EXPECT_EQ(assessment.criteria[1].criterion, "two");
  EXPECT_EQ(assessment.criteria[1].rating, Rating::absent);
  EXPECT_EQ(assessment.fit, 3) << "computed: half is positive, and the core criterion is established";
}

TEST(Supervisor, HandsOverAllOfTheText) {
  Supervisor supervisor(usual, test::nothing);
  auto text = a_text("plymouth-alliance");
  text.is_record = true;
  text.fields = {{"place", "plymouth"}, {"place", "devon"}};
  text.body.sections = {{"Governance", "governance", 2, {37, 57}, {}}};
  const auto assessment = supervisor.assess(hostile("echoes"), text);
  ASSERT_EQ(assessment.outcome, Outcome::ok) << assessment.message;
  EXPECT_EQ(assessment.criteria[0].rationale,
            "plymouth-alliance|A plan|en|0|place=plymouth|place=devon|Governance:2:37-57|1|2");
}

TEST(Supervisor, TakesAnEmptyText) {
  Supervisor supervisor(usual, test::nothing);
  const auto assessment = supervisor.assess(hostile("good"), {});
  ASSERT_EQ(assessment.outcome, Outcome::ok) << assessment.message;
  EXPECT_EQ(assessment.fit, 0);
}

TEST(Supervisor, TakesALongText) {
  Supervisor supervisor(usual, test::nothing);
  auto text = a_text();
  text.body.text.append(std::size_t{16} << 20, 'x');
  EXPECT_EQ(supervisor.assess(hostile("good"), text).outcome, Outcome::ok);
}

TEST(Supervisor, RecordsSearchesAndChecksRecommendations) {
  std::vector<std::string> asked;
  Supervisor supervisor(usual, [&](std::string_view query, std::size_t limit) {
    asked.push_back(std::string(query) + " " + std::to_string(limit));
    return std::vector<SearchHit>{{"plymouth", "Plymouth", "…", 1.0}, {"lambeth", "Lambeth", "…", 0.5}};
  });
  std::vector<Recommendation> recommended;
  const auto assessment = supervisor.assess(hostile("searches"), a_text(), &recommended);
  ASSERT_EQ(assessment.outcome, Outcome::ok) << assessment.message;
  EXPECT_THAT(asked, ElementsAre("alliance 5"));
  EXPECT_THAT(assessment.searches, ElementsAre("alliance"));
  EXPECT_EQ(assessment.fit, 2) << "as the plugin said";
  ASSERT_EQ(recommended.size(), 2U);
  EXPECT_EQ(recommended[0].record, "plymouth");
  EXPECT_EQ(recommended[1].criterion, "two");
  EXPECT_EQ(recommended[1].reason, "Lambeth");
}

TEST(Supervisor, FindsNothingForAQueryThatCannotBeRead) {
  Supervisor supervisor(usual, [](std::string_view, std::size_t) -> std::vector<SearchHit> {
    throw Error(Errc::invalid, "no such field");
  });
  const auto assessment = supervisor.assess(hostile("searches"), a_text());
  EXPECT_EQ(assessment.outcome, Outcome::ok) << assessment.message;
  EXPECT_THAT(assessment.searches, ElementsAre("alliance"));
}

TEST(Supervisor, PassesOnADamagedIndexAndGoesOn) {
  bool damaged = true;
  Supervisor supervisor(usual, [&](std::string_view, std::size_t) -> std::vector<SearchHit> {
    if (damaged) throw Error(Errc::damaged, "the index cannot be read");
    return {};
  });
  EXPECT_THROW(supervisor.assess(hostile("searches"), a_text()), Error);
  damaged = false;
  EXPECT_EQ(supervisor.assess(hostile("searches"), a_text()).outcome, Outcome::ok);
}

TEST(Supervisor, KeepsAProcessFromTextToText) {
  Supervisor supervisor(usual, test::nothing);
  const auto first = count(supervisor, "a"), second = count(supervisor, "b");
  EXPECT_EQ(process(first), process(second));
  EXPECT_THAT(second, HasSubstr(" 2"));
}

TEST(Supervisor, StartsAgainAfterACrash) {
  Supervisor supervisor(usual, test::nothing);
  const auto before = count(supervisor, "a");
  EXPECT_EQ(count(supervisor, "crash"), "crashed");
  const auto after = count(supervisor, "b");
  EXPECT_NE(process(before), process(after));
  EXPECT_THAT(after, HasSubstr(" 1"));
}

TEST(Supervisor, GivesUpAfterThreeFailuresInARowButNotForThreeInAll) {
  Supervisor supervisor(usual, test::nothing);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(count(supervisor, "crash"), "crashed");
    EXPECT_THAT(count(supervisor, "a"), HasSubstr(" 1"));
  }
  for (int i = 0; i < 3; ++i) EXPECT_EQ(count(supervisor, "crash"), "crashed");
  const auto given_up = supervisor.assess(hostile("counts"), a_text());
  EXPECT_EQ(given_up.outcome, Outcome::crashed);
  EXPECT_THAT(given_up.message, HasSubstr("not run again after 3 failures in a row: the assessor crashed (Aborted)"));
}

TEST(Supervisor, AFailureThatThePluginReportsCostsThatTextOnly) {
  Supervisor supervisor(usual, test::nothing);
  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(supervisor.assess(hostile("fails"), a_text()).message, testing::Not(HasSubstr("not run again")));
  }
}

TEST(Supervisor, RenewsAProcessBeforeItsCpuTimeRunsOut) {
  Supervisor supervisor({.wall = 60s, .cpu = 1s}, test::nothing);
  const auto first = count(supervisor, "work"), second = count(supervisor, "work"), third = count(supervisor, "a");
  EXPECT_NE(process(first), process(second)) << first << ", " << second;
  EXPECT_NE(process(second), process(third)) << second << ", " << third;
}

TEST(Supervisor, RefusesALibraryThatChangedSinceItWasLookedAt) {
  Supervisor supervisor(usual, test::nothing);
  auto info = hostile("good");
  info.file_hash = std::string(64, '0');
  const auto assessment = supervisor.assess(info, a_text());
  EXPECT_EQ(assessment.outcome, Outcome::refused);
  EXPECT_THAT(assessment.message, HasSubstr("changed while it was being used"));
}

TEST(Supervisor, NeverStartsWhatIsNotAllowed) {
  Supervisor supervisor(usual, test::nothing);
  auto info = hostile("aborts_when_loaded");
  info.allowed = false;
  auto assessment = supervisor.assess(info, a_text());
  EXPECT_EQ(assessment.outcome, Outcome::refused);
  EXPECT_EQ(assessment.message, "the assessor is not allowed; run fieldbook plugin allow org.example.hostile");
  info.allowed = true;
  info.problem = "it belongs to another user";
  assessment = supervisor.assess(info, a_text());
  EXPECT_EQ(assessment.outcome, Outcome::refused);
  EXPECT_THAT(assessment.message, HasSubstr("it belongs to another user"));
}

TEST(Supervisor, RefusesAnAssessorWhoseManifestLies) {
  Supervisor supervisor(usual, test::nothing);
  auto info = hostile("good");
  info.criteria.pop_back();
  const auto assessment = supervisor.assess(info, a_text());
  EXPECT_EQ(assessment.outcome, Outcome::refused);
  EXPECT_THAT(assessment.message, HasSubstr("manifest.json does not describe its library"));
}

TEST(Supervisor, GivesTheSameAnswerTwice) {
  Supervisor first(usual, test::nothing), second(usual, test::nothing);
  const auto a = first.assess(hostile("echoes"), a_text()), b = second.assess(hostile("echoes"), a_text());
  EXPECT_EQ(a.criteria[0].rationale, b.criteria[0].rationale);
}

// ^Z, and going on after longer than an assessment may take. The program stops itself while an assessor waits for what it
// searched; both clocks, the program's and the assessor's, leave that out.
TEST(Supervisor, LosesNoTimeToAStop) {
  const auto child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Supervisor supervisor({.wall = 5s, .cpu = 30s}, [](std::string_view, std::size_t) {
      ::raise(SIGSTOP);
      return std::vector<SearchHit>();
    });
    const auto assessment = supervisor.assess(hostile("minds_the_time"), a_text());
    std::fputs(assessment.message.c_str(), stderr);
    std::fflush(stderr);
    ::_exit(assessment.outcome == Outcome::ok ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, WUNTRACED), child);
  ASSERT_TRUE(WIFSTOPPED(status)) << status;
  std::this_thread::sleep_for(6s);
  ::kill(child, SIGCONT);
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

}  // namespace
}  // namespace fieldbook::assess
