#include "core/assess/json.hpp"

#include <gtest/gtest.h>

namespace fieldbook::assess {
namespace {

Assessment an_assessment() {
  Assessment assessment;
  assessment.assessor = "place-based";
  assessment.name = "Place-based";
  assessment.version = "1.2";
  assessment.file_hash = "abc";
  assessment.fit = 2;
  assessment.searches = {"place \"based\""};
  assessment.criteria = {
      {"place.defined-place", "A defined place", Rating::established, 0.75, "says so", {{{3, 7}, "caf\xC3\xA9"}}},
      {"place.whole", "Whole place", Rating::absent, 0.5, "nothing does", {}, "Is it whole?"}};
  return assessment;
}

constexpr const char* assessment_json =
    R"({"assessor":"place-based","name":"Place-based","version":"1.2","file_hash":"abc","outcome":"ok","message":"","fit":2,)"
    R"("searches":["place \"based\""],"criteria":[{"id":"place.defined-place","name":"A defined place","rating":"established",)"
    R"("confidence":0.75,"rationale":"says so","quotes":[{"begin":3,"end":7,"text":"café"}]},{"id":"place.whole",)"
    R"("name":"Whole place","rating":"absent","confidence":0.5,"rationale":"nothing does","quotes":[],"question":"Is it whole?"}]})";

// The same, as it is kept.
const std::string kept_json = [] {
  std::string json = assessment_json;
  const std::string left_out = R"(,"rationale":"nothing does","quotes":[],"question":"Is it whole?")";
  return json.erase(json.find(left_out), left_out.size());
}();

TEST(AssessmentJson, IsTheContract) {
  Result result{"draft", "My plan", {an_assessment()}, {{"plymouth-alliance", "place.whole", "it does"}}};
  EXPECT_EQ(to_json(result),
            std::string(R"({"id":"draft","title":"My plan","assessments":[)") + assessment_json +
                R"(],"read_next":[{"id":"plymouth-alliance","criterion":"place.whole","reason":"it does"}]})");
  result.assessments.clear();
  result.read_next.clear();
  EXPECT_EQ(to_json(result, {.text = "the text\n"}),
            R"({"id":"draft","title":"My plan","assessments":[],"read_next":[],"text":"the text\n"})");
}

TEST(AssessmentJson, HasNoFitWhereTheAssessorDidNotAnswer) {
  Assessment assessment;
  assessment.outcome = Outcome::timed_out;
  assessment.message = "the assessor gave no answer";
  EXPECT_EQ(
      to_kept_json(assessment),
      R"({"assessor":"","name":"","version":"","file_hash":"","outcome":"timed-out","message":"the assessor gave no answer",)"
      R"("fit":null,"searches":[],"criteria":[]})");
  EXPECT_EQ(assessment_from_json(to_kept_json(assessment))->outcome, Outcome::timed_out);
}

TEST(AssessmentJson, ComesBack) {
  const Result result{"draft", "My plan", {an_assessment()}, {}};
  const auto back = result_from_json(to_json(result));
  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(*back), to_json(result));
}

TEST(AssessmentJson, IsKeptWithoutWhatTheCatalogueSaysAndReasonsForWhatIsAbsent) {
  EXPECT_EQ(to_kept_json(an_assessment()), kept_json);
  const auto back = assessment_from_json(kept_json);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_kept_json(*back), kept_json);
  auto lacking = kept_json;
  lacking.replace(lacking.find(R"("rating":"absent")"), 17, R"("rating":"partial")");
  EXPECT_FALSE(assessment_from_json(lacking)) << "what is there rests on words";
}

TEST(AssessmentJson, IsNothingWhereItIsNotWhatWasWritten) {
  std::string without_fit = assessment_json, odd_rating = assessment_json, odd_outcome = assessment_json,
              text_as_number = assessment_json;
  const auto replace = [](std::string& text, std::string_view from, std::string_view to) {
    text.replace(text.find(from), from.size(), to);
  };
  replace(without_fit, R"("fit":2,)", "");
  replace(odd_rating, "established", "certain");
  replace(odd_outcome, R"("ok")", R"("fine")");
  replace(text_as_number, R"("1.2")", "1.2");
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("null"), std::string("{}"), std::string(assessment_json, 200),
        without_fit, odd_rating, odd_outcome, text_as_number, std::string(100'000, '[')}) {
    EXPECT_FALSE(assessment_from_json(text)) << text.substr(0, 80);
  }
}

}  // namespace
}  // namespace fieldbook::assess
