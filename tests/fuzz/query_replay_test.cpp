// Asks the seeds of tests/fuzz/queries.txt and damaged copies of them; query_campaign does so ten million times.
#include <gtest/gtest.h>

#include "tests/core/library/invented_library.hpp"
#include "tests/fuzz/query_fuzz.hpp"

namespace fieldbook::library {
namespace {

void ask(int (*entry)(const std::uint8_t*, std::size_t), const std::string& input) {
  SCOPED_TRACE(input);
  EXPECT_EQ(entry(reinterpret_cast<const std::uint8_t*>(input.data()), input.size()), 0);
}

TEST(QueryReplay, SeedsAndDamagedCopiesAreAnswered) {
  const InventedLibrary library;
  library.update();
  fuzz_query_in(library.index());
  const auto seeds = query_seeds();
  EXPECT_GE(seeds.size(), 50u);
  for (const auto& seed : seeds) {
    for (const int how : {0, 3, 7, 8, 16, 96, 131}) ask(fuzz_query, static_cast<char>(how) + seed);
  }
  std::mt19937 random(20240501);
  for (int i = 0; i < 1'500; ++i) {
    const auto input = mutated(seeds, random);
    ask(fuzz_query, input);
    if (i % 5 == 0) ask(fuzz_unbalanced_query, input);
  }
}

}  // namespace
}  // namespace fieldbook::library
