#include "core/review/duplicates/blocking.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

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
    std::ranges::sort(keys_);
  }

  std::vector<Pair> pairs() const {
    std::vector<Pair> out;
    for (auto begin = keys_.begin(); begin != keys_.end();) {
      auto end = begin;
      while (end != keys_.end() && end->block == begin->block) ++end;
      pairs_of({begin, end}, out);
      begin = end;
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
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

  void pairs_of(std::span<const Key> block, std::vector<Pair>& out) const {
    if (block.size() <= largest_block) return all_pairs(block, out);
    std::unordered_map<std::uint64_t, std::vector<Key>> parts;
    for (const auto& key : block) {
      const auto& r = records_[key.record];
      parts[hash_of("part", std::to_string(r.year), r.authors.empty() ? std::string_view() : r.authors.front().family, r.volume)].push_back(key);
    }
    for (const auto& [part, keys] : parts) {
      if (keys.size() <= largest_block) all_pairs(keys, out);
      else neighbours(keys, out);
    }
  }

  static void all_pairs(std::span<const Key> block, std::vector<Pair>& out) {
    for (std::size_t a = 0; a < block.size(); ++a) {
      for (auto b = a + 1; b < block.size(); ++b) {
        if (block[a].record != block[b].record) out.emplace_back(block[a].record, block[b].record);
      }
    }
  }

  // Of a part that is still too large: each with those next to it when they stand by page, DOI and title.
  void neighbours(std::vector<Key> keys, std::vector<Pair>& out) const {
    constexpr std::size_t reach = 10;
    std::ranges::sort(keys, {}, [&](const Key& key) {
      const auto& r = records_[key.record];
      return std::tuple(std::string_view(r.title_text), std::string_view(r.first_page), std::string_view(r.doi), key.record);
    });
    for (std::size_t a = 0; a < keys.size(); ++a) {
      for (auto b = a + 1; b < keys.size() && b <= a + reach; ++b) {
        if (keys[a].record != keys[b].record) out.push_back(std::minmax(keys[a].record, keys[b].record));
      }
    }
  }

  std::span<const Comparable> records_;
  std::unordered_map<std::string, std::size_t> counts_;
  std::vector<Key> keys_;
};

}  // namespace

std::vector<Pair> candidate_pairs(std::span<const Comparable> records) { return Blocks(records).pairs(); }

}  // namespace fieldbook::review
