// Each folder of tests/fixtures/invalid is laid over a copy of the good library; what is then said is in the file
// beside it, NAME.expected. FIELDBOOK_UPDATE_GOLDEN=1 writes those files anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "core/record/collection.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> cases() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(test::source("tests/fixtures/invalid"))) {
    if (entry.is_directory()) out.push_back(entry.path().filename().string());
  }
  std::ranges::sort(out);
  return out;
}

std::string said_of(const std::string& name) {
  const test::TempDir folder;
  constexpr auto over = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(test::source("tests/fixtures/good"), folder.path(), over);
  fs::copy(test::source("tests/fixtures/invalid") / name, folder.path(), over);
  const auto library = read_collection(folder.path());
  std::string out;
  for (const auto& problem : library.diagnostics.sorted()) out += to_text(problem) + "\n";
  out += std::to_string(library.records.size()) + " records, " + std::to_string(library.skipped.size()) + " skipped\n";
  return out;
}

class Invalid : public testing::TestWithParam<std::string> {};

TEST_P(Invalid, IsNamedAndTheRestGoesOn) {
  const auto seen = said_of(GetParam());
  const auto file = test::source("tests/fixtures/invalid") / (GetParam() + ".expected");
  if (const auto* const update = std::getenv("FIELDBOOK_UPDATE_GOLDEN");
      update != nullptr && std::string_view(update) == "1") {
    std::ofstream(file) << seen;
  }
  EXPECT_EQ(seen, test::read(file));
}

std::string test_name(const testing::TestParamInfo<std::string>& test) {
  auto name = test.param;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Invalid, testing::ValuesIn(cases()), test_name);

}  // namespace
}  // namespace fieldbook::record
