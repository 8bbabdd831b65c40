#include "core/assess/conformance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/process.hpp"
#include "tests/core/assess/fixtures.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::assess {
namespace {

namespace fs = std::filesystem;
using fieldbook::test::TempDir;
using testing::HasSubstr;

// A plugin's folder as the build makes it: the library, and the manifest that the assessor host writes of it.
void install(const TempDir& folder, const std::string& plugin) {
  const auto library = folder.write("plugin.so", fieldbook::test::read(test::hostile_library(plugin)));
  const auto described =
      fieldbook::test::run(sibling_program("fieldbook-assessor-host"), {"--describe", library.string()});
  ASSERT_EQ(described.exit_code, 0) << described.err;
  folder.write("manifest.json", described.out);
}

// "NAME: DETAIL" of the first check that failed, or "".
std::string first_failure(const std::vector<CheckResult>& results) {
  for (const auto& result : results) {
    if (!result.passed) return result.name + ": " + result.detail;
  }
  return {};
}

class BuiltIn : public testing::TestWithParam<const char*> {};

TEST_P(BuiltIn, AssessorPassesEveryCheck) {
  const auto catalogue = read_catalogue();
  const auto* const info = catalogue.find(GetParam());
  ASSERT_NE(info, nullptr);
  EXPECT_TRUE(info->built_in);
  EXPECT_TRUE(info->allowed);
  auto results = check_plugin(info->library.parent_path());
  std::vector<std::string> names;
  for (const auto& result : results) names.push_back(result.name);
  EXPECT_THAT(names, testing::ElementsAre("manifest", "exports", "needs", "loads", "texts", "quotes", "repeats",
                                          "order", "library", "cancelled", "memory", "examples"));
  // Whether a very long text is finished in two seconds is a matter of the machine and of what else it does.
  std::erase_if(results, [](const auto& result) { return result.name == "cancelled"; });
  EXPECT_EQ(first_failure(results), "");
}

INSTANTIATE_TEST_SUITE_P(Conformance, BuiltIn, testing::Values("strategic", "place-based", "alliance", "collaborative", "co-production", "outcomes-based"),
                         [](const auto& one) {
                           std::string name = one.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Conformance, NamesWhatIsWrong) {
  struct Case {
    const char* plugin;
    const char* failure;
  };
  constexpr Case cases[] = {{"plain_c", ""},
                            {"searches", ""},
                            {"skips_one", "loads: the assessor said nothing of 'two'"},
                            {"segv", "loads: the assessor crashed (Segmentation fault)"},
                            {"counts", "repeats: an empty text gets another answer the second time"},
                            {"remembers", "order: a text in other scripts gets another answer after other texts"},
                            {"quotes_everything", "quotes: "},
                            {"ignores_cancelled_when_long", "cancelled: "}};
  for (const auto& one : cases) {
    const TempDir folder;
    install(folder, one.plugin);
    auto results = check_plugin(folder.path());
    // The fixtures are built without the SDK's list of exported symbols.
    std::erase_if(results, [](const auto& result) { return result.name == "exports"; });
    EXPECT_THAT(first_failure(results), HasSubstr(one.failure)) << one.plugin;
    if (*one.failure == '\0') {
      EXPECT_EQ(first_failure(results), "") << one.plugin;
    }
  }
}

TEST(Conformance, FindsSymbolsThatShouldNotBeSeen) {
  const TempDir folder;
  install(folder, "exports_more");
  EXPECT_THAT(first_failure(check_plugin(folder.path() / "plugin.so")),
              HasSubstr("exports: 1 symbols beside fieldbook_assessor_v1, the first is also_here"));
}

TEST(Conformance, FindsAMemoryLeak) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the address sanitizer keeps what is freed";
#endif
  const TempDir folder;
  install(folder, "leaks");
  auto results = check_plugin(folder.path());
  std::erase_if(results, [](const auto& result) { return result.name == "exports"; });
  EXPECT_THAT(first_failure(results), HasSubstr("memory: "));
}

TEST(Conformance, HoldsExamplesAgainstWhatIsExpectedOfThem) {
  const TempDir folder;
  install(folder, "plain_c");
  folder.write("examples/plan.md", "# Plan\n\nAn alliance was signed. It runs.\n");
  folder.write("examples/expected.json", R"({"plan.md":{"one":"established","two":"absent"}})");
  const auto examples = [&] {
    const auto results = check_plugin(folder.path());
    return results.back().name + ": " + results.back().detail;
  };
  EXPECT_EQ(examples(), "examples: 1 examples are rated as expected");
  folder.write("examples/expected.json", R"({"plan.md":{"one":"partial"}})");
  EXPECT_THAT(examples(), HasSubstr("plan.md: one is rated established, expected.json says \"partial\""));
  folder.write("examples/expected.json", R"({"other.md":{}})");
  EXPECT_THAT(examples(), HasSubstr("names other.md, which is not there"));
  folder.write("examples/expected.json", R"({"plan.md":[1]})");
  EXPECT_THAT(examples(), HasSubstr("expected.json"));
}

TEST(Conformance, NeedsAManifestThatDescribesTheLibrary) {
  const TempDir folder;
  folder.write("plugin.so", fieldbook::test::read(test::hostile_library("good")));
  EXPECT_THAT(first_failure(check_plugin(folder.path())), HasSubstr("manifest: there is no "));
  folder.write("manifest.json", "{}");
  EXPECT_THAT(first_failure(check_plugin(folder.path())), HasSubstr("manifest: "));
  folder.write(
      "manifest.json",
      R"({"id":"org.example.other","name":"O","version":"1","abi":"1.0","library":"plugin.so","criteria":[{"id":"one","name":"One"}]})");
  EXPECT_THAT(check_plugin(folder.path()).back().detail, HasSubstr("does not describe its library"));
}

}  // namespace
}  // namespace fieldbook::assess
