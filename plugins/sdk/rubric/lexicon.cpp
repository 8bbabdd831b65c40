// SPDX-License-Identifier: MIT
#include "lexicon.hpp"

#include <algorithm>
#include <stdexcept>

namespace fieldbook::rubric {
namespace {

constexpr std::uint32_t number_sign = 0, year_sign = 1;
constexpr std::uint32_t longest_gap = 3;

constexpr std::uint64_t hash_start = 14695981039346656037ULL;
constexpr std::uint64_t hash_step(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
}

bool is_number(std::string_view word) { return !word.empty() && word[0] >= '0' && word[0] <= '9'; }
bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_number(word.substr(2)) && is_number(word.substr(3));
}

// "a (b|c) d" as "a b d" and "a c d".
void spread(std::string_view phrase, std::vector<std::string>& out) {
  const auto open = phrase.find('(');
  if (open == phrase.npos) {
    if (phrase.find(')') != phrase.npos) throw std::invalid_argument("a bracket closes that was not opened in \"" + std::string(phrase) + "\"");
    out.emplace_back(phrase);
    return;
  }
  const auto close = phrase.find(')', open);
  if (close == phrase.npos) throw std::invalid_argument("a bracket does not close in \"" + std::string(phrase) + "\"");
  auto choices = phrase.substr(open + 1, close - open - 1);
  for (;;) {
    const auto bar = choices.find('|');
    spread(std::string(phrase.substr(0, open)) + std::string(choices.substr(0, bar)) + std::string(phrase.substr(close + 1)), out);
    if (bar == choices.npos) return;
    choices.remove_prefix(bar + 1);
  }
}

}  // namespace

Group Lexicon::group(std::string_view name) {
  if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
  const auto made = static_cast<Group>(names_.size());
  names_.emplace_back(name);
  wholes_.push_back({made});
  by_name_.emplace(std::string(name), made);
  return made;
}

const Group* Lexicon::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

void Lexicon::add(Group group, std::string_view phrase) {
  std::vector<std::string> choices;
  spread(phrase, choices);
  for (const auto& choice : choices) {
    const auto words = fold_phrase(choice);
    if (words.empty() || words.front() == "_" || words.back() == "_")
      throw std::invalid_argument("\"" + std::string(phrase) + "\" is no phrase");
    add_words(group, words);
  }
}

void Lexicon::add_words(Group group, const std::vector<std::string>& words) {
  std::uint32_t node = 0;
  for (const auto& word : words) {
    if (word == "_") {
      if (nodes_[node].gap < 0) {
        nodes_.emplace_back();
        nodes_[node].gap = static_cast<std::int32_t>(nodes_.size() - 1);
      }
      node = static_cast<std::uint32_t>(nodes_[node].gap);
    } else {
      node = edge(node, sign_of(word));
    }
  }
  auto& ends = nodes_[node].ends;
  if (std::ranges::find(ends, group) == ends.end()) ends.push_back(group);
}

std::uint32_t Lexicon::sign_of(const std::string& word) {
  if (word == "#") return number_sign;
  if (word == "#year") return year_sign;
  if (word.back() != '*') {
    const auto [at, added] = whole_words_.try_emplace(word, next_sign_);
    if (added) ++next_sign_;
    return at->second;
  }
  auto hash = hash_start;
  for (std::size_t i = 0; i + 1 < word.size(); ++i) hash = hash_step(hash, word[i]);
  if (sizes_of_beginnings_.size() < word.size()) sizes_of_beginnings_.resize(word.size());
  sizes_of_beginnings_[word.size() - 1] = true;
  const auto [at, added] = beginnings_.try_emplace(hash, next_sign_);
  if (added) ++next_sign_;
  return at->second;
}

std::uint32_t Lexicon::edge(std::uint32_t node, std::uint32_t sign) {
  const auto key = static_cast<std::uint64_t>(node) << 32 | sign;
  const auto [at, added] = edges_.try_emplace(key, static_cast<std::uint32_t>(nodes_.size()));
  if (added) nodes_.emplace_back();
  nodes_[node].has_edges = true;
  return at->second;
}

void Lexicon::include(Group whole, Group part) {
  if (whole != part) wholes_[part].push_back(whole);
}

void Lexicon::freeze() {
  for (Group group = 0; group < wholes_.size(); ++group) {
    std::vector<bool> seen(wholes_.size());
    std::vector<Group> all;
    std::vector<Group> open{group};
    while (!open.empty()) {
      const auto next = open.back();
      open.pop_back();
      if (seen[next]) continue;
      seen[next] = true;
      all.push_back(next);
      for (const auto whole : wholes_[next]) open.push_back(whole);
    }
    wholes_[group] = std::move(all);
  }
}

void Lexicon::signs_of(const std::string& word, std::vector<std::uint32_t>& out) const {
  out.clear();
  if (is_number(word)) out.push_back(number_sign);
  if (is_year(word)) out.push_back(year_sign);
  if (const auto found = whole_words_.find(word); found != whole_words_.end()) out.push_back(found->second);
  auto hash = hash_start;
  for (std::size_t i = 0; i < word.size() && i + 1 < sizes_of_beginnings_.size(); ++i) {
    hash = hash_step(hash, word[i]);
    if (!sizes_of_beginnings_[i + 1]) continue;
    if (const auto found = beginnings_.find(hash); found != beginnings_.end()) out.push_back(found->second);
  }
}

void Lexicon::match(const std::vector<Word>& words, std::uint32_t first, std::uint32_t last, std::vector<Match>& matches) const {
  std::vector<std::vector<std::uint32_t>> signs(last - first);
  for (auto i = first; i < last; ++i) signs_of(words[i].text, signs[i - first]);
  struct Step {
    std::uint32_t node, at, gap;  // gap: how many more words "_" may pass over
  };
  std::vector<Step> open;
  const auto before = matches.size();
  for (auto start = first; start < last; ++start) {
    open.assign(1, {0, start, 0});
    while (!open.empty()) {
      const auto [node, at, gap] = open.back();
      open.pop_back();
      const auto& here = nodes_[node];
      for (const auto end : here.ends)
        for (const auto whole : wholes_[end]) matches.push_back({whole, start, at - 1});
      if (here.gap >= 0) open.push_back({static_cast<std::uint32_t>(here.gap), at, longest_gap});
      if (at >= last) continue;
      if (gap > 0) open.push_back({node, at + 1, gap - 1});
      if (!here.has_edges) continue;
      for (const auto sign : signs[at - first])
        if (const auto next = edges_.find(static_cast<std::uint64_t>(node) << 32 | sign); next != edges_.end())
          open.push_back({next->second, at + 1, 0});
    }
  }
  const auto* mask = find("MASK");
  if (mask == nullptr) return;
  std::vector<Match> masks;
  for (auto i = before; i < matches.size(); ++i)
    if (matches[i].group == *mask) masks.push_back(matches[i]);
  const auto hidden = [&](const Match& match) {
    return match.group != *mask && std::ranges::any_of(masks, [&](const Match& over) {
      return over.first <= match.first && match.last <= over.last && over.last - over.first > match.last - match.first;
    });
  };
  matches.erase(std::remove_if(matches.begin() + static_cast<std::ptrdiff_t>(before), matches.end(), hidden), matches.end());
}

}  // namespace fieldbook::rubric
