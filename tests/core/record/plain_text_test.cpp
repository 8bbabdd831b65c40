// structure_plain_text: drafts that are not Markdown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/record/markdown.hpp"

namespace fieldbook::record {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(const Body& body, const std::vector<Span>& spans) {
  std::vector<std::string> out;
  for (const auto& span : spans) out.emplace_back(cut(body.text, span));
  return out;
}

std::vector<std::string> headings(const Body& body) {
  std::vector<std::string> out;
  for (const auto& section : body.sections) out.push_back(section.heading);
  return out;
}

TEST(PlainText, BytesStayAsTheyAre) {
  const std::string text =
      "  Our plan\r\n\r\nWe will pool\nour budgets. Then we\nwait.\n\n\n- one [@a]\n- two\n\nGovernance\n\nA board. It "
      "decides.\n";
  const auto body = structure_plain_text(text);
  EXPECT_EQ(body.text, text);
  EXPECT_THAT(headings(body), ElementsAre("Our plan", "Governance"));
  EXPECT_THAT(words(body, body.paragraphs),
              ElementsAre("We will pool\nour budgets. Then we\nwait.", "- one [@a]", "- two", "A board. It decides."));
  EXPECT_THAT(words(body, body.sentences), ElementsAre("We will pool\nour budgets.", "Then we\nwait.", "- one [@a]",
                                                       "- two", "A board.", "It decides."));
  EXPECT_EQ(cut(body.text, body.sections[1].body), "A board. It decides.");
  EXPECT_THAT(body.citations, IsEmpty());
}

TEST(PlainText, WhatIsAHeading) {
  const std::string after = "\n\nText follows here.";
  for (const auto* const yes : {"Our plan", "1 Introduction", "GOVERNANCE AND MONEY", "# Aims", "Élan"}) {
    EXPECT_EQ(headings(structure_plain_text(yes + after)).size(), 1U) << yes;
    EXPECT_EQ(structure_plain_text(yes + after).paragraphs.size(), 1U) << yes;
  }
  for (const auto* const no :
       {"We will pool our budgets.", "lower case start", "- a list item", "1. first",
        "As follows:", "A line of so many words that nobody would ever take it for a heading of a text"}) {
    EXPECT_EQ(structure_plain_text(no + after).paragraphs.size(), 2U) << no;
  }
  EXPECT_EQ(structure_plain_text("Only one line").paragraphs.size(), 1U);
}

TEST(PlainText, NothingAndOddBytes) {
  for (const std::string& text : {std::string(), std::string("\n \n\t\n"), std::string("\r\n")}) {
    const auto body = structure_plain_text(text);
    EXPECT_EQ(body.text, text);
    EXPECT_THAT(body.sentences, IsEmpty());
  }
  const std::string odd("a\xFF. B\0c. D", 11);
  const auto body = structure_plain_text(odd);
  for (const auto& sentence : body.sentences) EXPECT_LE(sentence.end, odd.size());
  EXPECT_FALSE(body.sentences.empty());
}

}  // namespace
}  // namespace fieldbook::record
