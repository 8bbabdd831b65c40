// The postings of a term as bytes, since millions of them must fit into memory: written record by record, and read back.
// For this folder only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/varint.hpp"
#include "core/library/postings.hpp"

namespace fieldbook::library {

// Terms in the order of bytes, each with its packed postings.
using PackedTerms = std::vector<std::pair<std::string, std::string>>;

// Words that "did you mean" and word* know stand among the terms, after this mark, which no term begins with, so that they come first.
// Of them only the records are packed.
inline constexpr char counted_mark = '\0';

inline constexpr auto no_record = std::numeric_limits<std::uint32_t>::max();

// Reads numbers, never beyond what it was given: 0 after the end.
class Numbers {
 public:
  explicit Numbers(std::string_view bytes) : rest_(bytes) {}
  bool at_end() const { return rest_.empty(); }
  std::uint32_t take() { return static_cast<std::uint32_t>(take_varint(rest_).value_or(0)); }
  // The next bytes; fewer where there are not so many.
  std::string_view take_bytes(std::size_t count) {
    const auto out = rest_.substr(0, count);
    rest_.remove_prefix(out.size());
    return out;
  }
  std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

// Postings of one term: of each record, as a difference, its count, the number of its positions, and these as differences.
class PackedPostings {
 public:
  std::string bytes;

  void add(std::uint32_t record, unsigned weight) {
    if (record_ != record) {
      close();
      record_ = record;
      count_ = 0;
      positions_.clear();
    }
    count_ += weight;
  }
  void place(unsigned position) {
    if (positions_.empty() || positions_.back() != position) positions_.push_back(position);
  }
  // After the last record.
  void close();

 private:
  std::uint32_t last_ = 0, record_ = no_record, count_ = 0;  // the last that is packed; the one that is gathered
  std::vector<std::uint32_t> positions_;
};

// The records of one word.
class PackedRecords {
 public:
  std::string bytes;

  void add(std::uint32_t record) {
    if (last_ == record) return;
    put_varint(bytes, last_ == no_record ? record : record - last_);
    last_ = record;
  }

 private:
  std::uint32_t last_ = no_record;
};

// Packed postings of one term, and the number that each of their records has now, no_record where it is not to be counted; empty: its own.
struct PackedPart {
  std::string_view bytes;
  std::span<const std::uint32_t> now;
};

// Takes a term and its parts; whether it wants to hear of the next.
using GiveParts = std::function<bool(const std::string& term, std::span<const PackedPart>)>;

// How many records there are in the parts of a word.
std::uint32_t count_records(std::span<const PackedPart>);

// Postings unpacked, those of one term at a time.
class Unpacked {
 public:
  // In the order of records; holds until the next. The records of each part rise.
  std::span<const Posting> read(std::span<const PackedPart>);

 private:
  void add(const PackedPart&);

  std::vector<std::uint32_t> positions_;
  std::vector<Posting> postings_;
};

}  // namespace fieldbook::library
