// How a record's page shows what assessors said of it.
#include <gmock/gmock.h>

#include "site/pages/pages.hpp"
#include "tests/site/site_check.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

using assess::Assessment;
using assess::Rating;
using testing::HasSubstr;
using testing::Not;

Assessment other(const std::string& id, const std::string& name, assess::Outcome outcome) {
  Assessment made;
  made.assessor = id;
  made.name = name;
  made.version = "1";
  made.outcome = outcome;
  return made;
}

Assessment assessment(const record::Record& record) {
  const std::string words = "one alliance agreement";
  const auto at = record.body.text.find(words);
  auto made = other("alliance", "Alliance contracting", assess::Outcome::ok);
  made.version = "1.2.3";
  made.fit = 3;
  made.criteria = {
      {"alliance.one-agreement",
       "One agreement",
       Rating::established,
       0.9,
       "It says so & <b>plainly</b>.",
       {{{at, at + words.size()}, words}}},
      {"alliance.conduct", "Agreed conduct", Rating::absent, 0.5, "Nothing is said of it.", {}},
      {"alliance.share", "Shared risk", Rating::contradicted, 0.4, "The opposite.", {{{at, at + 3}, "one"}}}};
  return made;
}

class RecordPage : public testing::Test {
 protected:
  RecordPage() {
    auto collection = record::read_collection(test::source("tests/fixtures/good"));
    std::map<std::string, std::vector<assess::Assessment>> assessments;
    for (const auto& record : collection.records) assessments[record.id] = {assessment(record)};
    auto& saltby = assessments["saltby-alliance"];
    saltby = {assessment(*collection.find("saltby-alliance")), other("place-based", "Place-based", assess::Outcome::ok),
              other("strategic", "Strategic", assess::Outcome::timed_out)};
    const Edition edition(std::move(collection), [&](const auto& record) { return assess::KeptAssessments{assessments.at(record.id), {}}; }, {},
                          {.base_url = {}, .date = {}});
    const Theme theme(test::source("site/theme"));
    Output output(folder_.path());
    Press press(edition, theme, output);
    print_records(press, [](std::size_t, std::size_t) {});
    output.finish();
    page_ = test::read(folder_.path() / "practice-examples/saltby-alliance.html");
  }

  test::TempDir folder_;
  std::string page_;
};

TEST_F(RecordPage, SaysRatingReasonAndWordsWithTheirPlace) {
  EXPECT_THAT(page_, HasSubstr("<h4>One agreement: <b>Established</b></h4>"));
  EXPECT_THAT(page_, HasSubstr("It says so &amp; &lt;b&gt;plainly&lt;/b&gt;."));
  EXPECT_THAT(page_, HasSubstr("<blockquote><p>one alliance agreement</p> <footer>under <a "
                               "href=\"#what-was-tried\">What was tried</a></footer></blockquote>"));
  EXPECT_THAT(page_, HasSubstr("<h4>Shared risk: <b>Contradicted</b></h4>"));
  EXPECT_THAT(page_, HasSubstr("version 1.2.3"));
}

TEST_F(RecordPage, CountsAndNamesWhatWasNotFound) {
  const auto text = test::text_of_page(page_);
  EXPECT_THAT(text, HasSubstr("Alliance contracting: Strong match"));
  EXPECT_THAT(text, HasSubstr("1 of 3 established, 1 contradicted, 1 not found"));
  EXPECT_THAT(text, HasSubstr("Not found in the text: Agreed conduct."));
  EXPECT_THAT(text, HasSubstr("Not about: Place-based."));
  EXPECT_THAT(text, HasSubstr("No assessment by Strategic 1: it took too long."));
}

TEST_F(RecordPage, KeepsEffectAndCarryingOutApart) {
  const auto text = test::text_of_page(page_);
  EXPECT_THAT(text, HasSubstr("This is about how sure the effect is, not about how well the approach is carried out."));
  EXPECT_THAT(text, HasSubstr("It says nothing about whether outcomes improved."));
}

// A principle describes an approach; it does not carry one out.
TEST_F(RecordPage, RatesNoGuidesAndPrinciples) {
  EXPECT_THAT(test::read(folder_.path() / "design-principles/share-risk.html"), Not(HasSubstr("Established")));
  EXPECT_THAT(test::read(folder_.path() / "approaches/alliance.html"), Not(HasSubstr("Established")));
}

}  // namespace
}  // namespace fieldbook::site
