#include "core/record/markdown.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fieldbook::record {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Read {
  Body body;
  std::vector<std::string> problems;
};

Read read(std::string_view markdown) {
  Diagnostics found;
  Read out{parse_markdown(markdown, "x.md", 10, found), {}};
  for (const auto& problem : found.sorted()) out.problems.push_back(to_text(problem));
  return out;
}

std::vector<std::string> words(const Body& body, const std::vector<Span>& spans) {
  std::vector<std::string> out;
  for (const auto& span : spans) out.emplace_back(cut(body.text, span));
  return out;
}

std::vector<std::string> sentences(std::string_view paragraph) {
  const auto body = read(paragraph).body;
  return words(body, body.sentences);
}

TEST(Markdown, BecomesPlainTextWithItsStructure) {
  const auto [body, problems] = read(
      "Before all.\n\n## What *was* tried\n\nOne\ntwo. Three `four`.\n\n- first\n- second\n  - third\n\n> quoted\n\n"
      "### Costs\n\n    code\n\n## Costs\n");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(body.text,
            "Before all.\n\nWhat was tried\n\nOne two. Three "
            "four.\n\nfirst\nsecond\nthird\n\nquoted\n\nCosts\n\ncode\n\nCosts");
  ASSERT_EQ(body.sections.size(), 4U);
  EXPECT_EQ(body.sections[0].level, 0);
  EXPECT_EQ(cut(body.text, body.sections[0].body), "Before all.");
  EXPECT_EQ(body.sections[1].heading, "What was tried");
  EXPECT_EQ(body.sections[1].slug, "what-was-tried");
  EXPECT_EQ(body.sections[1].where, (Location{"x.md", 12, 1}));
  EXPECT_EQ(cut(body.text, body.sections[1].body), "One two. Three four.\n\nfirst\nsecond\nthird\n\nquoted");
  EXPECT_EQ(body.sections[2].level, 3);
  EXPECT_EQ(body.sections[3].slug, "costs-2");
  EXPECT_EQ(body.sections[3].body.size(), 0U);
  EXPECT_THAT(words(body, body.paragraphs),
              ElementsAre("Before all.", "One two. Three four.", "first", "second", "third", "quoted"));
  EXPECT_THAT(body.paragraph_lines, ElementsAre(10U, 14U, 17U, 18U, 19U, 21U));
  EXPECT_THAT(words(body, body.sentences),
              ElementsAre("Before all.", "One two.", "Three four.", "first", "second", "third", "quoted"));
}

TEST(Markdown, CitationsAreLiftedOut) {
  const auto [body, problems] =
      read("It *fell* [@a]. And [@b-c_d:1, pp. 3-4; @a] stayed\n[@e,\np. 5], so\n\n[@f] begins. `[@code]` stays.");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(body.text, "It fell. And stayed, so\n\nbegins. [@code] stays.");
  ASSERT_EQ(body.citations.size(), 5U);
  const struct {
    std::string key, locator;
    std::size_t at, line, column;
  } expected[] = {{"a", "", 7, 10, 11},
                  {"b-c_d:1", "pp. 3-4", 12, 10, 21},
                  {"a", "", 12, 10, 21},
                  {"e", "p. 5", 19, 11, 1},
                  {"f", "", 25, 14, 1}};
  for (std::size_t i = 0; i < 5; ++i) {
    const auto& citation = body.citations[i];
    EXPECT_EQ(citation.key, expected[i].key);
    EXPECT_EQ(citation.locator, expected[i].locator);
    EXPECT_EQ(citation.at, expected[i].at) << citation.key;
    EXPECT_EQ(citation.where, (Location{"x.md", expected[i].line, expected[i].column})) << citation.key;
  }
}

TEST(Markdown, CitationsAreFoundWhereTheyStand) {
  const auto [body, problems] = read("> - £5 &amp; \\[x\\] [@key]\n\n* **b [@two]**\n");
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_EQ(body.citations.size(), 2U);
  EXPECT_EQ(body.citations[0].where, (Location{"x.md", 10, 20}));
  EXPECT_EQ(body.citations[1].where, (Location{"x.md", 12, 7}));
}

TEST(Markdown, BrokenCitationsAreNamed) {
  const std::string advice =
      "; write [@key], [@key, p. 4] or [@key; @other], and other words and links outside the brackets "
      "[markdown.citation]";
  const struct {
    const char* text;
    const char* problem;
  } cases[] = {
      {"a [@]", "x.md:10:3: error: '[@]' is not a citation"},
      {"a [@a; b]", "x.md:10:3: error: '[@a; b]' is not a citation"},
      {"a [see @a]", "x.md:10:3: error: '[see @a]' is not a citation"},
      {"a [@a", "x.md:10:3: error: a citation is not closed: '[@a'"},
      {"a [@a [b]", "x.md:10:3: error: a citation is not closed: '[@a ['"},
      {"[b [@a]](c)", "x.md:10:4: error: '[@a]' stands inside a link"},
  };
  for (const auto& c : cases) EXPECT_THAT(read(c.text).problems, ElementsAre(c.problem + advice)) << c.text;
  EXPECT_THAT(read("me@example.org [a@b] @c and [x] (@d)").problems, IsEmpty());
}

TEST(Markdown, LinksKeepTheirWords) {
  const auto [body, problems] =
      read("See [the *alliance*](plymouth-alliance#costs), <https://x.org> and [bad](javascript:alert(1)).");
  ASSERT_EQ(body.links.size(), 3U);
  EXPECT_EQ(body.links[0].target, "plymouth-alliance#costs");
  EXPECT_EQ(cut(body.text, body.links[0].text), "the alliance");
  EXPECT_EQ(body.links[0].where, (Location{"x.md", 10, 5}));
  EXPECT_EQ(body.links[1].target, "https://x.org");
  EXPECT_EQ(cut(body.text, body.links[2].text), "bad");
  EXPECT_THAT(problems, ElementsAre("x.md:10:68: warning: the link to 'javascript:alert(1)' becomes plain text; link "
                                    "to an http or https address, "
                                    "or to the id of a record [markdown.address]"));
}

TEST(Markdown, RawHtmlAndImagesAreLeftOut) {
  const auto [body, problems] = read("a <b>bold</b> c ![alt](x.png) d\n\n<script>alert(1)</script>\n\nend");
  EXPECT_EQ(body.text, "a bold c d\n\nend");
  ASSERT_EQ(problems.size(), 4U);
  EXPECT_EQ(problems[0],
            "x.md:10:3: warning: raw HTML '<b>' is left out; write it in Markdown, or put it in backquotes to show it "
            "[markdown.raw-html]");
  EXPECT_THAT(problems[2], testing::HasSubstr("an image is left out"));
  EXPECT_THAT(problems[3], testing::HasSubstr("'<script>alert(1)</script>'"));
}

TEST(Markdown, IsBounded) {
  EXPECT_THAT(read(std::string(40, '>') + " deep").problems,
              ElementsAre("x.md:10:31: error: lists, quotations or emphasis nested deeper than 30 levels; make the "
                          "text flatter [markdown.nesting]"));
  std::string images;
  for (int i = 0; i < 1001; ++i) images += "![[]()";
  EXPECT_THAT(
      read(images).problems,
      ElementsAre("x.md:10:1: error: more than 1000 images; remove them: images are left out [markdown.image]"));
  std::string broken;
  for (int i = 0; i < 50'000; ++i) broken += "[@a";
  EXPECT_EQ(read(broken).problems.size(), 100U);
}

TEST(Markdown, NothingGivesNothing) {
  for (const auto* const text : {"", "\n\n", "[@a]", "<!-- x -->", "[x]: y", "***"}) {
    const auto body = read(text).body;
    EXPECT_EQ(body.text, "") << text;
    EXPECT_THAT(body.paragraphs, IsEmpty()) << text;
  }
}

TEST(Sentences, EndWherePeopleEndThem) {
  const struct {
    const char* text;
    std::vector<std::string> sentences;
  } cases[] = {
      {"One. Two! Three? Four", {"One.", "Two!", "Three?", "Four"}},
      {"Dr. Smith and Prof. Jones of St. Helens met Cllr. Patel.",
       {"Dr. Smith and Prof. Jones of St. Helens met Cllr. Patel."}},
      {"Services, e.g. Plymouth and i.e. London. Next.", {"Services, e.g. Plymouth and i.e. London.", "Next."}},
      {"It cost £2.8m. No. 5 is next. See p. 4 and pp. 5-6.",
       {"It cost £2.8m.", "No. 5 is next.", "See p. 4 and pp. 5-6."}},
      {"Did it work? No. It did not.", {"Did it work?", "No.", "It did not."}},
      {"It ended in 2019. 14 councils had joined.", {"It ended in 2019.", "14 councils had joined."}},
      {"It ended. £5m was left.", {"It ended.", "£5m was left."}},
      {"Erens et al. Found nothing vs. Others. J. B. Smith left.",
       {"Erens et al. Found nothing vs. Others.", "J. B. Smith left."}},
      {"He said \"Stop.\" She went. (So it was.) Then.", {"He said \"Stop.\"", "She went.", "(So it was.)", "Then."}},
      {"Version 2.0 of www.example.org is out.", {"Version 2.0 of www.example.org is out."}},
      {"Māori health improved. Ōtautahi too.", {"Māori health improved.", "Ōtautahi too."}},
      {"It was signed by Smith Ltd. The rest followed.", {"It was signed by Smith Ltd. The rest followed."}},
  };
  for (const auto& c : cases) EXPECT_EQ(sentences(c.text), c.sentences) << c.text;
}

}  // namespace
}  // namespace fieldbook::record
