// Runs the fuzz entries of a review's files over the forms of the library, and over cuts and damaged copies of them.
#include <gtest/gtest.h>

#include <random>

#include "tests/fuzz/instrument_fuzz.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

void run_all(const std::string& input) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(input.data());
  for (const auto entry : {fuzz_instrument, fuzz_answers, fuzz_statement, fuzz_sheets}) EXPECT_EQ(entry(bytes, input.size()), 0);
}

TEST(ReviewReplay, FormsWholeAndDamagedDoNoHarm) {
  std::mt19937 random(20260301);   // the same damage every time
  const std::string spice = "[]{}:-,\"'#\n |&*!~\xFF\x80";
  auto inputs = test::tree(test::source("corpus/instruments"));
  inputs.merge(test::tree(test::source("tests/fuzz/corpus")));
  inputs["answer"] = R"({"item":"r0","instrument":"fit","version":1,"question":"q","answer":["a","b"],"words":"w","where":"p. 4","resolves":true,"migrated-from":3,"at":"2026-03-01T09:00:00Z"})";
  inputs["finding"] = "statement: They hold.\nstudies: [r0, r1]\noutcome: system\n";
  inputs["claim"] = "statement: It saves.\nstudies: [r0]\nwords: saved a third\ncausal: true\n";
  inputs["sheet"] = "- item: r0\n  instrument: fit\n  answers:\n    suits: {answer: \"yes\", words: by lot, where: p. 4}\n    told: [a, b]\n";
  for (const auto& [name, input] : inputs) {
    SCOPED_TRACE(name);
    run_all(input);
    if (input.empty() || input.size() > 20'000) continue;
    for (int round = 0; round < 40; ++round) {
      auto damaged = input.substr(0, 1 + random() % input.size());
      if (round % 2 == 0) damaged = input;
      for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = spice[random() % spice.size()];
      run_all(damaged);
    }
    // Whole lines left out or said twice: what stays is often a form.
    for (int round = 0; round < 40; ++round) {
      auto lines = input;
      const auto at = lines.find('\n', random() % lines.size());
      if (at == std::string::npos) continue;
      const auto end = lines.find('\n', at + 1);
      const auto line = lines.substr(at, end == std::string::npos ? end : end - at);
      run_all(round % 2 == 0 ? lines.erase(at, line.size()) : lines.insert(at, line));
    }
  }
}

}  // namespace
}  // namespace fieldbook
