// A random order that is the same on every machine, and in which new records change nothing among the old. For this folder only.
#pragma once

#include <cstdint>
#include <string_view>

namespace fieldbook::review {

// Where a record stands: FNV-1a (64 bits) of the seed and the id, mixed as in SplitMix64.
inline std::uint64_t random_place(std::string_view seed, std::string_view id) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  };
  add(seed);
  add("\n");
  add(id);
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31U);
}

}  // namespace fieldbook::review
