#include "core/record/readability.hpp"

#include <gtest/gtest.h>

namespace fieldbook::record {
namespace {

Record record_of(const std::string& markdown) {
  Record out;
  Diagnostics found;
  out.file = "barriers/a.md";
  out.body = parse_markdown(markdown, "barriers/a.md", 10, found);
  return out;
}

Readability measure(const std::string& markdown) { return readability(record_of(markdown).body); }

TEST(Readability, IsWordsASentenceAndLongWordsInAHundred) {
  const auto seen = measure("The cat sat on the mat. It was comfortable there.\n");
  EXPECT_EQ(seen.words, 10U);
  EXPECT_EQ(seen.sentences, 2U);
  EXPECT_EQ(seen.long_words, 1U);
  EXPECT_DOUBLE_EQ(seen.lix(), 15.0);
}

TEST(Readability, SixLettersAreShortAndSevenLong) {
  EXPECT_EQ(measure("A budget.").long_words, 0U);
  EXPECT_EQ(measure("Two budgets.").long_words, 1U);
  EXPECT_EQ(measure("A whānau.").long_words, 0U) << "letters are counted, not bytes";
}

TEST(Readability, NamesAndFiguresAreNotLong) {
  const auto seen = measure("Greater Manchester spent £6,000,000 and 2,500,000 in 2015/16.");
  EXPECT_EQ(seen.long_words, 0U);
  EXPECT_EQ(seen.words, 9U);
}

TEST(Readability, HeadingsCitationsAndAddressesAreNotCounted) {
  const auto seen = measure("## Where it stands\n\nThey met [each week](other-record). [@somebody-2019-commissioning, p. 4]\n");
  EXPECT_EQ(seen.words, 4U);
  EXPECT_EQ(seen.sentences, 1U);
}

TEST(Readability, PartsOfACompoundAreWords) { EXPECT_EQ(measure("It is place-based.").words, 4U); }

TEST(Readability, AnEmptyBodyHasNone) {
  EXPECT_EQ(measure("").lix(), 0.0);
  EXPECT_EQ(measure("## Only a heading\n").sentences, 0U);
}

std::string repeated(const std::string& sentence, int times) {
  std::string out = "## What\n\nThis is the easy part.\n\n";
  for (int i = 0; i < times; ++i) out += sentence;
  return out + "\n";
}

std::vector<Diagnostic> warnings(const std::string& markdown, std::size_t limit) {
  Diagnostics found;
  check_readability(record_of(markdown), limit, found);
  return found.sorted();
}

TEST(Readability, WarnsAboveTheLimitAtTheHardestParagraph) {
  const auto hard = repeated("Organisational collaboration necessitates comprehensive governance arrangements throughout. ", 20);
  const auto seen = warnings(hard, 40);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].severity, Severity::warning);
  EXPECT_EQ(seen[0].rule, "record.readability");
  EXPECT_EQ(seen[0].where.line, 14U);
  EXPECT_TRUE(warnings(hard, 0).empty());
  EXPECT_TRUE(warnings(hard, 200).empty());
}

TEST(Readability, DoesNotMeasureAFewWords) {
  EXPECT_TRUE(warnings(repeated("Organisational collaboration necessitates governance. ", 3), 40).empty());
}

TEST(Readability, PlainWritingPasses) {
  EXPECT_TRUE(warnings(repeated("The council paid for the work, and people met each week. ", 20), 40).empty());
}

}  // namespace
}  // namespace fieldbook::record
