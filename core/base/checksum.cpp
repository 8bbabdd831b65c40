#include "core/base/checksum.hpp"

#include <algorithm>
#include <cstring>

namespace fieldbook {

std::uint64_t sum_of(std::string_view bytes) {
  std::uint64_t sum = 0x9E3779B97F4A7C15U ^ bytes.size();
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(8, bytes.size()))) {
    std::uint64_t piece = 0;
    std::memcpy(&piece, bytes.data(), std::min<std::size_t>(8, bytes.size()));
    sum = (sum ^ piece) * 0xD6E8FEB86659FD93U;
    sum ^= sum >> 32;
  }
  return sum;
}

}  // namespace fieldbook
