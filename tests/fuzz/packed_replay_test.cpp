// Runs the fuzz entries of packed forms over what real records give, damaged, and reads a library through a file whose entries are
// damaged and carry the right checksums. FIELDBOOK_PACKED_ROUNDS=N makes it a longer campaign (tests/long.sh packed).
#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "core/base/checksum.hpp"
#include "core/record/kept_records.hpp"
#include "core/record/packing.hpp"
#include "core/record/prose.hpp"
#include "tests/fuzz/packed_fuzz.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

namespace fs = std::filesystem;

struct Mark {
  std::uint64_t size = 0, sum = 0;
};

// A copy of a library whose records were read an hour ago, and the file in which they are kept.
class Packed : public testing::Test {
 protected:
  Packed() {
    fs::copy(test::source("tests/fixtures/good"), root_, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(root_)) {
      if (entry.path().extension() == ".md") fs::last_write_time(entry.path(), fs::last_write_time(entry.path()) - std::chrono::hours(1));
    }
    read_collection(root_, file_, "program");
    const auto bytes = test::read(file_);
    auto at = bytes.find('\n') + 1;
    head_ = bytes.substr(0, at);
    while (at + sizeof(Mark) <= bytes.size()) {
      Mark mark;
      std::memcpy(&mark, bytes.data() + at, sizeof mark);
      entries_.push_back(bytes.substr(at + sizeof mark, mark.size));
      at += sizeof mark + mark.size;
    }
  }

  std::string file_of(const std::vector<std::string>& entries) const {
    auto bytes = head_;
    for (const auto& entry : entries) {
      const Mark mark{entry.size(), sum_of(entry)};
      bytes.append(reinterpret_cast<const char*>(&mark), sizeof mark).append(entry);  // NOLINT: as kept_records.cpp writes it
    }
    return bytes;
  }

  test::TempDir folder_;
  fs::path root_ = folder_.path() / "library", file_ = folder_.path() / "read-records";
  std::string head_;
  std::vector<std::string> entries_;
};

std::string damaged(std::string bytes, const std::vector<std::string>& others, std::mt19937& random) {
  const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : random() % bound; };
  for (auto changes = 1 + below(4); changes > 0; --changes) {
    const auto at = below(bytes.size() + 1), some = 1 + below(32);
    switch (below(8)) {
      case 0: case 1: if (at < bytes.size()) bytes[at] = static_cast<char>(below(256)); break;
      case 2: if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] + (below(2) == 0 ? 1 : -1)); break;  // a size that is off by one
      case 3: bytes.erase(std::min(at, bytes.size()), some); break;
      case 4: bytes.insert(at, bytes.substr(below(bytes.size() + 1), some)); break;
      case 5: bytes.insert(at, 1 + below(10), '\xFF'); break;  // a number beyond all bounds
      case 6: {
        const auto& other = others[below(others.size())];
        bytes = bytes.substr(0, at) + other.substr(std::min(at, other.size()));
        break;
      }
      default: if (below(4) == 0) bytes.resize(at);
    }
  }
  return bytes;
}

TEST_F(Packed, IsReadAsItIs) {
  ASSERT_GE(entries_.size(), 5U);
  EXPECT_EQ(file_of(entries_), test::read(file_)) << "this test writes the file as the program does";
  for (const auto& entry : entries_) {
    EXPECT_EQ(fuzz_packed_record(reinterpret_cast<const std::uint8_t*>(entry.data()), entry.size()), 0);
    FileStamp stamp;
    ReadRecord read;
    Unpacking unpacking(entry);
    pass(unpacking, stamp);
    pass(unpacking, stamp.file, Texts::taken, read);
    EXPECT_TRUE(unpacking.whole());
  }
}

TEST_F(Packed, AndDamagedCopiesDoNoHarm) {
  const int rounds = test::times_asked("FIELDBOOK_PACKED_ROUNDS", 3000);
  std::mt19937 random(rounds == 3000 ? 20240501U : std::random_device{}());
  for (int round = 0; round < rounds; ++round) {
    const auto input = damaged(entries_[static_cast<std::size_t>(round) % entries_.size()], entries_, random);
    fuzz_packed_record(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  if (rounds != 3000) std::printf("packed records: %d executions\n", rounds);
}

TEST_F(Packed, AHashThatWouldNameAFileElsewhereIsNotTaken) {
  const auto expected = read_collection(root_, file_, "program");
  std::string elsewhere;
  while (elsewhere.size() < 63) elsewhere += "../";
  elsewhere += "x";
  auto entries = entries_;
  std::size_t changed = 0;
  for (auto& entry : entries) {
    for (const auto& record : expected.records) {
      const auto at = entry.find(record.hash);
      if (at == std::string::npos) continue;
      entry.replace(at, record.hash.size(), elsewhere);
      ++changed;
    }
  }
  ASSERT_GE(changed, 5U);   // not that of a record whose references were made current: its hash is taken anew
  folder_.write("read-records", file_of(entries));
  const auto collection = read_collection(root_, file_, "program");
  ASSERT_EQ(collection.records.size(), expected.records.size());
  for (std::size_t i = 0; i < collection.records.size(); ++i) EXPECT_EQ(collection.records[i].hash, expected.records[i].hash);
}

TEST_F(Packed, ALibraryIsReadThroughDamageThatNoSumTells) {
  const int rounds = std::max(20, test::times_asked("FIELDBOOK_PACKED_ROUNDS", 0) / 1000);
  std::mt19937 random(rounds == 20 ? 20240501U : std::random_device{}());
  const auto expected = read_collection(root_);
  for (int round = 0; round < rounds; ++round) {
    auto entries = entries_;
    for (int i = 0; i < 3; ++i) {
      auto& entry = entries[random() % entries.size()];
      entry = damaged(entry, entries_, random);
    }
    folder_.write("read-records", file_of(entries));
    const auto collection = read_collection(root_, file_, "program", round % 2 == 0 ? Texts::taken : Texts::left);
    ASSERT_EQ(collection.files.size(), expected.files.size());
    for (std::size_t i = 0; i < collection.files.size(); ++i) EXPECT_EQ(collection.files[i].id, expected.files[i].id);
    for (const auto& record : collection.records) {
      EXPECT_NE(collection.schema.kind(record.kind), nullptr);
      EXPECT_EQ(collection.find(record.id), &record);
      Prose prose(record);
      for (const auto& sentence : prose.sentences()) EXPECT_LE(sentence.end, prose.text().size());
    }
  }
}

}  // namespace
}  // namespace fieldbook::record
