// Runs the fuzz entries of the readers of references over tests/data/refs, and over cuts and damaged copies of it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "tests/fuzz/reference_fuzz.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook {
namespace {

constexpr int (*entries[])(const std::uint8_t*, std::size_t) = {fuzz_ris,         fuzz_nbib, fuzz_enw,      fuzz_isi,           fuzz_pubmed_xml,
                                                                fuzz_endnote_xml, fuzz_csv,  fuzz_csl_json, fuzz_foreign_bibtex, fuzz_any_format};

void run(int (*entry)(const std::uint8_t*, std::size_t), const std::string& input) {
  EXPECT_EQ(entry(reinterpret_cast<const std::uint8_t*>(input.data()), input.size()), 0);
}

TEST(ReferenceReplay, EveryFileIsReadAsWhatItIs) {
  for (const auto& [name, input] : test::tree(test::source("tests/data/refs"))) {
    SCOPED_TRACE(name);
    run(fuzz_any_format, input);
  }
}

// FIELDBOOK_FUZZ_ROUNDS=N makes it a longer campaign; the suite's is short.
TEST(ReferenceReplay, SoAreDamagedCopiesAsAnything) {
  const auto* const asked = std::getenv("FIELDBOOK_FUZZ_ROUNDS");
  const int rounds = asked == nullptr ? 3 : std::atoi(asked);
  std::mt19937 random(asked == nullptr ? 20240501U : std::random_device{}());
  const std::string spice = "[]{}()<>@#*_`\"'\\:-%=,;/&\n\r\t |!~\xFF\x80" "ETYRX01";
  for (const auto& [name, whole] : test::tree(test::source("tests/data/refs"))) {
    constexpr std::size_t piece = 4000;
    if (whole.empty()) continue;
    SCOPED_TRACE(name);
    for (int round = 0; round < rounds; ++round) {
      auto damaged = whole.substr(whole.size() > piece ? random() % (whole.size() - piece) : 0, 1 + random() % piece);
      for (int i = 0; i < 8; ++i) damaged[random() % damaged.size()] = spice[random() % spice.size()];
      damaged.insert(random() % damaged.size(), std::string(random() % 9, spice[random() % spice.size()]));
      run(fuzz_any_format, damaged);
      run(entries[random() % std::size(entries)], damaged);
    }
  }
}

}  // namespace
}  // namespace fieldbook
