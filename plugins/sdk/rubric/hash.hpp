// FNV-1a, a byte at a time (Fowler, Noll and Vo 1991).
#pragma once

#include <cstdint>
#include <string_view>

namespace fieldbook::rubric {

inline constexpr std::uint64_t no_bytes = 14695981039346656037ULL;
constexpr std::uint64_t with(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL; }
constexpr std::uint64_t with(std::uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) hash = with(hash, c);
  return hash;
}

// Never 0.
constexpr std::uint64_t key_of(std::uint64_t hash) {
  hash ^= hash >> 32;
  return hash == 0 ? 1 : hash;
}

}  // namespace fieldbook::rubric
