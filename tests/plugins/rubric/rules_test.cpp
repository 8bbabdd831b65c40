#include "rules.hpp"

#include <fieldbook/rubric.hpp>

#include <gtest/gtest.h>

#include <fieldbook/assessor_testing.hpp>

namespace fieldbook::rubric {
namespace {

std::string complaint(std::string_view rules) {
  try {
    const Rubric rubric(rules);
    return {};
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

TEST(Rules, SayWhichLineIsWrong) {
  const struct {
    std::string_view rules, complaint;
  } table[] = {
      {"group lower\n", "rules, line 1: a group's name is in capitals, not \"lower\""},
      {"\n+ ORG\n", "rules, line 2: this belongs under a criterion"},
      {"criterion a\n+ \"open\n", "rules, line 2: a quotation mark does not close"},
      {"criterion a\n+ ORG ~\n", "rules, line 2: the pattern ends with a sign that needs an item after it"},
      {"criterion a\n+ NOWHERE\n", "rules: group NOWHERE is used and nowhere defined"},
      {"criterion a\n+ 4{ORG MONEY}\n", "rules, line 2: there are not so many groups in the braces"},
      {"group A1\n| (open\n", "rules, line 2: a bracket does not close in \"(open\""},
      {"set speed 3\n", "rules, line 1: there is no weight \"speed\""},
      {"set threshold much\n", "rules, line 1: \"much\" is not a number"},
      {"verdict\n", "rules, line 1: \"verdict\" is no statement; known are approach, set, group, criterion, about, threshold, +, w and -"},
  };
  for (const auto& row : table) EXPECT_EQ(complaint(row.rules), row.complaint) << row.rules;
}

// The rating that one pattern gives one sentence.
Rating rating(std::string_view pattern, std::string text) {
  const Rubric rubric("approach test\ncriterion it\nabout it\n" + std::string(pattern) + "\n");
  const testing::Text document(std::move(text));
  return rubric.assess(Document{document.document()}).findings.at(0).rating;
}

TEST(Patterns, Hold) {
  const struct {
    std::string_view pattern;
    const char* text;
    bool holds;
  } table[] = {
      {"+ \"pooled\" ~3 \"budget\"", "The council and the trust hold a pooled health budget.", true},
      {"+ \"pooled\" ~3 \"budget\"", "The council pooled its vans, its depots and its people, and kept each budget.", false},
      {"+ \"pooled\" > \"budget\"", "The budget of the council was pooled.", false},
      {"+ \"budget\" > \"pooled\"", "The budget of the council was pooled.", true},
      {"+ \"pool*\" \"police|fire\"", "The police and the council run a pooling scheme.", true},
      {"+ \"seat\" !\"vote\"", "The charity has a seat and a vote.", false},
      {"+ \"signed _ agreement\"", "All have signed the ten-year agreement.", true},
      {"+ \"(one|two) teams\"", "The council runs two teams.", true},
      {"+ \"# people\"", "The council serves 28,000 people.", true},
      {"+ 2{\"police\" \"school*\" \"church*\"}", "The police and the churches met the council.", true},
      {"+ 2{\"police\" \"school*\" \"church*\"}", "The police met the police.", false},
      {"+ \"place\"", "The meeting took place at the council.", false},
      {"+ \"place\"", "The council knows its place.", true},
  };
  for (const auto& row : table) EXPECT_EQ(rating(row.pattern, row.text) == Rating::established, row.holds) << row.pattern << " in " << row.text;
}

TEST(Patterns, SpanTwoSentencesOfOneParagraph) {
  constexpr auto pattern = "set threshold 0.8\nset floor 0.8\n+ \"council\" \"one plan\"";
  EXPECT_NE(rating(pattern, "The council met in May. It wrote one plan."), Rating::absent);
  EXPECT_EQ(rating(pattern, "The council met in May.\n\nIt wrote one plan."), Rating::absent);
}

}  // namespace
}  // namespace fieldbook::rubric
