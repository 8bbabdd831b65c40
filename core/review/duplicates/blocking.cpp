#include "core/review/duplicates/blocking.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fieldbook::review {
namespace {

constexpr std::size_t largest_block = 60;
constexpr std::size_t rare_words = 4;    // of each title, whose pairs are blocks

struct Key {
  std::uint64_t block = 0;
  std::uint32_t record = 0;

  friend auto operator<=>(const Key&, const Key&) = default;
};

std::uint64_t hash_of(std::string_view kind, std::string_view a, std::string_view b = {}, std::string_view c = {}) {
  std::uint64_t out = 0xcbf29ce484222325;
  for (const auto part : {kind, a, b, c}) out = (out ^ std::hash<std::string_view>{}(part)) * 0x9E3779B97F4A7C15 + (out >> 29U);
  return out;
}

class Blocks {
 public:
  explicit Blocks(std::span<const Comparable> records) : records_(records) {
    for (const auto& record : records) {
      auto words = record.title;
      std::ranges::sort(words);
      words.erase(std::unique(words.begin(), words.end()), words.end());
      for (auto& word : words) ++counts_[std::move(word)];
    }
    for (std::uint32_t i = 0; i < records.size(); ++i) add(i);
    counts_ = std::unordered_map<std::string, std::size_t>();
    std::ranges::sort(keys_);
    for (auto begin = keys_.begin(); begin != keys_.end();) {
      auto end = begin;
      while (end != keys_.end() && end->block == begin->block) ++end;
      group({begin, end});
      begin = end;
    }
    keys_ = std::vector<Key>();
    sort_places();
  }

  void give(const std::function<void(std::uint32_t, std::span<const std::uint32_t>)>& take) const {
    std::vector<std::uint32_t> later;
    auto near = neighbours_.begin();
    auto place = places_.begin();
    for (std::uint32_t record = 0; record < records_.size(); ++record) {
      later.clear();
      for (; place != places_.end() && members_[place->at] == record; ++place) {
        for (auto at = place->at + 1; at < place->end; ++at) {
          if (members_[at] > record) later.push_back(members_[at]);
        }
      }
      for (; near != neighbours_.end() && near->first == record; ++near) later.push_back(near->second);
      std::ranges::sort(later);
      later.erase(std::unique(later.begin(), later.end()), later.end());
      if (!later.empty()) take(record, later);
    }
  }

 private:
  void add_key(std::uint64_t block, std::uint32_t record) { keys_.push_back({block, record}); }

  void add(std::uint32_t i) {
    const auto& r = records_[i];
    if (!r.doi.empty()) add_key(hash_of("doi", r.doi), i);
    if (!r.title.empty()) add_key(hash_of("title", r.title_text), i);
    const std::string_view family = r.authors.empty() ? std::string_view() : r.authors.front().family;
    const auto year = std::to_string(r.year);
    if (!r.first_page.empty() && !r.volume.empty()) add_key(hash_of("place", r.volume, r.first_page), i);
    if (!family.empty() && !r.first_page.empty()) add_key(hash_of("author and page", family, r.first_page), i);
    if (!family.empty() && !r.title.empty()) add_key(hash_of("author and word", family, r.title.front()), i);
    if (!family.empty() && r.year != 0) add_key(hash_of("author and year", family, year), i);
    add_rare_words(r, i);
  }

  void add_rare_words(const Comparable& r, std::uint32_t i) {
    std::vector<std::pair<std::size_t, std::string_view>> words;
    for (const auto& word : r.title) {
      if (const auto count = counts_.at(word); count > 1 && word.size() > 1) words.emplace_back(count, word);
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (words.size() > rare_words) words.resize(rare_words);
    for (std::size_t a = 0; a < words.size(); ++a) {
      for (auto b = a + 1; b < words.size(); ++b) {
        const auto [first, second] = std::minmax(words[a].second, words[b].second);
        add_key(hash_of("words", first, second), i);
      }
    }
  }

  // Where a record stands in a group, and where the group ends.
  struct Place {
    std::uint32_t at = 0, end = 0;
  };

  void group(std::span<const Key> block) {
    if (block.size() < 2) return;
    if (block.size() <= largest_block) return together(block);
    std::unordered_map<std::uint64_t, std::vector<Key>> parts;
    for (const auto& key : block) {
      const auto& r = records_[key.record];
      parts[hash_of("part", std::to_string(r.year), r.authors.empty() ? std::string_view() : r.authors.front().family, r.volume)].push_back(key);
    }
    for (auto& [part, keys] : parts) {
      if (keys.size() <= largest_block) together(keys);
      else neighbours(std::move(keys));
    }
  }

  // Each with all others. Keys of a block are sorted by record.
  void together(std::span<const Key> keys) {
    const auto end = static_cast<std::uint32_t>(members_.size() + keys.size());
    for (const auto& key : keys) {
      places_.push_back({static_cast<std::uint32_t>(members_.size()), end});
      members_.push_back(key.record);
    }
  }

  // Of a part that is still too large: each with those next to it when they stand by page, DOI and title.
  void neighbours(std::vector<Key> keys) {
    constexpr std::size_t reach = 10;
    std::ranges::sort(keys, {}, [&](const Key& key) {
      const auto& r = records_[key.record];
      return std::tuple(std::string_view(r.title_text), std::string_view(r.first_page), std::string_view(r.doi), key.record);
    });
    for (std::size_t a = 0; a < keys.size(); ++a) {
      for (auto b = a + 1; b < keys.size() && b <= a + reach; ++b) {
        if (keys[a].record != keys[b].record) neighbours_.push_back(std::minmax(keys[a].record, keys[b].record));
      }
    }
  }

  void sort_places() {
    std::ranges::sort(places_, {}, [&](const Place& place) { return members_[place.at]; });
    std::ranges::sort(neighbours_);
  }

  std::span<const Comparable> records_;
  std::unordered_map<std::string, std::size_t> counts_;
  std::vector<Key> keys_;
  std::vector<std::uint32_t> members_;   // group after group
  std::vector<Place> places_;            // by record
  std::vector<std::pair<std::uint32_t, std::uint32_t>> neighbours_;
};

}  // namespace

void for_each_candidate(std::span<const Comparable> records, const std::function<void(std::uint32_t, std::span<const std::uint32_t>)>& take) {
  Blocks(records).give(take);
}

}  // namespace fieldbook::review
