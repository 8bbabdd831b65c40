#include "site/style_sheet.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(StyleSheet, GoesOutWithoutComments) {
  EXPECT_EQ(style_sheet_to_publish("/* Colours */\n:root {\n  --paper: #fff;   /* white */\n\n}\n"), ":root {\n--paper: #fff;\n}\n");
  EXPECT_EQ(style_sheet_to_publish("a/* between */b { }"), "a b { }");
  EXPECT_EQ(style_sheet_to_publish("a {}\n/* one\n   two */\nb {}\n"), "a {}\nb {}\n");
}

TEST(StyleSheet, KeepsWhatOnlyLooksLikeAComment) {
  for (const std::string same : {R"(a::before { content: "/* no */"; })", R"(a::before { content: '\'/*'; } b { content: "*/"; })", "a { background: url(data:image/*;x,/*y*/z); }",
                                 "a { background: URL( /*x*/ ); }", "a { margin: 1px/2*3; }"}) {
    EXPECT_EQ(style_sheet_to_publish(same), same);
  }
  EXPECT_EQ(style_sheet_to_publish("a { background: url(\"x\") /* y */; }"), "a { background: url(\"x\") ; }");
  EXPECT_EQ(style_sheet_to_publish("a { content: \"open\n  /* x */ }"), "a { content: \"open\n}") << "a string ends with its line";
}

TEST(StyleSheet, EndsWhereItEnds) {
  for (const std::string css : {"", "/", "/*", "/*/", "a /* never closed", "\"", "\"\\", "'open", "url(", "url(x", "u"}) {
    EXPECT_LE(style_sheet_to_publish(css).size(), css.size()) << css;
  }
  EXPECT_EQ(style_sheet_to_publish("a {} /* never closed"), "a {} ");
}

TEST(StyleSheet, OfOursIsSmallerAndSaysTheSame) {
  const auto ours = test::read(test::source("site/theme/css/site.css"));
  const auto published = style_sheet_to_publish(ours);
  EXPECT_LT(published.size(), ours.size());
  EXPECT_THAT(published, Not(HasSubstr("/*")));
  EXPECT_EQ(style_sheet_to_publish(published), published);
  EXPECT_EQ(std::ranges::count(published, '{'), std::ranges::count(ours, '{'));
}

}  // namespace
}  // namespace fieldbook::site
