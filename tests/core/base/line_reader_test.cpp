#include "core/base/line_reader.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

std::vector<std::string> lines_of(const std::string& text, std::size_t longest = 1 << 20) {
  const test::TempDir folder;
  folder.write("lines", text);
  const auto file = open_file(folder.path() / "lines");
  LineReader reader(file, longest);
  std::vector<std::string> out;
  while (const auto line = reader.next()) {
    out.emplace_back(*line);
    EXPECT_EQ(text.substr(reader.begin(), line->size()), *line);
    EXPECT_TRUE(reader.begin() == 0 || text[reader.begin() - 1] == '\n');
  }
  return out;
}

TEST(LineReader, GivesEveryLineAndNoneAfterTheLast) {
  EXPECT_EQ(lines_of(""), (std::vector<std::string>{}));
  EXPECT_EQ(lines_of("one"), (std::vector<std::string>{"one"}));
  EXPECT_EQ(lines_of("one\n\ntwo\n"), (std::vector<std::string>{"one", "", "two"}));
  EXPECT_EQ(lines_of("\n"), (std::vector<std::string>{""}));
}

TEST(LineReader, JoinsWhatStandsInTwoPieces) {
  std::string text;
  std::vector<std::string> wanted;
  for (std::size_t i = 0; i < 40; ++i) {
    wanted.push_back(std::string(i * 1'999, static_cast<char>('a' + i % 26)));
    text += wanted.back() + "\n";
  }
  ASSERT_GT(text.size(), std::size_t{1} << 20);
  EXPECT_EQ(lines_of(text), wanted);
}

TEST(LineReader, CutsALineThatIsTooLongAndReadsOnAfterIt) {
  const std::string endless(3'000'000, 'x');
  EXPECT_EQ(lines_of("a\n" + endless + "\nb\n", 10), (std::vector<std::string>{"a", "xxxxxxxxxx", "b"}));
  EXPECT_EQ(lines_of(endless, 10), (std::vector<std::string>{"xxxxxxxxxx"}));
  EXPECT_EQ(lines_of("1234567890\n12345678901\n", 10), (std::vector<std::string>{"1234567890", "1234567890"}));
}

}  // namespace
}  // namespace fieldbook
