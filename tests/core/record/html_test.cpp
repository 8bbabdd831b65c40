#include "core/record/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fieldbook::record {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string html(std::string markdown, const RecordAddress& address = {}) {
  Diagnostics found;
  Record record;
  record.file = "x.md";
  record.markdown = std::move(markdown);
  record.body = parse_markdown(record.markdown, "x.md", 1, found);
  return body_html(record, address);
}

TEST(Html, HeadingsHaveAddresses) {
  EXPECT_EQ(html("Lead.\n\n## What *was* tried & why\n\nText.\n\n### Costs\n\n## Costs\n"),
            "<p>Lead.</p>\n<h2 id=\"what-was-tried-why\">What <em>was</em> tried &amp; why</h2>\n<p>Text.</p>\n<h3 "
            "id=\"costs\">Costs</h3>\n"
            "<h2 id=\"costs-2\">Costs</h2>\n");
}

TEST(Html, CitationsAreNumberedByFirstUse) {
  EXPECT_EQ(html("A [@b]. B [@a, p. <4>; @b]."),
            "<p>A<sup class=\"citation\"><a href=\"#source-b\">[1]</a></sup>. B<sup class=\"citation\"><a "
            "href=\"#source-a\">[2, p. &lt;4&gt;]</a>"
            "</sup><sup class=\"citation\"><a href=\"#source-b\">[1]</a></sup>.</p>\n");
  EXPECT_EQ(html("A\n[@a]"), "<p>A<sup class=\"citation\"><a href=\"#source-a\">[1]</a></sup></p>\n");
  EXPECT_EQ(html("`[@a]`"), "<p><code>[@a]</code></p>\n");
}

TEST(Html, LinksToRecordsAreResolved) {
  const RecordAddress address = [](std::string_view id) -> std::optional<std::string> {
    if (id == "gone") return std::nullopt;
    return "../r/" + std::string(id) + "/";
  };
  EXPECT_EQ(html("[a *b*](x#y) [c](gone) [d](#here) [e](https://x.org/?a=1&b=2)", address),
            "<p><a href=\"../r/x/#y\">a <em>b</em></a> c <a href=\"#here\">d</a> <a "
            "href=\"https://x.org/?a=1&amp;b=2\">e</a></p>\n");
  EXPECT_EQ(html("[a](x)"), "<p>a</p>\n");
  EXPECT_EQ(html("## [a](x) [b](gone)\n\n[c](x#p\"q&r \"a > b\") [d](<x y>) [e](@x) [f](<@x\">)", address),
            "<h2 id=\"a-b\"><a href=\"../r/x/\">a</a> b</h2>\n<p><a href=\"../r/x/#p%22q&amp;r\" title=\"a &gt; b\">c</a> d e f</p>\n");
  EXPECT_EQ(html("`<a href=\"@x\">` \\<a href=\"@x\"> [a*b](x)**c**", address),
            "<p><code>&lt;a href=&quot;@x&quot;&gt;</code> &lt;a href=&quot;@x&quot;&gt; <a href=\"../r/x/\">a*b</a><strong>c</strong></p>\n");
}

TEST(Html, HostileTextIsHarmless) {
  for (const auto* const text :
       {"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html,hi)", "[x](vbscript:x)",
        "<javascript:alert(1)>", "![x](javascript:alert(1))", "[x](<java script:alert(1)>)", "## <script>x</script>",
        "[x](\"onmouseover=alert(1))", "[@a, <script>]", "<!-- x --><iframe src=x>",
        "[x]: javascript:alert(1)\n\n[x]"}) {
    const auto out = html(text);
    EXPECT_THAT(out, Not(HasSubstr("<script"))) << text;
    EXPECT_THAT(out, Not(HasSubstr("<img"))) << text;
    EXPECT_THAT(out, Not(HasSubstr("<iframe"))) << text;
    EXPECT_THAT(out, Not(HasSubstr("href=\"java"))) << text;
    EXPECT_THAT(out, Not(HasSubstr("href=\"Ja"))) << text;
    EXPECT_THAT(out, Not(HasSubstr("data:"))) << text;
    EXPECT_THAT(out, Not(HasSubstr("\"onmouse"))) << text;
  }
  const RecordAddress address = [](std::string_view id) { return "\"><script>" + std::string(id); };
  EXPECT_THAT(html("[a](x)", address), Not(HasSubstr("<script>")));
}

TEST(Html, KeysOnce) {
  Diagnostics found;
  EXPECT_THAT(cited_keys(parse_markdown("[@b] [@a; @b] [@c]", "x.md", 1, found)), testing::ElementsAre("b", "a", "c"));
}

}  // namespace
}  // namespace fieldbook::record
