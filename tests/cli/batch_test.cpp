// A long batch: it is read some hundred lines at a time, and no assessor's process ends between them.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

TEST(Batch, OfManyTextsIsAnsweredToItsEnd) {
  constexpr int texts = 600;
  const TempDir folder;
  std::string lines;
  for (int i = 0; i < texts; ++i) {
    lines += R"({"id":")" + std::to_string(i) + R"(","text":"There is no prime contractor."})" "\n";
  }
  const auto file = folder.write("batch.jsonl", lines);
  RunOptions options;
  options.working_folder = folder.path();
  const auto ran = run(built_program("fieldbook"), {"assess", "--batch", file.string(), "--assessor", "alliance"}, options);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  std::istringstream answers(ran.out);
  int count = 0;
  for (std::string line; std::getline(answers, line); ++count) {
    ASSERT_TRUE(line.starts_with(R"({"id":")" + std::to_string(count) + "\"")) << line.substr(0, 40);
    ASSERT_NE(line.find(R"("outcome":"ok")"), std::string::npos) << line;
  }
  EXPECT_EQ(count, texts);
}

}  // namespace
}  // namespace fieldbook::test
