#include "core/base/varint.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>

namespace {

using fieldbook::put_varint;
using fieldbook::take_varint;

TEST(Varint, GivesBackWhatWasPutOneAfterTheOther) {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  std::string bytes;
  for (const auto number : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{16'384}, largest}) put_varint(bytes, number);
  EXPECT_EQ(bytes.size(), 1U + 1 + 2 + 3 + 10);
  std::string_view rest(bytes);
  for (const auto number : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{16'384}, largest}) EXPECT_EQ(take_varint(rest), number);
  EXPECT_TRUE(rest.empty());
  EXPECT_EQ(take_varint(rest), std::nullopt);
}

TEST(Varint, ANumberThatDoesNotEndTakesAllThereIs) {
  for (const auto& bytes : {std::string(3, '\x80'), std::string(11, '\xff') + '\x01'}) {
    std::string_view rest(bytes);
    EXPECT_EQ(take_varint(rest), std::nullopt);
    EXPECT_TRUE(rest.empty());
  }
}

}  // namespace
