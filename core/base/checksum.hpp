// A checksum for what programs keep for themselves: it tells damage, not malice.
#pragma once

#include <cstdint>
#include <string_view>

namespace fieldbook {

// Takes thirty-two bytes a step. For this machine's eyes only: the sum hangs on the order of bytes in its numbers.
std::uint64_t sum_of(std::string_view bytes);

}  // namespace fieldbook
