// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "hearing.hpp"

namespace fieldbook::rubric {
namespace {

constexpr std::size_t stem_letters = 6;
constexpr std::size_t reach = 2;  // a pair of words of weight: next to each other, or with one other between

// Words too common to make a pair, as folded.
constexpr auto light = std::to_array<std::string_view>({
    "a", "also", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have",
    "he", "her", "his", "i", "in", "is", "it", "its", "my", "of", "on", "or", "our", "she", "so", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us",
    "was", "we", "were", "which", "who", "with", "you", "your"});

std::string_view stem_of(const Word& word) {
  const std::string_view text = word.text;
  if (!text.empty() && text.front() >= '0' && text.front() <= '9') return "#";
  std::size_t letters = 0, end = 0;
  while (end < text.size() && letters < stem_letters) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    ++letters;
  }
  return text.substr(0, end);
}

bool is_light(std::string_view word) { return std::ranges::binary_search(light, word); }

// FNV-1a over "kind a b"; never 0.
std::uint64_t key_of(char kind, std::string_view a, std::string_view b) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto add = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL; };
  add(kind);
  for (const char c : a) add(c);
  add(' ');
  for (const char c : b) add(c);
  hash ^= hash >> 32;  // the low bits choose the row
  return hash == 0 ? 1 : hash;
}

// Calls found(kind, a, b, first, last) for each trait; `last` is a word of the sentence.
template <typename Found>
void each_trait(std::span<const Word> words, Found&& found) {
  std::array<std::pair<std::string_view, std::uint32_t>, reach> before{};  // the last words of weight
  std::string_view previous = "^";
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const auto stem = stem_of(words[i]);
    found('u', stem, std::string_view(), i, i);
    found('b', previous, stem, i == 0 ? i : i - 1, i);
    previous = stem;
    if (is_light(words[i].text)) continue;
    for (const auto& [other, place] : before)
      if (!other.empty() && other != stem) found('s', std::min(other, stem), std::max(other, stem), place, i);
    before = {before[1], std::pair{stem, i}};
  }
}

}  // namespace

void traits_of(std::span<const Word> words, std::vector<Trait>& out) {
  out.clear();
  each_trait(words, [&](char kind, std::string_view a, std::string_view b, std::uint32_t first, std::uint32_t last) {
    out.push_back({key_of(kind, a, b), first, last});
  });
  std::ranges::stable_sort(out, {}, &Trait::key);
  const auto doubles = std::ranges::unique(out, {}, &Trait::key);
  out.erase(doubles.begin(), doubles.end());
}

std::uint64_t trait_key(std::string_view name) {
  if (name.size() < 3 || name[1] != ' ') return 0;
  const auto rest = name.substr(2);
  const auto space = rest.find(' ');
  const bool one = space == rest.npos;
  if (name[0] == 'u') return one ? key_of('u', rest, {}) : 0;
  if ((name[0] != 'b' && name[0] != 's') || one || rest.find(' ', space + 1) != rest.npos) return 0;
  return key_of(name[0], rest.substr(0, space), rest.substr(space + 1));
}

std::vector<std::string> trait_names(std::span<const Word> words) {
  std::vector<std::string> names;
  each_trait(words, [&](char kind, std::string_view a, std::string_view b, std::uint32_t, std::uint32_t) {
    auto& name = names.emplace_back(1, kind);
    name.append(" ").append(a);
    if (kind != 'u') name.append(" ").append(b);
  });
  std::ranges::sort(names);
  const auto doubles = std::ranges::unique(names);
  names.erase(doubles.begin(), doubles.end());
  return names;
}

}  // namespace fieldbook::rubric
