// How the same words are rated when they are denied, planned, over, asked or only explained.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/plugins/shipped.hpp"

namespace fieldbook::test {
namespace {

const Approach& approach(std::string_view slug) {
  static const auto all = shipped_approaches();
  return *std::ranges::find(all, slug, &Approach::slug);
}

rubric::Finding find(std::string_view criterion, const std::string& text, std::string_view slug) {
  const PlainDocument document(text);
  for (auto& finding : approach(slug).rubric.assess(document.view()).findings)
    if (finding.criterion == criterion) return finding;
  throw std::out_of_range(std::string(criterion));
}

TEST(Reading, DeniedPlannedOverAskedDefined) {
  const struct {
    std::string_view slug, criterion;
    const char* text;
    Rating rating;
  } table[] = {
      {"strategic", "strategic.resource-transparency", "The council and the health board hold a pooled budget for older people.", Rating::established},
      {"strategic", "strategic.resource-transparency", "The council and the health board have no pooled budget for older people.", Rating::contradicted},
      {"strategic", "strategic.resource-transparency", "The council and the health board do not yet hold a pooled budget.", Rating::contradicted},
      {"strategic", "strategic.resource-transparency", "The council and the health board plan to hold a pooled budget from next year.", Rating::partial},
      {"strategic", "strategic.resource-transparency", "A pooled budget is to be agreed by the council and the health board.", Rating::partial},
      {"strategic", "strategic.resource-transparency", "Could the council and the health board hold a pooled budget?", Rating::partial},
      {"strategic", "strategic.resource-transparency", "If the council and the health board were to hold a pooled budget, savings would follow.", Rating::absent},
      {"strategic", "strategic.resource-transparency", "A pooled budget is defined as a fund to which two or more bodies contribute.", Rating::absent},
      {"strategic", "strategic.resource-transparency", "The pooled budget of the council and the health board was dissolved.", Rating::contradicted},
      {"strategic", "strategic.single-priorities", "We do not yet have a shared vision.", Rating::contradicted},
      {"strategic", "strategic.single-priorities", "Not only a shared vision but one plan was adopted by all five boards.", Rating::established},
      {"alliance", "alliance.horizontal", "There is no lead provider; all six sit side by side.", Rating::established},
      {"alliance", "alliance.horizontal", "Unlike a prime contract, the agreement puts no charity above another.", Rating::established},
      {"alliance", "alliance.horizontal", "A lead provider holds the contract and subcontracts to six charities.", Rating::contradicted},
      {"alliance", "alliance.single-agreement", "The council plans to let an alliance contract when the present contracts end.", Rating::partial},
      {"alliance", "alliance.third-sector", "The contract was awarded not on price alone, and four small charities are members.", Rating::established},
      {"alliance", "alliance.shared-risk", "The risk-share was struck out of the agreement.", Rating::contradicted},
      {"place-based", "place.local-decision", "The locality board holds the delegated budget and decides how it is spent.", Rating::established},
      {"place-based", "place.defined-place", "The meeting took place in the first place because a placement was in place.", Rating::absent},
      {"place-based", "place.system-outcomes", "We do not yet have a shared outcomes framework for the borough.", Rating::contradicted},
  };
  for (const auto& row : table) {
    const auto finding = find(row.criterion, row.text, row.slug);
    EXPECT_EQ(finding.rating, row.rating) << row.text << "\n" << finding.rationale;
  }
}

TEST(Reading, SaysWhyInPlainWords) {
  const auto planned = find("alliance.single-agreement", "The council plans to let an alliance contract next year.", "alliance");
  EXPECT_EQ(planned.rationale, "The text speaks of one agreement binding all parties as planned or hoped for: \"alliance contract\", with \"plans to\".");
  const auto denied = find("strategic.resource-transparency", "The council and the trust have no pooled budget.", "strategic");
  EXPECT_NE(denied.rationale.find("is missing or that the opposite holds: \"no pooled\""), std::string::npos) << denied.rationale;
}

TEST(Reading, OtherTradesAreSetAside) {
  const char* const table[] = {
      "The airline alliance links nineteen carriers. Members share lounges and one loyalty scheme, and each airline has one vote. "
      "Passengers on all routes see the fleet's common standards.",
      "The film is a co-production of two studios. Each partner shares the box office, and the premiere takes place at the festival.",
      "Commissioning of the boiler starts in June. The commissioning engineer keeps a shared log of pumps and valves in the plant.",
      "NATO allies agreed a common strategy. The alliance's members have an equal voice, and the navy commissioned a frigate.",
      "Your place of work may change. The office has fewer desks, and payroll and human resources share the workplace.",
  };
  for (const auto* text : table)
    for (const auto* slug : {"strategic", "place-based", "alliance"}) {
      const PlainDocument document(text);
      const auto assessment = approach(slug).rubric.assess(document.view());
      EXPECT_EQ(assessment.fit, 0) << text;
      EXPECT_FALSE(assessment.remark.empty()) << text;
    }
}

TEST(Reading, WhatIsNotKnownIsNoOpposite) {
  for (const auto* text : {"No evaluation was found of the clinic that the council and the trust opened together in 2019, and what it changed for people is not known.",
                           "It is not known whether fewer people in the two towns went to hospital after the council and the trust opened the clinic together."})
    for (const auto* slug : {"strategic", "outcomes-based"}) {
      const PlainDocument document(text);
      for (const auto& finding : approach(slug).rubric.assess(document.view()).findings) EXPECT_NE(finding.rating, Rating::contradicted) << text << finding.criterion;
    }
}

TEST(Reading, PartsThatSayNothingOfWhatWasDoneAreLeftOut) {
  const std::string lesson = "The council and six charities signed one alliance agreement, and every member has one vote on all decisions.";
  const auto fit = [&](std::string_view heading) {
    const std::string text = "The service began in 2019.\n\n" + lesson;
    const auto begin = text.find(lesson);
    const fb_section sections[] = {{raw("What was done"), {0, begin}, 2, 0}, {raw(heading), {begin, text.size()}, 2, 0}};
    const fb_span sentences[] = {{0, begin - 2}, {begin, text.size()}};
    fb_document document{};
    document.struct_size = sizeof document;
    document.kind = FB_KIND_RECORD;
    document.text = raw(text);
    document.sections = sections;
    document.section_count = std::size(sections);
    document.sentences = sentences;
    document.sentence_count = std::size(sentences);
    return approach("alliance").rubric.assess(Document{document}).fit;
  };
  EXPECT_GT(fit("What happened"), 0);
  EXPECT_GT(fit("What to learn from Leeds"), 0);
  EXPECT_EQ(fit("What to learn"), 0);
  EXPECT_EQ(fit("What is not known"), 0);
}

TEST(Reading, AnAllianceOnABuildingSiteFitsNothing) {
  const PlainDocument document(
      "Four contractors and the rail owner signed the alliance contract for the junction. All have one vote, and the pain and gain "
      "mechanism splits any difference from the target cost. Signalling engineers moved between firms during construction.");
  EXPECT_EQ(approach("alliance").rubric.assess(document.view()).fit, 0);
}

}  // namespace
}  // namespace fieldbook::test
