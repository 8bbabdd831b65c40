#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/document/readers/outline.hpp"
#include "tests/support/documents.hpp"

namespace fieldbook::document {
namespace {

using testing::HasSubstr;

std::string seen(const std::string& body) { return outline(Format::office, test::odt(body)); }

TEST(Odt, KeepsItsStructure) {
  EXPECT_EQ(seen(R"(<text:p text:style-name="Title">Plan</text:p><text:h text:outline-level="2">Aims</text:h>)"
                 R"(<text:p>One<text:s/>two<text:tab/><text:span>three</text:span>.</text:p>)"
                 R"(<text:list><text:list-item><text:p>a</text:p><text:p>more</text:p></text:list-item>)"
                 R"(<text:list-item><text:p>b</text:p></text:list-item></text:list>)"
                 R"(<table:table><table:table-row><table:table-cell><text:p>x</text:p><text:p>y</text:p></table:table-cell>)"
                 R"(<table:table-cell><text:p>z</text:p></table:table-cell></table:table-row></table:table><text:p>End</text:p>)"),
            "h1 Plan\nh2 Aims\np One two three.\ni a\np more\ni b\nr x y | z\np End\n");
}

TEST(Odt, LeavesOutNotesRemarksAndContents) {
  EXPECT_EQ(seen(R"(<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>Kept<text:note><text:p>note</text:p></text:note>)"
                 R"(<office:annotation><text:p>remark</text:p></office:annotation> on</text:p>)"
                 R"(<text:table-of-content><text:p>1 Aims 3</text:p></text:table-of-content>)"),
            "p Kept on\n");
}

TEST(Odt, SaysWhatIsWrong) {
  EXPECT_THAT(failure(Format::office, test::odt("")), HasSubstr("holds no words"));
  EXPECT_THAT(failure(Format::office, test::odt("<text:p>")), HasSubstr("content.xml is not well-formed XML"));
  const auto encrypted = test::zip(
      {{"META-INF/manifest.xml", R"(<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>)"
                                 R"(<m:encryption-data/></m:file-entry></m:manifest>)"},
       {"content.xml", "\x01\x02\x03"}});
  EXPECT_THAT(failure(Format::office, encrypted), HasSubstr("is protected by a password"));
}

}  // namespace
}  // namespace fieldbook::document
