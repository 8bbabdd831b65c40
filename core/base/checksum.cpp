#include "core/base/checksum.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace fieldbook {

namespace {

constexpr std::uint64_t begun = 0x9E3779B97F4A7C15U, factor = 0xD6E8FEB86659FD93U;
constexpr std::size_t lanes = 4;   // as many products as a processor has under way at a time

std::uint64_t with(std::uint64_t sum, std::uint64_t piece) {
  sum = (sum ^ piece) * factor;
  return sum ^ sum >> 32;
}

// The first eight bytes, or as many as there are.
std::uint64_t piece_of(std::string_view bytes) {
  std::uint64_t piece = 0;
  std::memcpy(&piece, bytes.data(), std::min(sizeof piece, bytes.size()));
  return piece;
}

}  // namespace

std::uint64_t sum_of(std::string_view bytes) {
  std::array<std::uint64_t, lanes> sums = {begun, begun + 1, begun + 2, begun + 3};
  const auto size = bytes.size();
  for (; bytes.size() >= lanes * sizeof(std::uint64_t); bytes.remove_prefix(lanes * sizeof(std::uint64_t))) {
    for (std::size_t i = 0; i < lanes; ++i) sums[i] = with(sums[i], piece_of(bytes.substr(i * sizeof(std::uint64_t), sizeof(std::uint64_t))));
  }
  auto sum = with(begun, size);
  for (const auto lane : sums) sum = with(sum, lane);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(sizeof(std::uint64_t), bytes.size()))) sum = with(sum, piece_of(bytes));
  return sum;
}

}  // namespace fieldbook
