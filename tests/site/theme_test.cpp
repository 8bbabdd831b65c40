#include "site/theme.hpp"

#include <gmock/gmock.h>

#include "core/base/error.hpp"
#include "site/slots.hpp"
#include "site/template_check.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string html_head = "{{%AUTOESCAPE context=\"HTML\"}}\n";

// A copy of our theme in which one template may be another.
class ThemeCopy {
 public:
  ThemeCopy() {
    std::filesystem::copy(test::source("site/theme"), folder_.path(),
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  }
  const ThemeCopy& with(const std::string& name, const std::string& text) const {
    folder_.write("templates/" + name + ".tpl", text);
    return *this;
  }
  Theme load() const { return Theme(folder_.path()); }
  // What loading throws; empty where it does not.
  std::string refusal() const {
    try {
      load();
    } catch (const Error& error) {
      return error.message();
    }
    return {};
  }

 private:
  test::TempDir folder_;
};

std::string moved(const std::string& title) {
  Values values;
  values.set("ROOT", "../").set("LANG", "en").set("TITLE", title).set("HREF", "a/b.html");
  return ThemeCopy().load().render("moved", values);
}

TEST(Theme, OursIsAccepted) {
  EXPECT_EQ(ThemeCopy().refusal(), "");
}

TEST(Theme, EscapesTextForWhereItStands) {
  const auto page = moved("<script>alert('1')</script> & \"quoted\"");
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;"));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
}

TEST(Theme, TakesControlAndOverrideCharactersOut) {
  EXPECT_EQ(harmless("a\x01"
                     "b\tc\nd\x7F\xC2\x85"),
            "a\xEF\xBF\xBD"
            "b\tc\nd\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(harmless("x\xE2\x80\xAEy\xE2\x81\xA6z\xE2\x80\x99"), "x\xEF\xBF\xBDy\xEF\xBF\xBDz\xE2\x80\x99");
}

std::size_t count(const MadeTexts& made) {
  std::size_t found = 0;
  for (const auto* one = made.first(); one != nullptr; one = one->next) ++found;
  return found;
}

TEST(Theme, ARowIsMadeOnceForAllPagesThatHaveTheSameAroundIt) {
  ThemeCopy copy;
  const auto theme = copy.with("layout", html_head + "{{>CONTENT}}\n")
                         .with("list", html_head + "{{#ROW}}\n{{>ROW}}\n{{/ROW}}\n")
                         .with("row", html_head + "<a href=\"{{ROOT}}{{HREF}}\">{{#STATEMENT}}{{LABEL}} of {{PAGE_TITLE}}{{/STATEMENT}}</a>\n")
                         .load();
  const auto page = [&](std::string_view root, std::string_view title, const Values& row) {
    Values values;
    values.set("ROOT", root).set("PAGE_TITLE", title).add("ROW", row);
    return theme.render("list", values);
  };
  Values row;
  row.set("HREF", "x.html").add("STATEMENT").set("LABEL", "A & B");
  const auto alone = page("../", "One", row);
  EXPECT_EQ(alone, "<a href=\"../x.html\">A &amp; B of One</a>\n");
  row.keep_made();
  EXPECT_EQ(page("../", "One", row), alone);
  EXPECT_EQ(page("../", "Two", row), "<a href=\"../x.html\">A &amp; B of Two</a>\n");
  EXPECT_EQ(page("../../", "One", row), "<a href=\"../../x.html\">A &amp; B of One</a>\n");
  EXPECT_EQ(page("../", "One", row), alone);
  EXPECT_EQ(count(*row.made()), 3U);
  for (int i = 0; i < 50; ++i) EXPECT_THAT(page("../", std::to_string(i), row), HasSubstr(" of " + std::to_string(i) + "<"));
  EXPECT_LT(count(*row.made()), 20U) << "of a theme whose rows are other ones on every page, not all are kept";
  auto other = Values::over(row);
  other.set("HREF", "y.html");
  EXPECT_EQ(page("../", "One", other), "<a href=\"../y.html\">A &amp; B of One</a>\n");
}

TEST(Values, WhatIsSetAgainStandsInPlaceOfTheFirst) {
  Values values;
  values.set("TITLE", "first").set("SUMMARY", "between").set("TITLE", "a longer second");
  EXPECT_EQ(values.text("TITLE"), "a longer second");
  EXPECT_EQ(values.text("SUMMARY"), "between");
  EXPECT_EQ(values.text("NOTE"), std::nullopt);
}

struct Trap {
  const char* name;
  const char* page;
  std::string text;
  const char* says;
};

class Traps : public testing::TestWithParam<Trap> {};

TEST_P(Traps, StopTheRunAndNameFileLineAndName) {
  const auto& trap = GetParam();
  EXPECT_THAT(ThemeCopy().with(trap.page, trap.text).refusal(), HasSubstr(trap.says));
}

INSTANTIATE_TEST_SUITE_P(
    Theme, Traps,
    testing::Values(
        Trap{"NoAutoescape", "not_found", "<h1>x</h1>",
             "templates/not_found.tpl:1: the template does not begin with {{%AUTOESCAPE"},
        Trap{"AutoescapeInSpareFile", "spare", "<h1>x</h1>", "templates/spare.tpl:1: the template does not begin"},
        Trap{"UnknownName", "not_found", html_head + "<h1>\n{{TITEL}}</h1>",
             "templates/not_found.tpl:3: nothing sets TITEL here (page \"not_found\")"},
        Trap{"UnknownNameOfAnotherPage", "not_found", html_head + "{{BODY_HTML:none}}", "nothing sets BODY_HTML here"},
        Trap{"UnknownSection", "not_found", html_head + "{{#COUNTS}}x{{/COUNTS}}",
             "nothing sets COUNTS here (page \"not_found\"); did you mean COUNTED?"},
        Trap{"NameOutsideItsSection", "not_found", html_head + "{{COUNT}}", "nothing sets COUNT here"},
        Trap{"OptionalWithoutSection", "row", html_head + "<li>{{WHERE}}</li>", "WHERE may have no value here"},
        Trap{"SectionAroundWhatIsAlwaysThere", "row", html_head + "{{#TITLE}}x{{/TITLE}}", "TITLE is always there"},
        Trap{"UnclosedSection", "not_found", html_head + "\n\n{{#COUNTED}}",
             "templates/not_found.tpl:4: the section COUNTED is not closed"},
        Trap{"WrongEnd", "not_found", html_head + "{{#COUNTED}}{{/COUNT}}", "{{/COUNT}} closes what is not open"},
        Trap{"NoneOnText", "not_found", html_head + "{{SITE_TITLE:none}}", "SITE_TITLE may not stand with \":none\""},
        Trap{"OtherModifier", "not_found", html_head + "{{SITE_TITLE:h}}", "SITE_TITLE may not stand with \":h\""},
        Trap{"MarkupWithoutNone", "record", html_head + "{{BODY_HTML}}", "BODY_HTML is markup already"},
        Trap{"NewDelimiters", "not_found", html_head + "{{=<% %>=}}<% SITE_TITLE %>",
             "is not a marker that themes may use"},
        Trap{"SecondPragma", "not_found", html_head + "{{%AUTOESCAPE context=\"JAVASCRIPT\"}}",
             "is not a marker that themes may use"},
        Trap{"UnclosedMarker", "not_found", html_head + "{{SITE_TITLE", "a marker is not closed"},
        Trap{"MissingInclude", "not_found", html_head + "{{>SIDEBAR}}", "there is no template sidebar.tpl"},
        Trap{"IncludeOfItself", "not_found", html_head + "{{>NOT_FOUND}}", "templates include one another without end"},
        Trap{"BrokenTag", "not_found", html_head + "<p <b {{SITE_TITLE}}>", "is refused by the template engine"}),
    [](const auto& trap) { return trap.param.name; });

TEST(Theme, ThatLacksATemplateSaysWhich) {
  test::TempDir folder;
  std::filesystem::create_directories(folder.path() / "templates");
  try {
    const Theme theme(folder.path());
    FAIL() << "an empty theme was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Errc::not_found);
    EXPECT_THAT(error.message(), HasSubstr(".tpl"));
  }
}

TEST(Theme, ComplementsComeByThemselves) {
  const auto page = html_head + "{{#ANY_COUNTED}}some{{/ANY_COUNTED}}{{#NO_COUNTED}}none{{/NO_COUNTED}}";
  const auto theme = ThemeCopy().with("layout", html_head + "{{>CONTENT}}").with("not_found", page).load();
  Values without, with;
  with.add("COUNTED").set("COUNT", "1");
  EXPECT_EQ(theme.render("not_found", without), "none");
  EXPECT_EQ(theme.render("not_found", with), "some");
}

TEST(Theme, SectionsAreNotSeenThroughOneAnother) {
  const auto page = html_head + "{{#GROUP}}{{#ROW}}[{{TITLE}}{{#NOTE}}!{{NOTE}}{{/NOTE}}]{{/ROW}}{{/GROUP}}";
  const auto theme = ThemeCopy().with("layout", html_head + "{{>CONTENT}}").with("record", page).load();
  Values values;
  auto& group = values.add("GROUP").optional("NOTE", "of the group");
  group.add("ROW").set("TITLE", "a");
  group.add("ROW").set("TITLE", "b").optional("NOTE", "of b");
  EXPECT_EQ(theme.render("record", values), "[a][b!of b]");
}

TEST(Theme, NameThatAPageForgotIsAnError) {
  const auto theme = ThemeCopy().load();
  Values values;
  values.set("ROOT", "").set("LANG", "en").set("HREF", "x.html");
  try {
    theme.render("moved", values);
    FAIL() << "TITLE was not missed";
  } catch (const Error& error) {
    EXPECT_THAT(error.message(), HasSubstr("templates/moved.tpl uses TITLE"));
  }
}

TEST(Slots, EveryPageHasAContract) {
  EXPECT_TRUE(contract().contains("record"));
  EXPECT_TRUE(contract().at("record").lists.at("GROUP").lists.contains("ROW"));
  EXPECT_TRUE(contract().at("record").lists.contains("CRUMB")) << "the layout's slots are not there";
  EXPECT_FALSE(contract().at("moved").lists.contains("CRUMB"));
}

}  // namespace
}  // namespace fieldbook::site
