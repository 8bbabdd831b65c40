#include "core/base/durable.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

TEST(Durable, WritesAndReplaces) {
  const test::TempDir folder;
  const auto file = folder.path() / "a" / "b.txt";
  write_durably(file, "one");
  write_durably(file, "two");
  EXPECT_EQ(test::read(file), "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1);
}

TEST(Durable, AddsLinesAndEndsOneThatWasLeftUnfinished) {
  const test::TempDir folder;
  const auto file = folder.path() / "a" / "lines.jsonl";
  append_line(file, "first");
  append_lines(file, std::vector<std::string>{"second", "third"});
  append_lines(file, {});
  EXPECT_EQ(test::read(file), "first\nsecond\nthird\n");
  folder.write("a/lines.jsonl", "first\nsec");
  append_line(file, "third");
  EXPECT_EQ(test::read(file), "first\nsec\nthird\n");
}

TEST(Durable, FailsWhereItMayNotWrite) {
  const test::TempDir folder;
  folder.write("file", "x");
  EXPECT_THROW(append_line(folder.path() / "file" / "below", "x"), Error);
  EXPECT_THROW(write_durably(folder.path() / "file" / "below", "x"), Error);
  EXPECT_THROW(append_line(folder.path(), "x"), Error);
}

// Children add lines until they are killed: each line is whole, but for at most one at the end, and each child's are in order.
TEST(Durable, LosesNoLineToAKill) {
  const test::TempDir folder;
  const auto file = folder.path() / "lines";
  int told[2] = {};
  ASSERT_EQ(::pipe(told), 0);
  const auto child = ::fork();
  if (child == 0) {
    for (unsigned i = 0;; ++i) {
      append_line(file, "line " + std::to_string(i));
      if (::write(told[1], "x", 1) != 1) ::_exit(1);   // said only once the line is written
    }
  }
  char said = 0;
  std::size_t lines = 0;
  while (lines < 50 && ::read(told[0], &said, 1) == 1) ++lines;
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(told[1]);
  while (::read(told[0], &said, 1) == 1) ++lines;
  ::close(told[0]);
  std::istringstream text(test::read(file));
  std::string line;
  for (std::size_t i = 0; i < lines; ++i) {
    ASSERT_TRUE(std::getline(text, line));
    EXPECT_EQ(line, "line " + std::to_string(i));
  }
}

}  // namespace
}  // namespace fieldbook
