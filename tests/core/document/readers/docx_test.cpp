#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/document/readers/outline.hpp"
#include "tests/support/documents.hpp"

namespace fieldbook::document {
namespace {

using testing::HasSubstr;

std::string paragraph(const std::string& words, const std::string& properties = {}) {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + words + "</w:t></w:r></w:p>";
}
std::string style(const std::string& id, const std::string& name, const std::string& more = {}) {
  return R"(<w:style w:type="paragraph" w:styleId=")" + id + R"("><w:name w:val=")" + name + R"("/>)" + more + "</w:style>";
}
std::string seen(const std::string& body, const std::string& styles = {}) {
  return outline(Format::office, test::docx(body, styles));
}

TEST(Docx, KnowsHeadingsByStyleOutlineAndLooks) {
  const auto styles = style("berschrift2", "heading 2") + style("Mine", "My heading", R"(<w:basedOn w:val="berschrift2"/>)") +
                      style("Titel", "Title");
  EXPECT_EQ(seen(paragraph("Plan", R"(<w:pStyle w:val="Titel"/>)") + paragraph("Aims", R"(<w:pStyle w:val="berschrift2"/>)") +
                     paragraph("Own", R"(<w:pStyle w:val="Mine"/>)") + paragraph("Low", R"(<w:outlineLvl w:val="3"/>)") +
                     paragraph("Not one", R"(<w:pStyle w:val="Mine"/><w:outlineLvl w:val="9"/>)") +
                     "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>In bold</w:t></w:r></w:p>"
                     "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold:</w:t></w:r><w:r><w:t> not all.</w:t></w:r></w:p>",
                 styles),
            "h1 Plan\nh2 Aims\nh2 Own\nh4 Low\np Not one\nh6 In bold\np Bold: not all.\n");
}

TEST(Docx, HasItemsAndTables) {
  const std::string row = "<w:tr><w:tc>" + paragraph("Cost") + paragraph("a year") + "</w:tc><w:tc>" + paragraph("£5") + "</w:tc></w:tr>";
  EXPECT_EQ(seen(paragraph("One", R"(<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>)") +
                     paragraph("Two", R"(<w:pStyle w:val="LB"/>)") + "<w:tbl>" + row + row + "</w:tbl>" + paragraph("End"),
                 style("LB", "List Bullet")),
            "i One\ni Two\nr Cost a year | £5\nr Cost a year | £5\np End\n");
}

TEST(Docx, LeavesOutWhatTheReaderOfThePaperDoesNotSee) {
  EXPECT_EQ(seen(R"(<w:p><w:r><w:t>Kept</w:t><w:tab/><w:t>on</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>)"
                 R"(<w:ins><w:r><w:t xml:space="preserve"> and new</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>)"
                 R"(<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Choice>)"
                 R"(<mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>)" +
                     paragraph("1 Aims 3", R"(<w:pStyle w:val="TOC1"/>)"),
                 style("TOC1", "toc 1")),
            "p Kept on and new\np Box\n");
}

TEST(Docx, SaysWhatIsWrong) {
  EXPECT_THAT(failure(Format::office, test::docx("<w:p>")), HasSubstr("is damaged: its part word/document.xml is not well-formed XML"));
  EXPECT_THAT(failure(Format::office, test::docx("<w:p/>")), HasSubstr("holds no words"));
  EXPECT_THAT(failure(Format::office, test::zip({{"xl/workbook.xml", "<a/>"}})), HasSubstr("holds neither a Word (.docx) nor an OpenDocument (.odt) text; save it as"));
  EXPECT_THAT(failure(Format::office, test::zip({{"content.xml", "<a/>"}}, "secret")), HasSubstr("is protected by a password; save a copy without a password"));
  EXPECT_THAT(failure(Format::office, "PK\x03\x04 and then nothing"), HasSubstr("is damaged: it is not a whole archive"));
  EXPECT_THAT(failure(Format::office, test::zip({{"content.xml", "<!DOCTYPE a [<!ENTITY e \"lol\">]><a>&e;</a>"}})), HasSubstr("declares entities"));
}

}  // namespace
}  // namespace fieldbook::document
