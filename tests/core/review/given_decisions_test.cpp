#include "core/review/given_decisions.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

#include "core/base/error.hpp"
#include "tests/core/review/invented_review.hpp"

namespace fieldbook::review {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class Given : public testing::Test {
 protected:
  Given() : review(3), records(review.records()) {}

  std::string refusal(const GivenOptions& options, const std::string& record, Verdict verdict, const std::vector<std::string>& reasons = {}) const {
    const auto decisions = review.decisions();
    try {
      return "taken: " + decision_line(given_decision({review.protocol, records, decisions}, options, record, verdict, reasons, "why"));
    } catch (const Error& error) {
      return error.message();
    }
  }
  std::vector<Decision> list(const std::string& text) {
    const auto decisions = review.decisions();
    return parse_given_decisions(text, "list.yaml", {review.protocol, records, decisions}, at_titles, found);
  }
  std::string problems() const {
    std::string out;
    for (const auto& one : found.sorted()) out += to_text(one) + "\n";
    return out;
  }

  InventedReview review;
  Records records;
  Diagnostics found;
  const GivenOptions at_titles{"ada", "title-abstract", "2026-03-01T09:00:00Z"}, at_texts{"ada", "full-text", "2026-03-01T09:00:00Z"};
};

TEST_F(Given, IsTakenForNoRandomSample) {
  EXPECT_THAT(refusal(at_titles, "r0", Verdict::include), HasSubstr("\"note\":\"why\",\"shown\":\"list\",\"at\":\"2026-03-01T09:00:00Z\",\"among\":\""));
}

TEST_F(Given, IsRefusedWhereItDoesNotFit) {
  EXPECT_THAT(refusal(at_titles, "r7", Verdict::include), HasSubstr("there is no record 'r7' in the stage title-abstract"));
  EXPECT_THAT(refusal(at_texts, "r0", Verdict::include), HasSubstr("there is no record 'r0' in the stage full-text"));
  EXPECT_THAT(refusal(at_titles, "r0", Verdict::exclude, {"populaton"}), HasSubstr("the protocol has no reason 'populaton', did you mean 'population'?"));
  EXPECT_THAT(refusal(at_titles, "r0", Verdict::include, {"population"}), HasSubstr("only an exclusion has reasons"));
  EXPECT_THAT(refusal(at_titles, "r0", Verdict::withdrawn), HasSubstr("has not decided on 'r0'"));
  for (const char* const who : {"ada", "ben"}) review.decide(who, "r0", Verdict::include);
  EXPECT_THAT(refusal(at_texts, "r0", Verdict::exclude), HasSubstr("an exclusion at this stage needs a reason"));
  EXPECT_THAT(refusal(at_texts, "r0", Verdict::exclude, {"design"}), HasSubstr("taken: "));
  EXPECT_THAT(refusal(at_titles, "r0", Verdict::withdrawn), HasSubstr("taken: "));
}

TEST_F(Given, SettlesOnlyWhatIsInConflict) {
  const GivenOptions settles{"ada", "title-abstract", "2026-03-01T09:00:00Z", true};
  EXPECT_THAT(refusal(settles, "r0", Verdict::include), HasSubstr("'r0' is neither in conflict nor unsure"));
  review.decide("ada", "r0", Verdict::include);
  review.decide("ben", "r0", Verdict::exclude);
  EXPECT_THAT(refusal(settles, "r0", Verdict::include), HasSubstr("\"shown\":\"conflict\""));
}

TEST_F(Given, AListIsReadWithTheLineOfEachMistake) {
  EXPECT_THAT(list("- {record: r0, decision: include}\n- {record: r1, decision: exclude, reasons: [design], note: \"no figures\"}\n"), SizeIs(2));
  EXPECT_EQ(problems(), "");
  list("- {record: r0, decision: includ}\n- {record: r9, decision: include}\n- {record: r1}\n- {record: r2, decision: include, why: x}\n- {record: r2, decision: unsure}\n");
  EXPECT_THAT(problems(), HasSubstr("list.yaml:1:26: error: there is no decision 'includ'; use include, exclude, unsure or withdrawn"));
  EXPECT_THAT(problems(), HasSubstr("list.yaml:2:3: error: there is no record 'r9' in the stage title-abstract; use an id of records.jsonl; a later stage has what the one before includes [decided.refused]"));
  EXPECT_THAT(problems(), HasSubstr("list.yaml:3:3: error: a decision has no 'decision'"));
  EXPECT_THAT(problems(), HasSubstr("list.yaml:4:"));
  EXPECT_THAT(problems(), HasSubstr("'r2' is decided on twice in this list"));
}

TEST_F(Given, AListThatIsNoneIsSaidToBe) {
  EXPECT_THAT(list("record: r0\n"), SizeIs(0));
  EXPECT_THAT(problems(), HasSubstr("this is no list of decisions"));
}

TEST(Timestamp, IsThatOfTheEnvironmentWhereItNamesOne) {
  ::setenv("SOURCE_DATE_EPOCH", "1767225600", 1);
  EXPECT_EQ(timestamp(), "2026-01-01T00:00:00Z");
  for (const char* const bad : {"", "soon", "-1", "1e9", "99999999999999"}) {
    ::setenv("SOURCE_DATE_EPOCH", bad, 1);
    EXPECT_THROW(timestamp(), Error) << bad;
  }
  ::unsetenv("SOURCE_DATE_EPOCH");
  EXPECT_GT(timestamp(), "2026-01-01");
}

}  // namespace
}  // namespace fieldbook::review
