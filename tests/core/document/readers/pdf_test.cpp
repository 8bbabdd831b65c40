#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/document/readers/outline.hpp"
#include "tests/support/documents.hpp"
#include "tests/support/temp_dir.hpp"

#if defined(__SANITIZE_ADDRESS__)
// What fontconfig keeps for its whole life. In the program it ends with the reading process.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
#endif

namespace fieldbook::document {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string seen(const std::vector<std::vector<test::PdfText>>& pages) { return outline(Format::pdf, test::pdf(pages)); }

TEST(Pdf, HasHeadingsParagraphsAndItems) {
  EXPECT_EQ(seen({{{.top = 80, .size = 20, .text = "Our plan"},
                   {.top = 120, .size = 15, .text = "Aims"},
                   {.top = 150, .text = "The partners share one budget and meet"},
                   {.top = 164, .text = "every month to look at it."},
                   {.top = 200, .text = "A second paragraph stands apart."},
                   {.top = 230, .is_bold = true, .text = "Who is in it"},
                   {.top = 250, .text = "- the council"},
                   {.top = 264, .text = "- the hospital, which came"},
                   {.left = 80, .top = 278, .text = "later"}}}),
            "@1\nh1 Our plan\nh2 Aims\np The partners share one budget and meet every month to look at it.\n"
            "p A second paragraph stands apart.\nh6 Who is in it\ni the council\ni the hospital, which came later\n");
}

TEST(Pdf, JoinsWordsThatALineHasCut) {
  EXPECT_EQ(seen({test::page_of({"This is commission-", "ing by co-production, which is called co-", "production here."})}),
            "@1\np This is commissioning by co-production, which is called co-production here.\n");
}

TEST(Pdf, GoesOnOverPagesWithoutTheirHeadersAndFooters) {
  std::vector<std::vector<test::PdfText>> pages;
  for (int i = 1; i <= 4; ++i) {
    pages.push_back({{.top = 30, .size = 9, .text = "Draft plan of the council"},
                     {.top = 400, .text = "sentence " + std::to_string(i) + " goes on and"},
                     {.top = 800, .size = 9, .text = "Page " + std::to_string(i) + " of 4"}});
  }
  EXPECT_EQ(seen(pages), "@1\np sentence 1 goes on and\n@2\nc sentence 2 goes on and\n@3\nc sentence 3 goes on and\n"
                         "@4\nc sentence 4 goes on and\n");
}

TEST(Pdf, LeavesOutATableOfContents) {
  EXPECT_THAT(seen({test::page_of({"Aims ............ 3", "Text of the plan."})}), Not(HasSubstr("Aims")));
}

TEST(Pdf, SaysWhatIsWrong) {
  EXPECT_THAT(failure(Format::pdf, test::pdf({{}, {}})), HasSubstr("has 2 pages and no text in it: it looks like a scan; run OCR"));
  EXPECT_THAT(failure(Format::pdf, "%PDF-1.7 and then nothing"), HasSubstr("is damaged: it is not a whole PDF file"));
  EXPECT_THAT(failure(Format::pdf, test::pdf({})), HasSubstr("is damaged"));
  EXPECT_THAT(failure(Format::pdf, test::read(test::source("tests/data/documents/encrypted.pdf"))),
              HasSubstr("is protected by a password; save a copy without a password"));
}

}  // namespace
}  // namespace fieldbook::document
