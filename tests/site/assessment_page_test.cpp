#include "site/pages/assessment_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/site/site_check.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

using assess::Rating;
using testing::HasSubstr;
using testing::Not;

assess::Judgement judged(const std::string& id, Rating rating, const std::string& words = {}) {
  assess::Judgement out{id, "Name of " + id, rating, 1, "why " + id, {}, "Is it <there>?"};
  if (!words.empty()) out.quotes.push_back({{0, words.size()}, words, 3, "Aims & ends"});
  return out;
}

assess::Result draft(Rating first) {
  assess::Assessment assessment;
  assessment.assessor = "place-based";
  assessment.name = "Place";
  assessment.version = "1";
  assessment.fit = 2;
  assessment.criteria = {judged("p.1", first, first == Rating::absent ? "" : "<b>yes</b>"), judged("p.2", Rating::absent),
                         judged("p.3", Rating::contradicted, "nobody is asked")};
  auto broken = assessment;
  broken.assessor = "zz";
  broken.name = "Broken";
  broken.outcome = assess::Outcome::crashed;
  broken.message = "it crashed (Aborted)";
  broken.criteria.clear();
  return {"", "My <plan>", {assessment, broken}, {{"a-record", "p.2", "practice elsewhere", "A record", "practice-examples/a-record.html"}}};
}

class AssessmentPage : public testing::Test {
 protected:
  Theme theme_{test::source("site/theme")};
  // What every page must keep is kept by this one too, but for the styles that it carries in itself.
  std::string page(const assess::Result* before = nullptr, const std::string& base_url = {}) {
    const auto html = assessment_page(draft(Rating::established), before, base_url, theme_);
    const test::TempDir folder;
    folder.write("index.html", html);
    EXPECT_THAT(test::faults(folder.path()), testing::ElementsAre("index.html has the element style"));   // which it must have
    return html;
  }
};

TEST_F(AssessmentPage, SaysWhatIsStrongMissingAndContradictedInThatOrder) {
  const auto html = page();
  const auto text = test::text_of_page(html);
  EXPECT_THAT(text, HasSubstr("My <plan>"));
  const auto strong = text.find("Strong: said"), missing = text.find("Missing: not"), warnings = text.find("Warnings: the text");
  ASSERT_NE(warnings, std::string::npos);
  EXPECT_TRUE(strong < missing && missing < warnings);
  EXPECT_THAT(text, HasSubstr("<b>yes</b>"));
  EXPECT_THAT(text, HasSubstr("page 3, under “Aims & ends”"));
  EXPECT_THAT(text, HasSubstr("Settle this, and write it down: Is it <there>?"));
  EXPECT_THAT(text, HasSubstr("No assessment by Broken, which crashed: it crashed (Aborted)."));
  EXPECT_THAT(html, HasSubstr("<li>A record <small class=\"note\">(a-record)</small>: practice elsewhere</li>"));
}

TEST_F(AssessmentPage, NeedsNothingBesideIt) {
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'unsafe-inline'"));
  EXPECT_THAT(html, HasSubstr("@media print"));
  for (const auto* const never : {"<script", "<link", "<img", "src="}) EXPECT_THAT(html, Not(HasSubstr(never)));
}

TEST_F(AssessmentPage, LinksToThePublishedLibrary) {
  EXPECT_THAT(page(nullptr, "https://library.example.org"),
              HasSubstr("<a href=\"https://library.example.org/practice-examples/a-record.html\">A record</a>"));
  EXPECT_THROW(page(nullptr, "javascript:alert(1)//"), Error);
}

TEST_F(AssessmentPage, SaysWhatHasChanged) {
  auto before = draft(Rating::absent);
  before.title = "First";
  before.assessments[0].fit = 1;
  const auto text = test::text_of_page(page(&before));
  EXPECT_THAT(text, HasSubstr("Since the earlier draft, First"));
  EXPECT_THAT(text, HasSubstr("Place: Touches on it → Clear match"));
  EXPECT_THAT(text, HasSubstr("Name of p.1: absent → established"));
  EXPECT_THAT(text, HasSubstr("New: “<b>yes</b>”"));
}

}  // namespace
}  // namespace fieldbook::site
