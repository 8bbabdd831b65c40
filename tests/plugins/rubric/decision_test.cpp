// From signs to a rating.
#include "decision.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/plugins/shipped.hpp"

namespace fieldbook::rubric {
namespace {

TEST(Decision, IsTheSumOfItsSigns) {
  const Decision decision("# comment\nfor heard 2\nfor bias -1\nagainst opposite 0.5\nagainst bias -3\n");
  Signs signs;
  signs.values[0] = 1.5;
  signs.values[2] = 4;
  EXPECT_DOUBLE_EQ(decision.for_it(signs), 2.0);
  EXPECT_DOUBLE_EQ(decision.against_it(signs), -1.0);
}

TEST(Decision, AUnitBendsWhatItsSignsSum) {
  std::string none;
  for (std::size_t i = 2; i < Signs::names.size(); ++i) none += " 0";
  const Decision decision("for unit 10 1 2 0" + none + "\nfor unit -1 0 0 -4" + none + "\nfor bias 0.5\n");
  Signs signs;
  signs.values[0] = 1;    // 3 in the first unit
  signs.values[1] = 0.25;  // -1 in the second
  EXPECT_DOUBLE_EQ(decision.for_it(signs), 0.5 + 10 * 0.75 + 0.5);
  EXPECT_DOUBLE_EQ(decision.against_it(signs), 0);
}

TEST(Decision, RefusesWhatItDoesNotKnow) {
  for (const auto* text : {"for colour 1\n", "for unit 1 2\n", "about heard 1\n", "for heard\n", "for heard one\n", "for heard 1 2\n"})
    EXPECT_THROW(Decision{text}, std::invalid_argument) << text;
}

TEST(Decision, MoreSentencesMakeALikelierOneByChance) {
  const std::vector<Tally> tallies(1);
  const std::vector<Outputs> outputs{{0, 1}};
  Heard brief, lengthy;
  for (int i = 0; i < 1000; ++i) {
    if (i < 10) brief.odds.push_back({1, -1});
    lengthy.odds.push_back({1, -1});
  }
  EXPECT_DOUBLE_EQ(signs_of(tallies, outputs, brief, false)[0].values[0], 1.0);
  EXPECT_LT(signs_of(tallies, outputs, lengthy, false)[0].values[0], -1.0);
}

TEST(Decision, TheWholeCountsBesideTheSentences) {
  const std::vector<Tally> tallies(1);
  const std::vector<Outputs> outputs{{0, 1, 2, 3}};
  Heard heard;
  heard.odds = {{0.5, -1, 0, 0}};
  heard.whole = {0, 0, 3, -2};
  heard.elsewhere = -4;
  const auto values = signs_of(tallies, outputs, heard, false)[0].values;
  const auto sign = [&](std::string_view name) { return values[static_cast<std::size_t>(std::ranges::find(Signs::names, name) - Signs::names.begin())]; };
  EXPECT_DOUBLE_EQ(sign("whole"), 3);
  EXPECT_DOUBLE_EQ(sign("whole-opposite"), -2);
  EXPECT_DOUBLE_EQ(sign("elsewhere"), -4);
  EXPECT_DOUBLE_EQ(sign("heard-by-whole"), 1.5);
}

TEST(Decision, NothingHeardIsNothingSaid) {
  const auto signs = signs_of(std::vector<Tally>(2), {{0, 1}, {2, 3}}, Heard{}, false);
  ASSERT_EQ(signs.size(), 2U);
  EXPECT_LT(signs[0].values[0], 0);
}

// Told without any word that the rules look for.
TEST(Decision, PracticeToldInOtherWordsIsHeard) {
  const test::PlainDocument document(
      "Until 2019 the town's night shelter, its two day centres and the outreach van were each paid for by a different office. Since that spring the five charities "
      "and the municipality have run them as one house. Papers for the fortnightly meeting go to everybody, a proposal that one of them cannot live with is taken away "
      "and reworked, and the smallest of the five, with nine staff, has blocked two. What is left over or missing at the end of the year is divided by a key all six "
      "signed. Nobody is above anybody else on paper: the same eleven pages bind the town as bind the soup kitchen. Whoever opens the door to a woman at midnight may "
      "find her a bed without asking whose bed it is.");
  const auto approaches = test::shipped_approaches();
  const auto& alliance = *std::ranges::find(approaches, "alliance", &test::Approach::slug);
  const Rubric by_rules(test::shipped_rules("alliance"));
  const auto positive = [&](const Assessment& assessment) {
    return std::ranges::count_if(assessment.findings, [](const Finding& f) { return f.rating == Rating::established || f.rating == Rating::partial; });
  };
  EXPECT_GT(positive(alliance.rubric.assess(document.view())), positive(by_rules.assess(document.view())));
}

// What a passage is found to say it says too where it is one of many in a long plan.
// One sentence among others of the roof and the opening hours.
TEST(Decision, WhatIsSaidPlainlyIsFoundWhateverTheRestIsAbout) {
  const test::PlainDocument document(
      "The service opens in April in the old library on Fore Street. It will have twelve staff, of whom four are nurses, and it will be open from eight in the morning to "
      "eight in the evening on every day but Sunday. Last year 412 people used the day centre, and most of them came on foot. Members share the risk of overspending and "
      "decide by unanimity. The building needs a new roof, which the council will pay for. Parking is free for visitors after six.");
  const auto approaches = test::shipped_approaches();
  const auto& assessor = *std::ranges::find(approaches, "alliance", &test::Approach::slug);
  std::vector<std::string> found;
  for (const auto& finding : assessor.rubric.assess(document.view()).findings)
    if (finding.rating != Rating::absent) found.push_back(finding.criterion);
  EXPECT_EQ(found, std::vector<std::string>{"alliance.shared-risk"});
}

TEST(Decision, ALongTextIsRatedPieceByPiece) {
  const std::string alliance =
      "In 2018 the council and seven charities signed one alliance agreement for people who sleep rough. Every member has one vote on the leadership team, and decisions "
      "are unanimous. The council is a member too, bound by the same terms. Gains and losses against the yearly budget are shared by all eight. There is no lead provider "
      "and nobody is a subcontractor. One set of outcomes is measured for the whole alliance. ";
  std::string others;
  for (const auto* place : {"Harbour Road", "Mill Lane", "Church Street", "Station Square"})
    others += std::string("The office in ") + place + " opens at nine and closes at five. Twelve staff work there, most of them part-time. Last year 412 people came, and "
              "most of them on foot. The roof was mended in March. Parking is free after six. The bus stops at the door every half hour. The lift was out of order in May. "
              "New chairs were bought for the waiting room. The leaflets are printed in four languages. A clock hangs above the desk. ";
  const auto approaches = test::shipped_approaches();
  const auto& assessor = *std::ranges::find(approaches, "alliance", &test::Approach::slug);
  const auto found = [&](const std::string& text) {
    const test::PlainDocument document(text);
    const auto assessment = assessor.rubric.assess(document.view());
    std::vector<std::string> out;
    for (const auto& finding : assessment.findings) {
      if (finding.rating == Rating::absent) continue;
      out.push_back(finding.criterion);
      for (const auto& quote : finding.quotes) {
        EXPECT_GE(quote.begin, text.find("In 2018")) << finding.criterion;
        EXPECT_LE(quote.end, text.find("In 2018") + alliance.size()) << finding.criterion;
      }
    }
    return out;
  };
  const auto alone = found(alliance);
  EXPECT_GE(alone.size(), 5U);
  const auto among_others = found(others + alliance + others);
  EXPECT_GE(among_others.size() + 1, alone.size());
  for (const auto& criterion : among_others) EXPECT_NE(std::ranges::find(alone, criterion), alone.end()) << criterion;
  EXPECT_TRUE(found(others + others).empty());
}

}  // namespace
}  // namespace fieldbook::rubric
