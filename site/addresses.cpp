#include "site/addresses.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <utility>

namespace fieldbook::site {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} << 10, smallest_table = 64;
constexpr std::size_t size_bytes = 2, longest = 65'535;

}  // namespace

bool Addresses::insert(std::string_view address) {
  if (address.size() > longest) throw std::length_error("an address is too long");
  if (4 * (count_ + 1) > 3 * table_.size()) grow();
  auto& place = table_[place_of(address)];
  if (place != nullptr) return false;
  place = keep(address);
  ++count_;
  return true;
}

bool Addresses::contains(std::string_view address) const noexcept { return !table_.empty() && table_[place_of(address)] != nullptr; }

const std::vector<std::string_view>& Addresses::sorted() {
  if (sorted_.size() == count_) return sorted_;
  const auto middle = static_cast<std::ptrdiff_t>(sorted_.size());
  list_new();
  std::sort(sorted_.begin() + middle, sorted_.end());
  std::inplace_merge(sorted_.begin(), sorted_.begin() + middle, sorted_.end());
  return sorted_;
}

std::vector<std::string_view> Addresses::without(const Addresses& others) const {
  std::vector<std::string_view> out;
  for (const auto* const kept : table_) {
    if (kept != nullptr && !others.contains(at(kept))) out.push_back(at(kept));
  }
  std::ranges::sort(out);
  return out;
}

// Blocks hold addresses in the order in which they were added.
void Addresses::list_new() {
  sorted_.reserve(count_);
  for (; listed_blocks_ < blocks_.size(); ++listed_blocks_, listed_bytes_ = 0) {
    const auto& block = blocks_[listed_blocks_];
    while (listed_bytes_ < block.size()) {
      sorted_.push_back(at(block.data() + listed_bytes_));
      listed_bytes_ += size_bytes + sorted_.back().size();
    }
    if (listed_blocks_ + 1 == blocks_.size()) return;   // more may be added to it
  }
}

std::string_view Addresses::at(const char* kept) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(kept[i])); };
  return {kept + size_bytes, byte(0) | byte(1) << 8};
}

const char* Addresses::keep(std::string_view address) {
  const auto wanted = size_bytes + address.size();
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < wanted) blocks_.emplace_back().reserve(std::max(block_bytes, wanted));
  auto& block = blocks_.back();   // which never moves: it stays within what was reserved
  const auto begin = block.size();
  block.push_back(static_cast<char>(address.size() & 0xffU));
  block.push_back(static_cast<char>(address.size() >> 8));
  block += address;
  return block.data() + begin;
}

// Where it is, or would be.
std::size_t Addresses::place_of(std::string_view address) const noexcept {
  const auto mask = table_.size() - 1;
  auto place = std::hash<std::string_view>()(address) & mask;
  while (table_[place] != nullptr && at(table_[place]) != address) place = (place + 1) & mask;
  return place;
}

void Addresses::grow() {
  const auto before = std::exchange(table_, std::vector<const char*>(std::max(smallest_table, 2 * table_.size())));
  for (const auto* const kept : before) {
    if (kept != nullptr) table_[place_of(at(kept))] = kept;
  }
}

}  // namespace fieldbook::site
