#include "core/assess/draft.hpp"

#include <gtest/gtest.h>

namespace fieldbook::assess {
namespace {

Place place_in(const Text& text, std::string_view words) {
  const auto at = text.body.text.find(words);
  EXPECT_NE(at, std::string::npos) << words;
  return place_of(text, {at, at + words.size()});
}

Text plain(std::string text) {
  document::Document document;
  document.format = document::Format::plain;
  document.text = std::move(text);
  return draft(document);
}

TEST(PlaceOf, ATextWithoutHeadingsIsToldByParagraphAndSentence) {
  const auto text = plain("The board met. It agreed on a plan. Nobody was against it.\n\nThe charities sign in May. The council pays.\n");
  EXPECT_EQ(place_in(text, "It agreed").paragraph, 1u);
  EXPECT_EQ(place_in(text, "It agreed").sentence, 2u);
  EXPECT_EQ(place_in(text, "agreed on").sentence, 2u);
  EXPECT_EQ(place_in(text, "The charities").paragraph, 2u);
  EXPECT_EQ(place_in(text, "The council pays.").sentence, 2u);
  EXPECT_EQ(place_in(text, "The board").heading, "");
}

TEST(PlaceOf, OneParagraphNeedsNoNumber) {
  const auto place = place_in(plain("The board met. It agreed on a plan."), "It agreed");
  EXPECT_EQ(place.paragraph, 0u);
  EXPECT_EQ(place.sentence, 2u);
}

TEST(PlaceOf, AHeadingSaysEnough) {
  document::Document document;
  document.format = document::Format::markdown;
  document.text = "Before it. More.\n\n## Aims\n\nThe board met. It agreed.\n";
  const auto text = draft(document);
  EXPECT_EQ(place_in(text, "It agreed").heading, "Aims");
  EXPECT_EQ(place_in(text, "It agreed").sentence, 0u);
  EXPECT_EQ(place_in(text, "More").heading, "");
  EXPECT_EQ(place_in(text, "More").sentence, 2u);
}

}  // namespace
}  // namespace fieldbook::assess
