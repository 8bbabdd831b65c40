#include "core/review/appraisal/answer_check.hpp"

#include <gmock/gmock.h>

#include "core/review/appraisal/answers.hpp"
#include "tests/core/review/invented_review.hpp"

namespace fieldbook::review {
namespace {

using testing::HasSubstr;

class AnswerCheck : public testing::Test {
 protected:
  AnswerCheck() : review(3) {
    for (const char* const id : {"r0", "r1"}) {
      for (const char* const who : {"ada", "ben"}) review.decide(who, id, Verdict::include);
    }
    review.decide("ada", "r0", Verdict::include, "full-text");
    review.folder.write("instruments/fit.yaml",
                        "id: fit\nversion: 1\ntitle: Fit\nunit: study\npurpose: x\nsource: x\nlicence: x\n"
                        "questions: [{id: suits, text: Does it suit?, answers: [\"yes\", \"no\"]}]\n");
  }

  void answer(const std::string& who, Answer one) {
    one.reviewer = who;
    one.at = "2026-03-01T09:00:00Z";
    add_answers(review.folder.path(), Use::appraisal, std::span(&one, 1));
  }
  std::string problems() {
    Diagnostics found;
    const auto decisions = review.decisions();
    count = check_answers(review.folder.path(), review.protocol, review.records(), decisions, {}, found);
    std::string out;
    for (const auto& one : found.sorted()) {
      if (one.where.file.text().starts_with("appraisals/")) out += to_text(one) + "\n";   // the program's own forms want vocabularies
    }
    return out;
  }
  static Answer good() { return {"", "r0", "fit", 1, "suits", {"yes"}, "so it is told", "", "", ""}; }

  InventedReview review;
  std::size_t count = 0;
};

TEST_F(AnswerCheck, FindsNothingWhereAllFits) {
  answer("ada", good());
  answer("ada", good());   // replaces the first
  EXPECT_EQ(problems(), "");
  EXPECT_EQ(count, 1U);
}

TEST_F(AnswerCheck, NamesTheLineOfWhatDoesNotFit) {
  auto one = good();
  one.item = "r9";
  answer("ada", one);
  one = good();
  one.item = "r1";   // no longer included
  answer("ada", one);
  one = good();
  one.question = "suit";
  answer("ada", one);
  one = good();
  one.values = {"maybe"};
  answer("ada", one);
  one = good();
  one.version = 7;
  answer("ada", one);
  one = good();
  one.words.clear();
  answer("eve", one);
  const auto said = problems();
  EXPECT_THAT(said, HasSubstr("appraisals/ada.jsonl:1: error: the review has no record 'r9'"));
  EXPECT_THAT(said, HasSubstr("appraisals/ada.jsonl:2: warning: "));
  EXPECT_THAT(said, HasSubstr("appraisals/ada.jsonl:3: error: 'fit' has no question 'suit'"));
  EXPECT_THAT(said, HasSubstr("appraisals/ada.jsonl:4: error: 'suits': there is no answer 'maybe'"));
  EXPECT_THAT(said, HasSubstr("appraisals/ada.jsonl:5: warning: there is no version 7 of 'fit'"));
  EXPECT_THAT(said, HasSubstr("appraisals/eve.jsonl: error: the protocol names no reviewer 'eve'"));
  EXPECT_THAT(said, HasSubstr("appraisals/eve.jsonl:1: error: 'suits' needs the words it rests on"));
}

}  // namespace
}  // namespace fieldbook::review
