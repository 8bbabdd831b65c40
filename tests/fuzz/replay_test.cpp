// Runs the fuzz entries over the inputs in tests/fuzz/corpus, and over cuts and damaged copies of them.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "tests/fuzz/record_fuzz.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

void run_all(const std::string& input) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(input.data());
  for (const auto entry : {fuzz_yaml, fuzz_markdown, fuzz_plain_text, fuzz_bibtex, fuzz_record})
    EXPECT_EQ(entry(bytes, input.size()), 0);
}

std::map<std::string, std::string> corpus() {
  auto out = test::tree(test::source("tests/fuzz/corpus"));
  for (auto& [name, text] : test::tree(test::source("tests/fixtures/good")))
    out.emplace("good/" + name, std::move(text));
  return out;
}

TEST(Replay, EveryInputIsReadWithoutHarm) {
  const auto inputs = corpus();
  EXPECT_GE(inputs.size(), 20U);
  for (const auto& [name, input] : inputs) {
    SCOPED_TRACE(name);
    run_all(input);
  }
}

TEST(Replay, SoAreDamagedCopies) {
  std::mt19937 random(20240501);  // the same damage every time
  const std::string spice = "[]{}()<>@#*_`\"'\\:-\n\t |&!~\xFF\x80";
  for (const auto& [name, input] : corpus()) {
    if (input.empty() || input.size() > 20'000) continue;
    SCOPED_TRACE(name);
    for (int round = 0; round < 25; ++round) {
      auto damaged = input.substr(0, 1 + random() % input.size());
      for (int i = 0; i < 6; ++i) damaged[random() % damaged.size()] = spice[random() % spice.size()];
      damaged.insert(random() % damaged.size(), std::string(random() % 9, spice[random() % spice.size()]));
      run_all(damaged);
    }
  }
}

}  // namespace
}  // namespace fieldbook
