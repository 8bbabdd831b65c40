// Runs every tests/cli/*.test against the built program, each in a copy of the good fixture library.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/scenario.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenarios() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(source("tests/cli"))) {
    if (entry.path().extension() == ".test") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Scenario : public testing::TestWithParam<fs::path> {};

TEST_P(Scenario, PrintsWhatItSays) {
  const TempDir home;
  fs::copy(source("tests/fixtures/good"), home.path() / "library", fs::copy_options::recursive);
  if (fs::exists(source("tests/cli/files"))) fs::copy(source("tests/cli/files"), home.path() / "library", fs::copy_options::recursive);
  const auto steps = read_scenario(GetParam());
  ASSERT_FALSE(steps.empty());
  for (const auto& step : steps) {
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(step.line) + ": " + step.command);
    auto words = words_of(step.command);
    ASSERT_FALSE(words.empty());
    const auto program = words.front().starts_with("/") ? fs::path(words.front()) : built_program(words.front());
    words.erase(words.begin());
    RunOptions options;
    options.input = step.input;
    options.working_folder = home.path() / "library";
    options.environment = {{"XDG_CACHE_HOME", home.path() / "cache"}, {"XDG_CONFIG_HOME", home.path() / "config"},
                           {"XDG_DATA_HOME", home.path() / "data"},   {"FIELDBOOK_PLUGIN_PATH", ""},
                           {"PATH", (home.path() / "library" / "bin").string() + ":/usr/bin:/bin"}};
    const auto ran = run(program, words, options);
    EXPECT_EQ(mismatch(step.out, ran.out), "") << "standard output was:\n" << ran.out;
    EXPECT_EQ(mismatch(step.err, ran.err), "") << "standard error was:\n" << ran.err;
    EXPECT_EQ(ran.exit_code, step.exit_code) << ran.out << ran.err;
    EXPECT_FALSE(ran.timed_out);
  }
}

INSTANTIATE_TEST_SUITE_P(Cli, Scenario, testing::ValuesIn(scenarios()), [](const auto& scenario) {
  auto name = scenario.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace fieldbook::test
