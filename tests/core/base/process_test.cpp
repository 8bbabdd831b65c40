#include "core/base/process.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"

namespace fieldbook {
namespace {

TEST(Process, RunsToTheEnd) {
  const auto shell = program_in_path("sh");
  ASSERT_FALSE(shell.empty());
  EXPECT_EQ(run(shell, {"-c", "exit 7"}), 7);
  EXPECT_EQ(run(shell, {"-c", "kill -TERM $$"}), 128 + 15);
  EXPECT_THROW(run("/no/such/program", {}), Error);
  const std::string long_input(1 << 20, 'x');
  EXPECT_EQ(run_with_input(shell, {"-c", "test $(wc -c) -eq 1048576"}, long_input), 0);
  EXPECT_EQ(run_with_input(shell, {"-c", "exit 3"}, long_input), 3);
}

TEST(Process, LooksOnlyWhereItShould) {
  EXPECT_TRUE(program_in_path("no-such-program-here").empty());
  EXPECT_TRUE(program_in_path("../bin/sh").empty());
  EXPECT_THROW(sibling_program("sh"), Error);
  EXPECT_TRUE(this_program().is_absolute());
  EXPECT_FALSE(version().empty());
}

}  // namespace
}  // namespace fieldbook
