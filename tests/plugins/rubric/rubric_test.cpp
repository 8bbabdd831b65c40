// What holds for every assessment, whatever the text.
#include <fieldbook/rubric.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "tests/plugins/shipped.hpp"

namespace fieldbook::test {
namespace {

std::vector<assess::LabelledText> all_gold() {
  auto all = assess::read_labelled(FIELDBOOK_GOLD "/train.jsonl");
  for (auto& passage : assess::read_labelled(FIELDBOOK_GOLD "/test.jsonl")) all.push_back(std::move(passage));
  return all;
}

void expect_sound(const rubric::Assessment& assessment, const PlainDocument& document, const rubric::Rubric& rubric) {
  ASSERT_EQ(assessment.findings.size(), rubric.criteria().size());
  for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
    const auto& finding = assessment.findings[i];
    EXPECT_EQ(finding.criterion, rubric.criteria()[i]);
    EXPECT_GE(finding.confidence, 0.0);
    EXPECT_LE(finding.confidence, 1.0);
    EXPECT_FALSE(finding.rationale.empty());
    EXPECT_EQ(finding.quotes.empty(), finding.rating == Rating::absent) << finding.rationale;
    EXPECT_LE(finding.quotes.size(), 3U);
    for (const auto& quote : finding.quotes) {
      const auto sentences = document.view().sentences();
      const auto same = [&](const fb_span& s) { return s.begin <= quote.begin && quote.end <= s.end; };
      EXPECT_TRUE(std::ranges::any_of(sentences, same)) << "a quote is a sentence";
      ASSERT_LT(quote.begin, quote.end);
      const auto words = document.text().substr(quote.begin, quote.end - quote.begin);
      EXPECT_NE(words.front(), ' ');
      EXPECT_NE(words.back(), '\n');
    }
  }
  EXPECT_GE(assessment.fit, 0);
  EXPECT_LE(assessment.fit, 3);
}

TEST(Rubric, EveryAssessmentIsSound) {
  const auto approaches = shipped_approaches();
  for (const auto& passage : all_gold()) {
    const PlainDocument document(passage.text);
    for (const auto& approach : approaches) expect_sound(approach.rubric.assess(document.view()), document, approach.rubric);
  }
}

TEST(Rubric, NothingToReadIsAbsent) {
  for (const auto& approach : shipped_approaches())
    for (const auto* text : {"", " \n\n ", ".", "…", "\xFF\xFE", "是的。"}) {
      const PlainDocument document{std::string(text)};
      const auto assessment = approach.rubric.assess(document.view());
      expect_sound(assessment, document, approach.rubric);
      EXPECT_EQ(assessment.fit, 0);
    }
}

TEST(Rubric, QuotesKeepWholeCharacters) {
  const PlainDocument document("“Te Rōpū” — the council, the iwi and the trust signed one agreement in Ōtautahi. Naïve café “quotes” stay whole… ");
  const auto approaches = shipped_approaches();
  const auto assessment = approaches[2].rubric.assess(document.view());
  expect_sound(assessment, document, approaches[2].rubric);
  for (const auto& finding : assessment.findings)
    for (const auto& quote : finding.quotes) {
      EXPECT_NE(static_cast<unsigned char>(document.text()[quote.begin]) & 0xC0, 0x80);
      EXPECT_TRUE(quote.end == document.text().size() || (static_cast<unsigned char>(document.text()[quote.end]) & 0xC0) != 0x80);
    }
}

TEST(Rubric, SameTextSameAnswer) {
  const auto gold = all_gold();
  const auto once = shipped_approaches(), again = shipped_approaches();
  const auto told = [](const rubric::Assessment& assessment) {
    std::string all = std::to_string(assessment.fit) + assessment.remark;
    for (const auto& finding : assessment.findings) {
      all += finding.criterion + std::to_string(static_cast<int>(finding.rating)) + std::to_string(finding.confidence) + finding.rationale;
      for (const auto& quote : finding.quotes) all += std::to_string(quote.begin) + "-" + std::to_string(quote.end);
    }
    return all;
  };
  std::vector<std::string> forwards;
  for (const auto& passage : gold) forwards.push_back(told(once[0].rubric.assess(PlainDocument(passage.text).view())));
  for (std::size_t i = gold.size(); i-- > 0;)
    EXPECT_EQ(told(again[0].rubric.assess(PlainDocument(gold[i].text).view())), forwards[i]);
}

// CPU time, so that a busy machine does not matter; a sanitizer costs several times that.
TEST(Rubric, AMebibyteTakesUnderASecond) {
  std::string prose, one_sentence;
  const auto gold = all_gold();
  for (std::size_t i = 0; prose.size() < (1U << 20); ++i) prose += gold[i % gold.size()].text + "\n\n";
  while (one_sentence.size() < (1U << 20)) one_sentence += "shared budget of the council and each provider ";
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr double limit = 12;
#else
  constexpr double limit = 1;
#endif
  for (const auto& approach : shipped_approaches())
    for (const auto& text : {prose, one_sentence}) {
      const PlainDocument document(text);
      const auto begin = std::clock();
      approach.rubric.assess(document.view());
      EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, limit) << approach.slug;
    }
}

TEST(Rubric, ReportsThroughTheSdk) {
  struct Judged {
    int judgements = 0, fit = -1;
  } judged;
  fb_report raw_report{};
  raw_report.host = &judged;
  raw_report.judge = [](void* host, const fb_judgement*) -> fb_status { return ++static_cast<Judged*>(host)->judgements, FB_OK; };
  raw_report.fit = [](void* host, int32_t fit) -> fb_status { return static_cast<Judged*>(host)->fit = fit, FB_OK; };
  fb_library raw_library{};
  bool cancelled = false;
  raw_library.host = &cancelled;
  raw_library.cancelled = [](void* host) -> fb_status { return *static_cast<bool*>(host) ? FB_CANCELLED : FB_OK; };
  Report report(raw_report);
  Library library(raw_library);
  const PlainDocument document("The council and the trust signed one agreement.");
  const auto approaches = shipped_approaches();
  approaches[2].rubric.report(document.view(), library, report);
  EXPECT_EQ(judged.judgements, 9);
  EXPECT_GE(judged.fit, 0);
  cancelled = true;
  EXPECT_THROW(approaches[2].rubric.report(document.view(), library, report), Cancelled);
}

}  // namespace
}  // namespace fieldbook::test
