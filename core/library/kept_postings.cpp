#include "core/library/kept_postings.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "core/base/checksum.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

namespace fieldbook::library {
namespace {

constexpr std::string_view format = "fieldbook postings 1 ";
constexpr std::size_t most_bytes = std::size_t{1} << 30;
constexpr std::size_t least_bytes_a_term = 4;
constexpr std::size_t block_bytes = std::size_t{256} << 10;  // about

// Before each block: the records first, then terms as many as it takes.
struct Mark {
  std::uint64_t size = 0, sum = 0;
};

std::string head_of(std::string_view key) { return std::string(format).append(key).append("\n"); }

std::string_view take_bytes(Numbers& numbers) {
  const auto size = numbers.take();
  return numbers.take_bytes(size);
}

void add_block(GrowingFile& file, std::string& block) {
  const Mark mark{block.size(), sum_of(block)};
  file.add({reinterpret_cast<const char*>(&mark), sizeof mark});  // NOLINT: read by the same program
  file.add(block);
  block.clear();
}

// The next block of `rest`; nothing where there is none that is whole.
std::string_view next_block(std::string_view& rest) {
  Mark mark;
  if (rest.size() < sizeof mark) return {};
  std::memcpy(&mark, rest.data(), sizeof mark);
  rest.remove_prefix(sizeof mark);
  if (mark.size > rest.size()) return {};
  const auto block = rest.substr(0, mark.size);
  rest.remove_prefix(mark.size);
  return sum_of(block) == mark.sum ? block : std::string_view();
}

}  // namespace

KeptPostings::KeptPostings(const std::filesystem::path& file, std::string_view key) {
  try {
    *this = of(read_file(file, most_bytes), key);
  } catch (const Error&) {  // there is none
  }
}

KeptPostings KeptPostings::of(std::string bytes, std::string_view key) {
  KeptPostings out;
  return out.read(std::move(bytes), key) ? std::move(out) : KeptPostings();
}

bool KeptPostings::read(std::string bytes, std::string_view key) {
  bytes_ = std::move(bytes);
  const auto head = head_of(key);
  std::string_view rest(bytes_);
  if (!rest.starts_with(head)) return false;
  rest.remove_prefix(head.size());
  if (!read_records(next_block(rest))) return false;
  while (!rest.empty()) {
    if (!read_terms(next_block(rest))) return false;
  }
  return terms_.size() == expected_;
}

bool KeptPostings::read_records(std::string_view block) {
  Numbers numbers(block);
  expected_ = numbers.take();
  terms_.reserve(std::min(expected_, bytes_.size() / least_bytes_a_term));
  while (!numbers.at_end()) {
    auto& record = records_.emplace_back();
    record.print = take_bytes(numbers);
    record.length = numbers.take();
    record.years.first = numbers.take();
    record.years.last = numbers.take();
  }
  return !block.empty();
}

bool KeptPostings::read_terms(std::string_view block) {
  for (Numbers numbers(block); !numbers.at_end();) {
    const auto term = take_bytes(numbers);
    const auto postings = take_bytes(numbers);
    if (!terms_.empty() && terms_.back().first >= term) return false;
    terms_.emplace_back(term, postings);
  }
  return !block.empty();
}

std::vector<std::uint32_t> KeptPostings::settle(std::span<const std::string> prints) {
  std::unordered_map<std::string_view, std::uint32_t> places;
  for (std::uint32_t i = 0; i < records_.size(); ++i) places.emplace(records_[i].print, i);
  std::vector<std::uint32_t> out(prints.size(), no_record);
  now_.assign(records_.size(), no_record);
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < prints.size(); ++i) {
    const auto found = places.find(prints[i]);
    if (found == places.end() || found->second < next) continue;  // records stay in their order
    out[i] = found->second;
    now_[found->second] = i;
    next = found->second + 1;
  }
  return out;
}

void KeptPostings::each_term(const PackedTerms& others, const GiveParts& give) const {
  auto kept = terms_.begin();
  auto other = others.begin();
  std::vector<PackedPart> parts;
  std::string term;
  while (kept != terms_.end() || other != others.end()) {
    const auto order = kept == terms_.end() ? 1 : other == others.end() ? -1 : kept->first.compare(other->first);
    parts.clear();
    term = order <= 0 ? kept->first : std::string_view(other->first);
    if (order <= 0) parts.push_back({(kept++)->second, now_});
    if (order >= 0) parts.push_back({(other++)->second, {}});
    if (!give(term, parts)) return;
  }
}

void KeptPostings::write(const std::filesystem::path& path, std::string_view key, std::span<const Record> records, const PackedTerms& terms) {
  try {
    GrowingFile file(path);
    file.add(head_of(key));
    std::string block;
    put_varint(block, terms.size());
    for (const auto& record : records) {
      put_bytes(block, record.print);
      for (const auto number : {record.length, record.years.first, record.years.last}) put_varint(block, number);
    }
    add_block(file, block);
    for (const auto& [term, postings] : terms) {
      put_bytes(block, term);
      put_bytes(block, postings);
      if (block.size() >= block_bytes) add_block(file, block);
    }
    if (!block.empty()) add_block(file, block);
    file.put();
  } catch (const std::exception&) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
}

}  // namespace fieldbook::library
