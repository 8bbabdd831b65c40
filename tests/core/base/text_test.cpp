#include "core/base/text.hpp"

#include <gtest/gtest.h>

namespace fieldbook {
namespace {

TEST(Text, FirstInvalidUtf8) {
  const struct {
    std::string text;
    std::optional<std::size_t> bad;
  } cases[] = {
      {"", std::nullopt},
      {"plain", std::nullopt},
      {"£ é 漢 😀", std::nullopt},
      {"a\xFFz", 1},
      {"ab\xC3", 2},            // cut short
      {"\xC0\xAF", 0},          // overlong
      {"\xED\xA0\x80", 0},      // surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {std::string("a\0b", 3), std::nullopt},
      {"more than eight plain bytes, then £", std::nullopt},
      {"eight of \xFF them", 9},
  };
  for (const auto& c : cases) EXPECT_EQ(first_invalid_utf8(c.text), c.bad) << testing::PrintToString(c.text);
}

TEST(Text, TruncateCutsNoCharacter) {
  EXPECT_EQ(truncate("£5", 1), "");
  EXPECT_EQ(truncate("£5", 2), "£");
  EXPECT_EQ(truncate("£5", 99), "£5");
  EXPECT_EQ(count_characters("£é漢😀a"), 5U);
  EXPECT_TRUE(is_character_boundary("£5", 0));
  EXPECT_FALSE(is_character_boundary("£5", 1));
  EXPECT_TRUE(is_character_boundary("£5", 3));
  EXPECT_FALSE(is_character_boundary("£5", 4));
}

TEST(Text, WhiteSpace) {
  EXPECT_EQ(trim(" \t a b \n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(collapse_whitespace("  a \n\n b\tc  "), "a b c");
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(join(std::vector<std::string>{"a", "b"}, ", "), "a, b");
}

TEST(Text, FoldComparesWhatPeopleType) {
  EXPECT_EQ(fold("Māori  HEALTH"), "maori health");
  EXPECT_EQ(fold("Co-production"), fold("co–Production"));
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold(" - "), "");
}

TEST(Text, Slug) {
  EXPECT_EQ(slug("What’s next? £2.8m, 50%"), "what-s-next-2-8m-50");
  EXPECT_EQ(slug("Don't stop"), "dont-stop");
  EXPECT_EQ(slug("漢字"), "");
  EXPECT_LE(slug(std::string(300, 'a')).size(), 100U);
  EXPECT_TRUE(is_id("plymouth-2019"));
  for (const auto* const bad : {"", "-a", "A", "a_b", "a/b", "..", "é"}) EXPECT_FALSE(is_id(bad)) << bad;
  EXPECT_FALSE(is_id(std::string(101, 'a')));
}

TEST(Text, NearestIsTheFirstOfTheNearestThatAreNear) {
  const std::vector<std::string> known = {"alliance", "place-based", "strategic"};
  EXPECT_EQ(nearest("aliance", known), "alliance");
  EXPECT_EQ(nearest("allaince", known), "alliance");
  EXPECT_EQ(nearest("Place Based", known), "place-based");
  EXPECT_EQ(nearest("hospital", known), std::nullopt);
  EXPECT_EQ(nearest("plac", known), "place-based");
  EXPECT_EQ(nearest("pla", known), std::nullopt);
  EXPECT_EQ(nearest("", known), std::nullopt);
  EXPECT_EQ(nearest("a", std::vector<std::string>{}), std::nullopt);
  EXPECT_EQ(nearest(std::string(10'000, 'a'), known), std::nullopt);
  EXPECT_EQ(did_you_mean("aliance", known), ", did you mean 'alliance'?");
  EXPECT_EQ(did_you_mean("hospital", known), "");
}

TEST(Text, PrintableHidesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\x1B[31mb\n"), "a\uFFFD[31mb\uFFFD");
  EXPECT_EQ(printable("\u202Eabc\u2066"), "\uFFFDabc\uFFFD");
  EXPECT_EQ(printable("£ é"), "£ é");
  EXPECT_EQ(in_quotes("a\nb"), "'a\uFFFDb'");
  EXPECT_EQ(in_quotes(std::string(200, 'x')), "'" + std::string(80, 'x') + "…'");
}

}  // namespace
}  // namespace fieldbook
