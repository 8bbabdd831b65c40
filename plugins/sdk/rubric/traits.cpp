// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <compare>

#include "hash.hpp"
#include "hearing.hpp"

namespace fieldbook::rubric {
namespace {

constexpr std::size_t stem_letters = 6;
constexpr std::size_t reach = 2;  // a pair of words of weight: next to each other, or with one other between

// The first eight bytes as a number that sorts as they do.
constexpr std::uint64_t packed(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return number;
}

// Words too common to make a pair, as folded.
constexpr auto light = [] {
  constexpr auto words = std::to_array<std::string_view>({
      "a", "also", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have",
      "he", "her", "his", "i", "in", "is", "it", "its", "my", "of", "on", "or", "our", "she", "so", "such",
      "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us",
      "was", "we", "were", "which", "who", "with", "you", "your"});
  std::array<std::uint64_t, words.size()> numbers{};
  std::ranges::transform(words, numbers.begin(), packed);
  return numbers;
}();

bool is_light(std::string_view word) {
  return word.size() <= 5 && std::ranges::binary_search(light, packed(word));
}

// What a word counts as, and the beginning of each trait that it is the first word of: the hash of "u stem ", "b stem ", "s stem ".
struct Stem {
  explicit constexpr Stem(std::string_view stem) : text(stem), order(packed(stem)) {
    std::uint64_t u = with(no_bytes, 'u'), b = with(no_bytes, 'b'), s = with(no_bytes, 's');
    for (const char c : stem) u = with(u, c), b = with(b, c), s = with(s, c);
    alone = with(u, ' '), before = with(b, ' '), near = with(s, ' ');
  }
  std::strong_ordering operator<=>(const Stem& other) const { return order != other.order ? order <=> other.order : text <=> other.text; }
  bool operator==(const Stem& other) const { return order == other.order && text == other.text; }

  std::string_view text;
  std::uint64_t order, alone, before, near;
};

Stem stem_of(const Word& word) {
  const std::string_view text = word.text;
  if (!text.empty() && text.front() >= '0' && text.front() <= '9') return Stem("#");
  std::size_t letters = 0, end = 0;
  while (end < text.size() && letters < stem_letters) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    ++letters;
  }
  return Stem(text.substr(0, end));
}

constexpr Stem start("^"), none("");

// Calls found(kind, a, b, beginning, first, last) for each trait; `beginning` is the hash of all but b, `last` is a word of the sentence.
template <typename Found>
void each_trait(std::span<const Word> words, Found&& found) {
  struct Passed {
    Stem stem;
    std::uint32_t place;
  };
  std::array<Passed, reach> passed{Passed{none, 0}, Passed{none, 0}};  // the last words of weight
  Stem previous = start;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const auto stem = stem_of(words[i]);
    found('u', stem, none, stem.alone, i, i);
    found('b', previous, stem, previous.before, i == 0 ? i : i - 1, i);
    previous = stem;
    if (is_light(words[i].text)) continue;
    for (const auto& [other, place] : passed) {
      if (other.text.empty() || other == stem) continue;
      const auto& [first, second] = std::minmax(other, stem);
      found('s', first, second, first.near, place, i);
    }
    passed = {passed[1], Passed{stem, i}};
  }
}

}  // namespace

void traits_of(std::span<const Word> words, std::vector<Trait>& out) {
  out.clear();
  each_trait(words, [&](char, const Stem&, const Stem& b, std::uint64_t beginning, std::uint32_t first, std::uint32_t last) {
    out.push_back({key_of(with(beginning, b.text)), first, last});
  });
}

std::uint64_t whole_key(std::uint64_t key) { return key_of(key * 0x9E3779B97F4A7C15ULL); }

std::uint64_t filter_key(std::size_t filter, bool whole) { return key_of(with(with(no_bytes, whole ? "N " : "n "), std::to_string(filter))); }

std::uint64_t trait_key(std::string_view name) {
  if (name.size() < 3 || name[1] != ' ') return 0;
  if (name[0] == 'n' || name[0] == 'N') {
    std::size_t filter = 0;
    const auto [end, error] = std::from_chars(name.data() + 2, name.data() + name.size(), filter);
    return error == std::errc() && end == name.data() + name.size() ? filter_key(filter, name[0] == 'N') : 0;
  }
  if (name[0] == 'U' || name[0] == 'B') {
    const auto key = trait_key((name[0] == 'U' ? "u" : "b") + std::string(name.substr(1)));
    return key == 0 ? 0 : whole_key(key);
  }
  const char kind = name[0];
  std::uint64_t hash = with(no_bytes, kind);
  int spaces = 0;
  for (const char c : name.substr(2)) {
    if (c == '\n') return 0;
    if (c == ' ') ++spaces;
    hash = with(hash, c);
  }
  if (kind == 'u') return spaces == 0 ? key_of(with(hash, ' ')) : 0;
  return (kind == 'b' || kind == 's') && spaces == 1 ? key_of(hash) : 0;
}

std::vector<std::string> trait_names(std::span<const Word> words) {
  std::vector<std::string> names;
  each_trait(words, [&](char kind, const Stem& a, const Stem& b, std::uint64_t, std::uint32_t, std::uint32_t) {
    auto& name = names.emplace_back(1, kind);
    name.append(" ").append(a.text);
    if (kind != 'u') name.append(" ").append(b.text);
  });
  std::ranges::sort(names);
  const auto doubles = std::ranges::unique(names);
  names.erase(doubles.begin(), doubles.end());
  return names;
}

std::vector<std::string> whole_trait_names(std::span<const Word> words) {
  auto names = trait_names(words);
  std::erase_if(names, [](const std::string& name) { return name[0] == 's'; });
  for (auto& name : names) name[0] = name[0] == 'u' ? 'U' : 'B';
  return names;
}

}  // namespace fieldbook::rubric
