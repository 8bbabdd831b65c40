#include "core/review/protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace fieldbook::review {
namespace {

using testing::HasSubstr;

// The skeleton with the parts that must be filled in.
std::string filled() {
  auto out = protocol_skeleton("Do 'alliances' help?");
  const auto put = [&out](const std::string& old, const std::string& text) {
    const auto at = out.find(old);
    ASSERT_NE(at, std::string::npos) << old;
    out.replace(at, old.size(), text);
  };
  put("\nquestion:\n", "\nquestion: Do alliance contracts help people who are homeless?\n");
  put("    # public-service:", "    public-service:");
  put("    # no-evaluation:", "    no-evaluation:");
  put("reviewers: []\n# - {id: ada", "reviewers:\n - {id: ben, name: Ben Okoro}\n - {id: ada");
  put("amendments: []\n# - ", "amendments:\n - ");
  return out;
}

std::string problems_of(const std::string& text) {
  Diagnostics found;
  parse_protocol(text, "protocol.yaml", found);
  std::string out;
  for (const auto& one : found.sorted()) out += to_text(one) + "\n";
  return out;
}

std::string with(std::string text, const std::string& old, const std::string& other) {
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), other);
}

TEST(Protocol, IsReadFromItsSkeletonFilledIn) {
  Diagnostics found;
  const auto protocol = parse_protocol(filled(), "protocol.yaml", found);
  ASSERT_TRUE(protocol) << problems_of(filled());
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(protocol->title, "Do 'alliances' help?");
  EXPECT_EQ(protocol->framework, "SPICE");
  EXPECT_EQ(protocol->facets.size(), 5U);
  EXPECT_EQ(protocol->include.front().id, "public-service");
  EXPECT_EQ(protocol->exclude.front().id, "no-evaluation");
  ASSERT_NE(protocol->stage("full-text"), nullptr);
  EXPECT_EQ(protocol->stage("full-text")->reviewers, 2U);
  ASSERT_NE(protocol->reviewer("ada"), nullptr);
  EXPECT_EQ(protocol->reviewer("ada")->name, "Ada Marsh");
  EXPECT_EQ(protocol->reviewer("eve"), nullptr);
  EXPECT_EQ(protocol->stopping.rule, StoppingRule::hypergeometric);
  EXPECT_DOUBLE_EQ(protocol->stopping.recall, 0.95);
  ASSERT_EQ(protocol->amendments.size(), 1U);
  EXPECT_EQ(to_iso(protocol->amendments[0].date), "2026-03-01");
}

TEST(Protocol, NamesWhatIsNotFilledIn) {
  const auto found = problems_of(protocol_skeleton("x"));
  EXPECT_THAT(found, HasSubstr("protocol.yaml:5:10: error: the protocol has no 'question'"));
  EXPECT_THAT(found, HasSubstr("'eligibility' has no 'include'"));
  EXPECT_THAT(found, HasSubstr("the protocol has no 'reviewers'"));
  EXPECT_EQ(std::ranges::count(found, '\n'), 3);
}

TEST(Protocol, SaysWhereAndWhatIsWrong) {
  struct Case {
    const char* old;
    const char* other;
    const char* said;
  };
  const Case cases[] = {
      {"rule: hypergeometric", "rule: guess", "there is no stopping rule 'guess'; use screen-all, hypergeometric or safe [protocol.stopping]"},
      {"rule: hypergeometric", "rule: safe", "the rule 'safe' needs 'consecutive'"},
      {"recall: 0.95", "recall: 1.5", "must be a share between 0 and 1, not '1.5'"},
      {"recall: 0.95", "recall: nan", "[protocol.range]"},
      {"confidence: 0.95", "confidence: 100 %", "a confidence must lie between 0 and 1"},
      {"id: full-text", "id: title-abstract", "'title-abstract' stands here twice"},
      {"id: full-text", "id: Full Text", "'Full Text' cannot be a name here"},
      {"label: Full text, reviewers: 2", "label: Full text, reviewers: 3", "asks for 3 reviewers, and there are 2"},
      {"label: Full text, reviewers: 2", "label: Full text, reviewers: 0", "a stage needs somebody who decides"},
      {"date: 2026-03-01", "date: March", "'March' is not a date"},
      {"instruments: []", "instrument: []", "unknown 'instrument', did you mean 'instruments'?"},
      {"words:\n  in: []", "words:\n  in: alliance", "'in' must be a list"},
  };
  for (const auto& one : cases) EXPECT_THAT(problems_of(with(filled(), one.old, one.other)), HasSubstr(one.said));
}

TEST(Protocol, TakesSharesInPercent) {
  Diagnostics found;
  const auto protocol = parse_protocol(with(filled(), "recall: 0.95", "recall: 90 %"), "protocol.yaml", found);
  ASSERT_TRUE(protocol);
  EXPECT_DOUBLE_EQ(protocol->stopping.recall, 0.9);
}

TEST(Protocol, IsNothingWhereItIsNoYamlMapping) {
  for (const auto* const text : {"", "- a\n- b\n", "{", "title: [", "\xFF\xFE", "title: x\n---\ntitle: y\n"}) {
    Diagnostics found;
    EXPECT_FALSE(parse_protocol(text, "protocol.yaml", found)) << text;
    EXPECT_NE(found.errors(), 0U) << text;
  }
}

}  // namespace
}  // namespace fieldbook::review
