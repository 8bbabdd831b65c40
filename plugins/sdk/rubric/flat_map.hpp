// A map from 64-bit keys to small values in one array: made once, asked very often.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fieldbook::rubric {

// Keys are never 0, and any other number does: they are mixed here.
template <class Value>
class FlatMap {
 public:
  // `entries`: how many to make room for at once.
  explicit FlatMap(std::size_t entries = 0) : slots_(std::bit_ceil(entries + entries / 3 + 8)) {}

  const Value* find(std::uint64_t key) const noexcept {
    for (auto at = place(key);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].key == key) return &slots_[at].value;
      if (slots_[at].key == 0) return nullptr;
    }
  }

  // The key's value, and whether it is the one given, because there was none. Valid until the next insert.
  std::pair<Value*, bool> insert(std::uint64_t key, const Value& value) {
    if (4 * (size_ + 1) > 3 * slots_.size()) grow();
    for (auto at = place(key);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].key == key) return {&slots_[at].value, false};
      if (slots_[at].key != 0) continue;
      slots_[at] = {key, value};
      ++size_;
      return {&slots_[at].value, true};
    }
  }

  std::size_t size() const noexcept { return size_; }

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0: free
    Value value{};
  };

  // The first half of MurmurHash3's finaliser: keys that count up fall far apart.
  std::size_t place(std::uint64_t key) const noexcept {
    key ^= key >> 33;
    key *= 0xFF51AFD7ED558CCDULL;
    key ^= key >> 33;
    return static_cast<std::size_t>(key) & (slots_.size() - 1);
  }

  void grow() {
    FlatMap larger(2 * slots_.size());
    for (const auto& slot : slots_)
      if (slot.key != 0) larger.insert(slot.key, slot.value);
    *this = std::move(larger);
  }

  std::vector<Slot> slots_;  // a power of two of them, at most three in four taken
  std::size_t size_ = 0;
};

}  // namespace fieldbook::rubric
