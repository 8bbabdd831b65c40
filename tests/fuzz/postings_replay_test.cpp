// Runs the fuzz entry of kept postings over what a real library gives, damaged. FIELDBOOK_PACKED_ROUNDS=N makes it a longer campaign
// (tests/long.sh packed).
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <random>
#include <string>

#include "core/library/postings.hpp"
#include "core/record/collection.hpp"
#include "tests/fuzz/postings_fuzz.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {
namespace {

class KeptPostingsReplay : public testing::Test {
 protected:
  KeptPostingsReplay() {
    const test::TempDir folder;
    const auto collection = record::read_collection(test::source("tests/fixtures/good"));
    const Postings postings(collection, {folder.path() / "kept", "key", [](const record::Record& record) { return record.id; }});
    whole_ = test::read(folder.path() / "kept");
    auto at = whole_.find('\n') + 1;
    for (auto* const block : {&records_, &terms_}) {
      std::uint64_t size = 0;
      std::memcpy(&size, whole_.data() + at, sizeof size);
      *block = whole_.substr(at + 2 * sizeof size, size);
      at += 2 * sizeof size + size;
    }
  }

  static void try_it(const std::string& records, const std::string& terms) {
    std::string input{static_cast<char>(records.size() & 0xFF), static_cast<char>(records.size() >> 8 & 0xFF)};
    input += records + terms;
    fuzz_kept_postings(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }

  std::string whole_, records_, terms_;
};

std::string damaged(std::string bytes, std::mt19937& random) {
  for (auto changes = 1 + random() % 4; changes > 0; --changes) {
    const auto at = random() % (bytes.size() + 1), some = 1 + random() % 32;
    switch (random() % 6) {
      case 0: if (at < bytes.size()) bytes[at] = static_cast<char>(random()); break;
      case 1: if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] + (random() % 2 == 0 ? 1 : -1)); break;  // a size that is off by one
      case 2: bytes.erase(at, some); break;
      case 3: bytes.insert(at, bytes.substr(random() % (bytes.size() + 1), some)); break;
      case 4: bytes.insert(at, 1 + random() % 10, '\xFF'); break;  // a number beyond all bounds
      default: if (random() % 4 == 0) bytes.resize(at);
    }
  }
  return bytes;
}

TEST_F(KeptPostingsReplay, AreReadAsTheyAre) {
  ASSERT_GT(terms_.size(), 1000U);
  EXPECT_EQ(kept_file_of(records_, terms_), whole_) << "the fuzz entry writes the file as the program does, one block of terms";
  try_it(records_, terms_);
}

TEST_F(KeptPostingsReplay, AndDamagedCopiesDoNoHarm) {
  const int rounds = test::times_asked("FIELDBOOK_PACKED_ROUNDS", 600);
  std::mt19937 random(rounds == 600 ? 20240501U : std::random_device{}());
  for (int round = 0; round < rounds; ++round) {
    // Most damage to terms ends with the first of them: pieces of them are tried too.
    const auto begin = round % 2 == 0 ? 0 : random() % terms_.size();
    const auto terms = terms_.substr(begin, round % 4 < 2 ? std::string::npos : 1 + random() % 2000);
    if (round % 3 == 0) {
      try_it(damaged(records_, random), terms);
    } else {
      try_it(records_, damaged(terms, random));
    }
  }
}

}  // namespace
}  // namespace fieldbook::library
