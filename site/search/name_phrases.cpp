#include "site/search/name_phrases.hpp"

#include <algorithm>
#include <utility>

#include "core/base/text.hpp"
#include "core/base/varint.hpp"
#include "site/search/digits.hpp"
#include "site/search/shards.hpp"

namespace fieldbook::site {

NamePhrases::NamePhrases(const library::Postings& postings) : postings_(postings) {
  for (const auto& [name, values] : postings.names()) {
    if (name.find(' ') == std::string::npos) continue;
    for (const auto word : split(name, ' ')) words_[std::string(word)];
  }
}

void NamePhrases::see(const std::string& term, std::span<const library::Posting> postings) {
  const auto found = words_.find(term);
  if (found == words_.end()) return;
  auto& places = found->second;
  for (const auto& posting : postings) {
    put_varint(places.bytes, posting.record - places.last);
    put_varint(places.bytes, posting.count);
    put_varint(places.bytes, posting.positions.size());
    std::uint32_t before = 0;
    for (const auto position : posting.positions) put_varint(places.bytes, position - std::exchange(before, position));
    places.last = posting.record;
    places.counts += posting.count;
    ++places.records;
  }
}

// Reads what see() wrote.
class NamePhrases::Cursor {
 public:
  explicit Cursor(const Places& places) : rest_(places.bytes) { next(); }

  bool done() const { return done_; }
  std::uint32_t record() const { return record_; }
  std::uint32_t count() const { return count_; }
  const std::vector<std::uint32_t>& positions() const { return positions_; }

  void next() {
    done_ = rest_.empty();
    if (done_) return;
    record_ += take();
    count_ = take();
    positions_.resize(take());
    std::uint32_t position = 0;
    for (auto& each : positions_) each = position += take();
  }
  void skip_to(std::uint32_t record) {
    while (!done_ && record_ < record) next();
  }

 private:
  std::uint32_t take() { return static_cast<std::uint32_t>(take_varint(rest_).value_or(0)); }

  std::string_view rest_;
  std::uint32_t record_ = 0, count_ = 0;
  std::vector<std::uint32_t> positions_;
  bool done_ = false;
};

std::string NamePhrases::phrase(const std::string& name) const {
  std::vector<Cursor> here;
  std::string out;
  for (const auto word : split(name, ' ')) {
    const auto& places = words_.find(word)->second;
    put_digits(out, places.records);
    put_digits(out, places.counts);
    here.emplace_back(places);
  }
  auto& first = here.front();
  std::uint32_t before = 0;
  while (!first.done()) {
    auto furthest = first.record();
    for (auto& one : here) {
      one.skip_to(furthest);
      if (one.done()) return out;
      furthest = std::max(furthest, one.record());
    }
    if (furthest != first.record()) {
      first.skip_to(furthest);
      continue;
    }
    const bool stands = std::ranges::any_of(first.positions(), [&](std::uint32_t position) {
      return std::ranges::all_of(here, [&](const Cursor& one) { return std::ranges::binary_search(one.positions(), position++); });
    });
    if (stands) {
      put_digits(out, first.record() - before);
      before = first.record();
      for (const auto& one : here) put_digits(out, one.count());
    }
    first.next();
  }
  return out;
}

std::map<std::string, std::string> NamePhrases::literals() const {
  std::map<std::string, std::string> out;
  for (const auto& [name, values] : postings_.names()) {
    if (name.find(' ') == std::string::npos) continue;
    const auto literal = script_string(name) + ",\"" + phrase(name) + "\"";
    for (const auto& [facet, value] : values) {
      auto& names = out[facet + "/" + value];
      names += (names.empty() ? "[" : ",") + literal;
    }
  }
  for (auto& [value, names] : out) names += "]";
  return out;
}

}  // namespace fieldbook::site
