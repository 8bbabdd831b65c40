#include "core/library/shard_counts.hpp"

#include <optional>

namespace fieldbook::library {
namespace {

using Use = ShardCounts::Use;

// Reads what ValueCountMatchSpy::serialise_results() writes: the number of records, that of values, and of each value its text after its
// size, and the records that have it. A number up to 254 is a byte; of a higher one, 255 less, seven bits a byte follow a byte of 255,
// low ones first, the last with the high bit.
class Counted {
 public:
  explicit Counted(std::string_view bytes) : bytes_(bytes) {}

  // The number of records; nothing where the bytes say something else.
  std::optional<std::size_t> read(const Use& use) {
    const auto records = number();
    for (auto left = number(); left > 0 && !failed_; --left) {
      const auto size = number();
      if (size > bytes_.size()) return std::nullopt;
      const auto value = bytes_.substr(0, size);
      bytes_.remove_prefix(size);
      const auto having = number();
      if (!failed_) use(value, static_cast<Xapian::doccount>(having));
    }
    return failed_ || !bytes_.empty() ? std::nullopt : std::optional(records);
  }

 private:
  unsigned char byte() {
    if (bytes_.empty()) {
      failed_ = true;
      return 0x80;
    }
    const auto out = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return out;
  }

  std::size_t number() {
    std::size_t out = byte();
    if (out < 0xFF) return out;
    for (unsigned shift = 0; shift < 32; shift += 7) {
      const auto next = byte();
      out += std::size_t{next & 0x7FU} << shift;
      if ((next & 0x80U) != 0) return out;
    }
    failed_ = true;
    return 0;
  }

  std::string_view bytes_;
  bool failed_ = false;
};

// Whether this Xapian writes as is read here. It is no part of what Xapian promises.
bool are_read_here() {
  static const bool answer = [] {
    Xapian::Document document;
    const std::string long_value(3'000, 'x');
    document.add_value(0, long_value);
    Xapian::ValueCountMatchSpy spy(0);
    constexpr std::size_t times = 300;
    for (std::size_t i = 0; i < times; ++i) spy(document, 0);
    document.add_value(0, "y");
    spy(document, 0);
    std::string said;
    const auto records = Counted(spy.serialise_results()).read([&](std::string_view value, Xapian::doccount having) {
      said.append(value).append(" ").append(std::to_string(having)).append(" ");
    });
    return records == times + 1 && said == long_value + " 300 y 1 ";
  }();
  return answer;
}

std::size_t read(const std::string& counted, const Use& use) {
  if (are_read_here()) {
    if (const auto records = Counted(counted).read(use)) return *records;
    throw Xapian::SerialisationError("counts of a shard cannot be read");
  }
  Xapian::ValueCountMatchSpy spy(0);
  spy.merge_results(counted);
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) use(*it, it.get_termfreq());
  return spy.get_total();
}

}  // namespace

void ShardCounts::merge_results(const std::string& counted) { counted_.push_back(counted); }

std::size_t ShardCounts::each(const Use& use) const {
  std::size_t seen = 0;
  for (const auto& counted : counted_) seen += read(counted, use);
  return seen;
}

}  // namespace fieldbook::library
