// Every way to misbehave that we know of, each with what becomes of it; and the next assessor is none the worse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "core/assess/supervisor.hpp"
#include "tests/core/assess/fixtures.hpp"

namespace fieldbook::assess {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

// Loops end by their CPU time, which a busy machine does not shorten; only sleepers get a short wall limit.
constexpr Limits busy{.wall = 60s, .cpu = 1s};
constexpr Limits idle{.wall = 3s, .cpu = 30s};
constexpr Limits usual{.wall = 60s, .cpu = 30s};

struct Case {
  const char* plugin;
  Outcome outcome;
  const char* message;  // a part of it
  Limits limits = usual;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.plugin;
}

constexpr Case cases[] = {
    {"good", Outcome::ok, ""},
    {"plain_c", Outcome::ok, ""},
    {"fails", Outcome::failed, "the assessor failed: the text is in a language that it does not read"},

    {"throws", Outcome::failed, "the model file is missing"},
    {"throws_int", Outcome::failed, "an exception crossed the C interface"},
    {"segv", Outcome::crashed, "crashed (Segmentation fault) while assessing"},
    {"overflows_stack", Outcome::crashed, "crashed (Segmentation fault) while assessing"},
    {"aborts_on_thread", Outcome::crashed, "crashed (Aborted) while assessing"},
    {"aborts_after_much_talk", Outcome::crashed, "it last said: assertion failed: !sentences.empty()"},
    {"exits", Outcome::crashed, "exited with status 0 while assessing"},
    {"kills_itself", Outcome::crashed, "crashed (Killed) while assessing"},
    {"aborts_when_loaded", Outcome::crashed, "crashed (Aborted) while loading"},

    {"loops", Outcome::out_of_cpu, "used up its CPU time while assessing", busy},
    {"loops_on_after_warning", Outcome::out_of_cpu, "used up its CPU time while assessing", busy},
    {"sleeps", Outcome::timed_out, "gave no answer within 3000 ms while assessing", idle},
    {"ignores_cancelled", Outcome::timed_out, "gave no answer within 3000 ms", idle},
    {"honours_cancelled", Outcome::timed_out, "stopped when told that its time was nearly up", idle},
    {"floods_errors", Outcome::timed_out, "gave no answer within 3000 ms", idle},
    {"searches_for_ever", Outcome::broke_protocol, "searched the library more than 1000 times"},
    {"hogs_memory", Outcome::failed, "std::bad_alloc"},

    {"speaks_version_two", Outcome::refused, "speaks version 2 of the plugin interface and this Fieldbook version 1"},
    {"says_version_two", Outcome::refused, "speaks version 2.0 of the plugin interface"},
    {"is_too_small", Outcome::refused, "too small a struct"},
    {"lacks_assess", Outcome::refused, "lacks one of its three functions"},
    {"has_endless_criteria", Outcome::refused, "more than 200 criteria"},
    {"has_no_id", Outcome::refused, "calls itself 'Not An Id!', which is not an id"},
    {"is_another", Outcome::refused, "manifest.json does not describe its library"},
    {"cannot_be_created", Outcome::refused, "could not be created; it last said: the model file is missing"},
    {"throws_when_created", Outcome::refused, "could not be created; it last said: rules, line 12: ~ needs a number"},
    {"no_entry", Outcome::refused, "no_entry.so does not export fieldbook_assessor_v1"},
    {"undefined_symbol", Outcome::refused, "from_nowhere"},
    {"is-not-there", Outcome::refused, "is-not-there.so: No such file or directory"},

    {"misquotes", Outcome::broke_protocol, "misquoted: [4,98) of 'one' is not a passage of the text"},
    {"quotes_backwards", Outcome::broke_protocol, "misquoted: [8,4) of 'one' is not a passage"},
    {"quotes_without_end", Outcome::broke_protocol, "more than 50 quotes of 'one'"},
    {"cuts_character", Outcome::broke_protocol, "cuts a character"},
    {"gives_no_quote", Outcome::broke_protocol, "rated 'one' without a quote"},
    {"quotes_the_absent", Outcome::broke_protocol, "quoted for 'one', which it calls absent"},
    {"is_nan_sure", Outcome::broke_protocol, "gave 'one' a confidence that is not between 0 and 1"},
    {"rates_seven", Outcome::broke_protocol, "gave 'one' the rating 7, which is none"},
    {"judges_twice", Outcome::broke_protocol, "judged 'one' twice"},
    {"skips_one", Outcome::broke_protocol, "said nothing of 'two'"},
    {"invents_criterion", Outcome::broke_protocol, "judged 'three', which is none of its criteria"},
    {"speaks_no_utf8", Outcome::broke_protocol, "a rationale that is not UTF-8 text"},
    {"passes_null", Outcome::broke_protocol, "a judgement that is missing or too small"},
    {"passes_no_quotes", Outcome::broke_protocol, "a judgement whose quotes are missing"},
    {"fits_nine", Outcome::broke_protocol, "gave the fit 9"},
    {"recommends_the_unfound", Outcome::broke_protocol,
     "recommended 'no-such-record', which none of its searches found"},

    {"recommends_by_heart", Outcome::broke_protocol,
     "recommended 'known-by-heart', which none of its searches found"},

    {"forks_for_ever", Outcome::ok, ""},
    {"writes_files", Outcome::ok, ""},
    {"opens_sockets", Outcome::ok, ""},
    {"talks_much", Outcome::ok, ""},
    {"forges_frame", Outcome::broke_protocol, "sent a frame that is too large"},
    {"closes_channel", Outcome::broke_protocol, "closed its channel while assessing"},
    {"floods_output", Outcome::ok, ""},
    {"escapes", Outcome::ok, ""},
};

class Hostile : public testing::TestWithParam<Case> {};

TEST_P(Hostile, IsOneOutcomeAndNoMore) {
  const auto& expected = GetParam();
  if (is_sanitized && std::string_view(expected.plugin) == "hogs_memory") {
    GTEST_SKIP() << "the address sanitizer reserves more than any limit";
  }
  Supervisor supervisor(expected.limits, test::nothing);
  const auto text = test::a_text();
  const auto assessment = supervisor.assess(test::hostile(expected.plugin), text);
  EXPECT_EQ(name(assessment.outcome), name(expected.outcome)) << assessment.message;
  EXPECT_THAT(assessment.message, HasSubstr(expected.message));
  EXPECT_EQ(assessment.criteria.empty(), expected.outcome != Outcome::ok);
  EXPECT_EQ(assessment.message.empty(), expected.outcome == Outcome::ok);

  const auto next = supervisor.assess(test::hostile("good"), text);
  EXPECT_EQ(name(next.outcome), "ok") << next.message;
  ASSERT_EQ(next.criteria.size(), 2U);
  EXPECT_EQ(next.criteria[0].quotes.at(0).text, "An alliance was signed in the café.");
}

INSTANTIATE_TEST_SUITE_P(Plugins, Hostile, testing::ValuesIn(cases), [](const auto& one) {
  std::string name = one.param.plugin;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(HostileSandbox, DeniesWhatNoAssessorNeeds) {
  Supervisor supervisor(usual, test::nothing);
  const auto assessment = supervisor.assess(test::hostile("escapes"), test::a_text());
  ASSERT_EQ(assessment.outcome, Outcome::ok) << assessment.message;
  EXPECT_EQ(assessment.criteria[0].rationale, "nothing");
  for (const auto* const plugin : {"forks_for_ever", "writes_files", "opens_sockets"}) {
    const auto denied = supervisor.assess(test::hostile(plugin), test::a_text());
    ASSERT_EQ(denied.outcome, Outcome::ok) << plugin << ": " << denied.message;
    EXPECT_EQ(denied.criteria[0].rationale, "it was denied") << plugin;
  }
}

// One with a C++ library of its own inside: whether its exception can be caught is luck, but it stays in the worker.
TEST(HostileThrow, OfAForeignLibraryStaysInTheWorker) {
  Supervisor supervisor(usual, test::nothing);
  const auto assessment = supervisor.assess(test::hostile("throws_foreign"), test::a_text());
  EXPECT_TRUE(assessment.outcome == Outcome::failed || assessment.outcome == Outcome::crashed) << assessment.message;
  EXPECT_EQ(supervisor.assess(test::hostile("good"), test::a_text()).outcome, Outcome::ok);
}

// Workers that send random frames, some of them nearly right; the sanitizers watch this side. 200 of them, or
// FIELDBOOK_CONVERSATIONS (tests/long.sh conversations).
TEST(HostileFuzz, NoFrameHarmsTheSupervisor) {
  const auto lying = test::hostile("lies_at_random");
  std::map<Outcome, int> seen;
  const auto* const asked = std::getenv("FIELDBOOK_CONVERSATIONS");
  const int conversations = asked == nullptr ? 200 : std::atoi(asked);
  for (int seed = 0; seed < conversations; ++seed) {
    Supervisor supervisor({.wall = 1s, .cpu = 30s}, [](std::string_view, std::size_t limit) {
      return std::vector<SearchHit>(limit, SearchHit{"record", "A record", "…", 1.0});
    });
    const auto assessment = supervisor.assess(lying, test::a_text(std::to_string(seed)));
    ++seen[assessment.outcome];
    ASSERT_NE(assessment.outcome, Outcome::refused) << assessment.message;
    ASSERT_EQ(assessment.criteria.empty(), assessment.outcome != Outcome::ok);
  }
  EXPECT_GT(seen[Outcome::broke_protocol], conversations / 4 * 3);
  if (asked == nullptr) return;
  for (const auto& [outcome, count] : seen) std::printf("%s %d\n", std::string(name(outcome)).c_str(), count);
}

}  // namespace
}  // namespace fieldbook::assess
