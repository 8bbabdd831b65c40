#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/document/readers/outline.hpp"

namespace fieldbook::document {
namespace {

using testing::HasSubstr;

std::string html(std::string_view bytes) { return outline(Format::html, bytes); }

TEST(Html, KeepsItsStructure) {
  EXPECT_EQ(html("<!doctype html><title>No</title><h1>Our <em>plan</em></h1><p>One\n  two &amp; caf&eacute;.<p>Three"
                 "<ul><li><p>a</p><p>more</p><li>b<ul><li>c</ul></ul>"
                 "<table><caption>T</caption><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p></table><h2>Next</h2>tail"),
            "h1 Our plan\np One two & café.\np Three\ni a\np more\ni b\ni c\np T\nr A | B\nr 1 | 2 3\nh2 Next\np tail\n");
}

TEST(Html, LeavesOutWhatIsNotTheDocument) {
  EXPECT_EQ(html("<body><script>a<b</script><style>p{}</style><nav><h2>Menu</h2><p>x</p></nav><p>In<svg><text>no</text></svg>"
                 "<p hidden>no</p><div aria-hidden=true><p>no</div><div role=navigation>no</div><form><p>kept</p>"
                 "<select><option>no</select></form><footer>no</footer><p>after"),
            "p In\np kept\np after\n");
}

TEST(Html, IsReadInTheEncodingThatItDeclares) {
  EXPECT_EQ(html("<meta charset=\"windows-1252\"><p>caf\xE9 \x93quoted\x94"), "p café “quoted”\n");
  EXPECT_EQ(html("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'><p>\xB6"), "p ś\n");
  EXPECT_EQ(html(std::string_view("\xFF\xFE<\0p\0>\0a\0\x61\x01", 12)), "p aš\n");
  EXPECT_EQ(html("<p>a\xC2\xA0\xC2\xAD" "b\xEF\xAC\x81"), "p a bfi\n");
}

TEST(Html, ThatIsBrokenIsReadAsFarAsItGoes) {
  EXPECT_EQ(html("<p>a<b>c<p>d</i></div></p>e<"), "p ac\np d\np e\n");
  EXPECT_THAT(failure(Format::html, "<html><script>all of it</script>"), HasSubstr("holds no words"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  EXPECT_THAT(failure(Format::html, deep + "x"), HasSubstr("nested too deeply"));
}

}  // namespace
}  // namespace fieldbook::document
