#include "core/base/checksum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace fieldbook {
namespace {

std::string some_bytes(std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(i * 37 + i / 7 + 1));
  return out;
}

TEST(Checksum, TellsEveryChangedBit) {
  for (const std::size_t size : {1U, 7U, 8U, 31U, 32U, 33U, 100U}) {
    auto bytes = some_bytes(size);
    std::set<std::uint64_t> sums{sum_of(bytes)};
    for (auto& byte : bytes) {
      for (int bit = 0; bit < 8; ++bit) {
        const auto whole = byte;
        byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << bit));
        EXPECT_TRUE(sums.insert(sum_of(bytes)).second) << size << " bytes, bit " << bit;
        byte = whole;
      }
    }
  }
}

TEST(Checksum, TellsWhatIsShorterOrLongerOrInAnotherOrder) {
  std::set<std::uint64_t> sums;
  for (std::size_t size = 0; size < 200; ++size) {
    EXPECT_TRUE(sums.insert(sum_of(some_bytes(size))).second) << size;
    EXPECT_TRUE(sums.insert(sum_of(std::string(size + 1, '\0'))).second) << size;
  }
  const auto bytes = some_bytes(96);
  for (std::size_t piece = 0; piece + 8 < bytes.size(); piece += 8) {
    auto swapped = bytes;
    std::swap_ranges(swapped.begin() + static_cast<std::ptrdiff_t>(piece), swapped.begin() + static_cast<std::ptrdiff_t>(piece) + 8,
                     swapped.begin() + static_cast<std::ptrdiff_t>(piece) + 8);
    EXPECT_NE(sum_of(swapped), sum_of(bytes)) << piece;
  }
}

}  // namespace
}  // namespace fieldbook
