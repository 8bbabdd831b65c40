#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/review/appraisal/answers.hpp"
#include "core/review/synthesis/plots.hpp"
#include "tests/core/review/invented_review.hpp"

namespace fieldbook::review {
namespace {

using testing::HasSubstr;

// Hilton Boon and Thomson (Cochrane Colloquium 2019; the example of Research Synthesis Methods 2021, 12:29-33): ten studies of warmer housing.
// Housing condition P = 0.0039, general and respiratory health P = 0.2188. These P values are those of 9 of 9 and 5 of 6 studies.
TEST(SignTest, GivesThePublishedFiguresOfTheHousingReview) {
  EXPECT_NEAR(sign_test(9, 0).p, 0.0039, 0.00005);
  EXPECT_NEAR(sign_test(5, 1).p, 0.2188, 0.00005);
  EXPECT_DOUBLE_EQ(sign_test(1, 5).p, sign_test(5, 1).p);
}

// Cochrane Handbook, version 6.5, section 12.4.2.3: fifteen trials, of which three have no clear direction and take no part; 10 of 12 effects favour the
// intervention, 83 % (95 % interval 55 % to 95 %), P = 0.039.
TEST(SignTest, GivesTheFiguresOfTheHandbooksWorkedExample) {
  const auto seen = sign_test(10, 2);
  EXPECT_NEAR(seen.p, 0.039, 0.0005);
  EXPECT_NEAR(seen.share_better, 0.83, 0.005);
  EXPECT_NEAR(seen.interval[0], 0.55, 0.005);
  EXPECT_NEAR(seen.interval[1], 0.95, 0.005);
}

// The same trials harvested: a bar a trial in the column of its direction, trials as high as designs go, and those without one told in words.
TEST(HarvestPlot, HasABarForEachTrialOfTheHandbooksWorkedExample) {
  Synthesis all;
  OutcomeEvidence outcome;
  outcome.id = outcome.label = "Effect";
  const auto add = [&](std::size_t count, Direction direction) {
    for (std::size_t i = 0; i < count; ++i) {
      Study trial;
      trial.record = "r" + std::to_string(all.studies.size());
      trial.reports = {trial.record};
      trial.citation = "Trial " + std::to_string(all.studies.size() + 1);
      trial.worth = Worth::comparison;
      trial.quality = Quality::weaker;
      trial.results.resize(1);
      outcome.studies.push_back({all.studies.size(), direction, 1});
      ++outcome.counts[direction];
      all.studies.push_back(trial);
    }
  };
  add(10, Direction::better);
  add(2, Direction::worse);
  add(3, Direction::unclear);
  outcome.sign = sign_test(10, 2);
  all.outcomes.push_back(outcome);
  const auto bars_between = [](const std::string& svg, double left, double right) {
    std::size_t found = 0;
    for (auto at = svg.find("<rect x=\""); at != std::string::npos; at = svg.find("<rect x=\"", at + 1)) {
      const auto end = svg.find("</rect>", at), next = svg.find("/>", at);
      if (end == std::string::npos || next < end) continue;   // a bar has a title
      const auto x = std::stod(svg.substr(at + 9));
      if (x >= left && x < right) ++found;
    }
    return found;
  };
  const auto svg = harvest_svg(all, "Example");
  // Three columns of equal width, from the left: worse, no difference or mixed, better.
  const double first = 210, column = 24 * 10 + 24;
  EXPECT_EQ(bars_between(svg, first, first + column), 2U);
  EXPECT_EQ(bars_between(svg, first + column, first + 2 * column), 0U);
  EXPECT_EQ(bars_between(svg, first + 2 * column, first + 3 * column), 10U);
  EXPECT_THAT(svg, HasSubstr(">3 unclear, no bar<"));
  EXPECT_THAT(effect_direction_svg(all, "Example"), HasSubstr(">10 to 2<"));
}

TEST(SignTest, IsExactAndNeverOverOne) {
  EXPECT_DOUBLE_EQ(sign_test(0, 0).p, 1);
  EXPECT_DOUBLE_EQ(sign_test(3, 3).p, 1);
  EXPECT_NEAR(sign_test(1, 0).p, 1, 1e-12);
  EXPECT_NEAR(sign_test(10, 0).p, 2.0 / 1024, 1e-12);
  EXPECT_NEAR(sign_test(8, 2).p, 2 * (45.0 + 10 + 1) / 1024, 1e-12);
  EXPECT_GT(sign_test(2000, 1000).p, 0);   // large counts lose nothing
}

// Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
TEST(WilsonInterval, GivesNewcombesFigures) {
  const auto near = [](std::size_t of, std::size_t all, double low, double high) {
    const auto seen = wilson_interval(of, all);
    EXPECT_NEAR(seen[0], low, 0.00005) << of;
    EXPECT_NEAR(seen[1], high, 0.00005) << of;
  };
  near(81, 263, 0.2553, 0.3662);
  near(15, 148, 0.0624, 0.1605);
  near(0, 20, 0.0000, 0.1611);
  near(1, 29, 0.0061, 0.1718);
}

TEST(OverallDirection, NeedsSeventyPerCentOfTheClearResults) {
  using enum Direction;
  const auto of = [](std::vector<Direction> results) { return overall(results); };
  EXPECT_EQ(of({better}), better);
  EXPECT_EQ(of({better, better, worse}), mixed);                                  // 67 per cent
  EXPECT_EQ(of({better, better, better, worse}), better);                         // 75
  EXPECT_EQ(of({better, better, better, better, better, better, better, worse, worse, no_difference}), better);   // 70
  EXPECT_EQ(of({no_difference, no_difference, no_difference, better}), no_difference);
  EXPECT_EQ(of({better, unclear}), better);
  EXPECT_EQ(of({unclear, unclear}), unclear);
  EXPECT_EQ(of({mixed}), mixed);
  EXPECT_EQ(of({}), unclear);
}

TEST(StrengthOfEvidence, FollowsTheLibrarysRule) {
  using enum Direction;
  const Evidence trial{better, Worth::comparison, Quality::good, true}, trial_in_part{better, Worth::comparison, Quality::good, false}, against{worse, Worth::comparison, Quality::good, true};
  const Evidence weak{better, Worth::comparison, Quality::weaker, false}, weak_against{worse, Worth::comparison, Quality::weaker, false};
  const Evidence review{no_difference, Worth::review, Quality::good, true}, interviews{unclear, Worth::uncontrolled, Quality::good, true}, own_word{better, Worth::self_report, Quality::weaker, true};
  const Evidence poor{better, Worth::uncontrolled, Quality::poor, true};
  const auto id = [](std::vector<Evidence> studies) { return strength_of(studies).id; };
  EXPECT_EQ(id({}), "none-found");
  EXPECT_EQ(id({trial, trial}), "strong");
  EXPECT_EQ(id({review}), "strong");
  EXPECT_EQ(id({trial}), "moderate");
  EXPECT_EQ(id({trial_in_part, trial_in_part}), "moderate");   // nobody saw how well they were done
  EXPECT_EQ(id({trial, trial_in_part}), "moderate");
  EXPECT_EQ(id({weak, weak}), "moderate");
  EXPECT_EQ(id({weak}), "limited");
  EXPECT_EQ(id({weak, weak_against}), "limited");
  EXPECT_EQ(id({trial, against}), "contested");
  EXPECT_EQ(id({trial, weak_against}), "moderate");            // only good studies contest
  EXPECT_EQ(id({interviews}), "limited");
  EXPECT_EQ(id({own_word}), "very-limited");
  EXPECT_EQ(id({poor}), "very-limited");
  EXPECT_EQ(strength_of(std::vector{trial, trial}).why, "2 sound studies with a comparison, read whole, agree.");
}

class Synthesised : public testing::Test {
 protected:
  Synthesised() : review(12), records(review.records()) {
    for (std::size_t i = 0; i < 11; ++i) {
      for (const char* const who : {"ada", "ben"}) review.decide(who, "r" + std::to_string(i), Verdict::include);
      review.decide("ada", "r" + std::to_string(i), Verdict::include, "full-text");
    }
    review.protocol.instruments = {"weight"};
    std::vector<Instrument> forms;
    for (const auto* const text :
         {"id: facts\nversion: 1\ntitle: Facts\nunit: study\nuse: extraction\npurpose: x\nsource: x\nlicence: x\nquestions:\n"
          "  - {id: design, text: x, role: design, answers: [{id: trial, label: Trial, counts-as: comparison}, {id: talk, label: Interviews, counts-as: uncontrolled}]}\n"
          "  - {id: read, text: x, role: read, answers: [{id: whole, counts-as: whole}, {id: abstract, counts-as: part}]}\n"
          "  - {id: approach, text: x, role: approach, kind: several, answers: [alliance, strategic]}\n"
          "  - {id: tells, text: x, role: theme, kind: several, optional: true, answers: [{id: money, label: Money}, {id: people, label: People}]}\n"
          "  - {id: size, text: x, role: size, kind: number, optional: true}\n  - {id: same-study, text: x, role: same-study-as, kind: text, optional: true}\n",
          "id: result\nversion: 1\ntitle: Result\nunit: outcome\nuse: extraction\npurpose: x\nsource: x\nlicence: x\nquestions:\n"
          "  - {id: way, text: x, role: direction, answers: [better, worse, no-difference, mixed, unclear]}\n",
          "id: weight\nversion: 1\ntitle: Weight\nunit: study\npurpose: x\nsource: x\nlicence: x\nquestions:\n  - {id: sound, text: x, answers: [\"yes\", \"no\"]}\n"
          "judgement: {label: Weight, values: [{id: high, label: High, counts-as: good}, {id: low, label: Low, counts-as: poor}], rules: [{when: {sound: \"yes\"}, gives: high}, {gives: low}]}\n"}) {
      auto one = parse_instrument(text, "f.yaml", {}, found);
      forms.push_back(one.value());
    }
    instruments = Instruments(std::move(forms));
    items = appraisable(review.folder.path(), review.protocol, records, review.decisions(), {}, found);
  }

  void fact(const std::string& item, const std::string& question, std::vector<std::string> values) {
    extractions.push_back({"ada", item, item.find('/') == std::string::npos ? "facts" : "result", 1, question, std::move(values), "words", "", "", "2026"});
  }
  void result(int study, const std::string& outcome, const std::string& way) { fact("r" + std::to_string(study) + "/" + outcome, "way", {way}); }
  void sound(int study, const char* answer) { appraisals.push_back({"ada", "r" + std::to_string(study), "weight", 1, "sound", {answer}, "words", "", "", "2026"}); }
  Synthesis synthesis() {
    auto out = synthesise({review.protocol, records, items, instruments, {}, appraisals, extractions}, found);
    for (const auto& one : found.sorted()) ADD_FAILURE() << to_text(one);
    return out;
  }

  InventedReview review;
  Records records;
  Instruments instruments;
  Appraisable items;
  std::vector<Answer> appraisals, extractions;
  Diagnostics found;
};

// As above: nine studies better on housing, five better and one worse on health.
TEST_F(Synthesised, GivesThePublishedSignTestsFromSheets) {
  for (int i = 0; i < 9; ++i) result(i, "housing", "better");
  for (int i = 0; i < 5; ++i) result(i, "health", "better");
  result(5, "health", "worse");
  result(9, "health", "mixed");
  result(8, "health", "no-difference");
  const auto seen = synthesis();
  ASSERT_EQ(seen.outcomes.size(), 2U);
  EXPECT_EQ(seen.outcomes[0].id, "health");
  EXPECT_NEAR(seen.outcomes[0].sign.p, 0.2188, 0.00005);
  EXPECT_NEAR(seen.outcomes[1].sign.p, 0.0039, 0.00005);
  EXPECT_EQ(seen.outcomes[0].studies.size(), 8U);
  const auto svg = effect_direction_svg(seen, "Warmer homes");
  EXPECT_THAT(svg, HasSubstr(">p = 0.2188<"));
  EXPECT_THAT(svg, HasSubstr(">p = 0.0039<"));
  EXPECT_THAT(svg, HasSubstr(">9 to 0<"));
  EXPECT_THAT(svg, HasSubstr("housing: 9 better; sign test p = 0.0039."));
}

TEST_F(Synthesised, BringsFactsJudgementsAndResultsTogether) {
  fact("r3", "design", {"trial"});
  fact("r3", "read", {"whole"});
  fact("r3", "approach", {"alliance", "strategic"});
  fact("r3", "tells", {"people"});
  fact("r3", "size", {"412"});
  fact("r4", "design", {"talk"});
  fact("r5", "same-study", {"r3"});
  sound(3, "yes");
  sound(4, "no");
  result(3, "health", "better");
  fact("r3/health/2", "way", {"better"});
  result(5, "health", "worse");     // of the same study
  result(4, "health", "unclear");
  const auto seen = synthesis();
  EXPECT_EQ(seen.studies.size(), 10U);   // eleven reports
  EXPECT_EQ(seen.quality_from, "weight");
  const auto& study = *seen.study("r5");
  EXPECT_EQ(study.record, "r3");
  EXPECT_EQ(study.worth, Worth::comparison);
  EXPECT_TRUE(study.whole);
  EXPECT_EQ(study.size, 412U);
  EXPECT_EQ(study.quality, Quality::good);
  EXPECT_EQ(study.judgements.at(0).words, "High");
  EXPECT_EQ(study.results.size(), 3U);
  EXPECT_EQ(seen.study("r4")->quality, Quality::poor);
  EXPECT_THAT(seen.study("r4")->open, testing::Contains("facts, r4: read waits for an answer"));
  ASSERT_EQ(seen.outcomes.size(), 1U);
  EXPECT_EQ(seen.outcomes[0].studies.size(), 2U);
  EXPECT_EQ(seen.outcomes[0].studies[0].direction, Direction::mixed);   // two of three
  EXPECT_EQ(seen.outcomes[0].strength.id, "moderate");
  EXPECT_EQ(seen.effectiveness.at("alliance", "health"), std::vector<std::string>{"r3"});
  EXPECT_EQ(seen.implementation.at("strategic", "people"), std::vector<std::string>{"r3"});
  EXPECT_TRUE(seen.implementation.at("strategic", "money").empty());
  EXPECT_EQ(seen.implementation.columns.size(), 2U);
}

TEST_F(Synthesised, ItsPlotsReadWithoutColour) {
  fact("r3", "design", {"trial"});
  fact("r4", "design", {"talk"});
  sound(3, "yes");
  sound(4, "no");
  for (const auto* const way : {"better", "worse", "no-difference", "mixed", "unclear"}) result(3, std::string("on-") + way, way);
  result(4, "on-better", "worse");
  const auto seen = synthesis();
  for (const auto& svg : {effect_direction_svg(seen, "A <title>"), harvest_svg(seen, "A <title>")}) {
    EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-labelledby=\""));
    EXPECT_THAT(svg, HasSubstr("A &lt;title&gt;</title>"));
    EXPECT_THAT(svg, HasSubstr("</desc>"));
    EXPECT_THAT(svg, HasSubstr("on-better: Better (1 result; quality good)"));
    EXPECT_THAT(svg, HasSubstr("on-better: Worse (1 result; quality poor)"));
    // Shades of grey alone.
    for (auto at = svg.find("#"); at != std::string::npos; at = svg.find("#", at + 1)) {
      const auto colour = svg.substr(at + 1, 6);
      EXPECT_TRUE(colour.starts_with("fff\"") || (colour.substr(0, 2) == colour.substr(2, 2) && colour.substr(2, 2) == colour.substr(4, 2))) << colour;
    }
  }
  // A bar as high as its design is worth: 54 for the trial, 36 for interviews.
  const auto harvest = harvest_svg(seen, "x");
  EXPECT_THAT(harvest, HasSubstr("height=\"54\" fill=\"#1a1a1a\""));
  EXPECT_THAT(harvest, HasSubstr("height=\"36\" fill=\"#e0e0e0\""));
  EXPECT_THAT(harvest, HasSubstr(">1 unclear, no bar<"));
}

}  // namespace
}  // namespace fieldbook::review
