#include "core/library/packed_postings.hpp"

#include <algorithm>

namespace fieldbook::library {
namespace {

// The number that a packed record has now.
std::uint32_t number_now(const PackedPart& part, std::uint32_t record) {
  if (part.now.empty()) return record;
  return record < part.now.size() ? part.now[record] : no_record;
}

}  // namespace

void PackedPostings::close() {
  if (record_ == no_record) return;
  put_varint(bytes, record_ - last_);
  put_varint(bytes, count_);
  put_varint(bytes, positions_.size());
  std::uint32_t before = 0;
  for (const auto position : positions_) {
    put_varint(bytes, position - before);
    before = position;
  }
  last_ = record_;
  record_ = no_record;
}

std::uint32_t count_records(std::span<const PackedPart> parts) {
  std::uint32_t count = 0;
  for (const auto& part : parts) {
    if (part.now.empty()) {
      count += static_cast<std::uint32_t>(std::ranges::count_if(part.bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
      continue;
    }
    std::uint32_t record = 0;
    for (Numbers numbers(part.bytes); !numbers.at_end();) {
      record += numbers.take();
      if (number_now(part, record) != no_record) ++count;
    }
  }
  return count;
}

std::span<const Posting> Unpacked::read(std::span<const PackedPart> parts) {
  // Nothing moves while it is made: a number takes a byte at least, a record three of them.
  std::size_t bytes = 0;
  for (const auto& part : parts) bytes += part.bytes.size();
  postings_.clear();
  positions_.clear();
  postings_.reserve(bytes / 3);
  positions_.reserve(bytes);
  for (const auto& part : parts) {
    const auto before = static_cast<std::ptrdiff_t>(postings_.size());
    add(part);
    const auto middle = postings_.begin() + before;
    const auto by_record = [](const Posting& a, const Posting& b) { return a.record < b.record; };
    if (middle != postings_.begin() && middle != postings_.end() && by_record(*middle, *(middle - 1)))
      std::inplace_merge(postings_.begin(), middle, postings_.end(), by_record);
  }
  return postings_;
}

void Unpacked::add(const PackedPart& part) {
  std::uint32_t record = 0;
  for (Numbers numbers(part.bytes); !numbers.at_end();) {
    record += numbers.take();
    const auto now = number_now(part, record);
    const auto count = numbers.take();
    const auto begin = positions_.size();
    std::uint32_t position = 0;
    for (auto left = numbers.take(); left > 0 && !numbers.at_end(); --left) positions_.push_back(position += numbers.take());
    if (now == no_record) {
      positions_.resize(begin);
    } else {
      postings_.push_back({now, count, std::span(positions_).subspan(begin)});
    }
  }
}

}  // namespace fieldbook::library
