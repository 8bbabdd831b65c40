// SPDX-License-Identifier: MIT
#include "lexicon.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace fieldbook::rubric {
namespace {

constexpr std::uint32_t number_sign = 0, year_sign = 1;
constexpr std::uint32_t longest_gap = 3;

// FNV-1a. A space, which no word holds, ends a word; what has none is a beginning.
constexpr std::uint64_t hash_start = 14695981039346656037ULL;
constexpr std::uint64_t hash_step(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
}
constexpr std::uint64_t key_of(std::uint64_t hash) { return hash == 0 ? 1 : hash; }

std::uint32_t bit_of(std::size_t length) { return std::uint32_t{1} << std::min<std::size_t>(length, 31); }

bool is_number(std::string_view word) { return !word.empty() && word[0] >= '0' && word[0] <= '9'; }
bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_number(word.substr(2)) && is_number(word.substr(3));
}

constexpr std::size_t usual_nodes = 8192;  // of a rules file; what is made room for

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

Lexicon::Lexicon() : signs_(usual_nodes / 2), edges_(usual_nodes) {
  nodes_.reserve(usual_nodes);
  nodes_.emplace_back();
}

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
    if (word != "_") {
      node = edge(node, sign_of(word));
      continue;
    }
    if (nodes_[node].gap == 0) {
      nodes_.emplace_back();
      nodes_[node].gap = static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    node = nodes_[node].gap;
  }
  auto& ends = nodes_[node].ends;
  if (std::ranges::find(ends, group) == ends.end()) ends.push_back(group);
}

Lexicon::Sign Lexicon::sign_of(std::string_view word) {
  if (word == "#") return number_sign;
  if (word == "#year") return year_sign;
  return word.ends_with('*') ? sign_of_letters(word.substr(0, word.size() - 1), true) : sign_of_letters(word, false);
}

Lexicon::Sign Lexicon::sign_of_letters(std::string_view letters, bool beginning) {
  auto hash = hash_start;
  auto* lengths = lengths_.data();
  for (std::size_t i = 0; i < letters.size(); ++i) {
    hash = hash_step(hash, letters[i]);
    if (i + 1 == first_letters) lengths += hash % lengths_.size();
  }
  (beginning ? lengths->beginnings : lengths->words) |= bit_of(letters.size());
  const auto [sign, added] = signs_.insert(key_of(beginning ? hash : hash_step(hash, ' ')), next_sign_);
  if (added) ++next_sign_;
  return *sign;
}

std::uint32_t Lexicon::edge(std::uint32_t node, Sign sign) {
  const auto key = (std::uint64_t{node} + 1) << 32 | sign;
  const auto [at, added] = edges_.insert(key, static_cast<std::uint32_t>(nodes_.size()));
  if (added) nodes_.emplace_back();
  nodes_[node].has_edges = true;
  return *at;
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
  for (auto& node : nodes_) {
    const auto own = std::exchange(node.ends, {});
    for (const auto end : own) node.ends.insert(node.ends.end(), wholes_[end].begin(), wholes_[end].end());
  }
  from_start_.assign(next_sign_, 0);
  for (Sign sign = 0; sign < next_sign_; ++sign)
    if (const auto* next = edges_.find(std::uint64_t{1} << 32 | sign)) from_start_[sign] = *next;
}

void Lexicon::signs_of(std::string_view word, std::vector<Sign>& out) const {
  if (is_number(word)) out.push_back(number_sign);
  if (is_year(word)) out.push_back(year_sign);
  auto hash = hash_start;
  auto lengths = lengths_[0];
  for (std::size_t i = 0; i < word.size(); ++i) {
    hash = hash_step(hash, word[i]);
    if (i + 1 == first_letters) lengths = lengths_[hash % lengths_.size()];
    if ((lengths.beginnings & bit_of(i + 1)) == 0) continue;
    if (const auto* sign = signs_.find(key_of(hash))) out.push_back(*sign);
  }
  if ((lengths.words & bit_of(word.size())) == 0) return;
  if (const auto* sign = signs_.find(key_of(hash_step(hash, ' ')))) out.push_back(*sign);
}

std::span<const Lexicon::Sign> Matcher::signs_at(std::uint32_t word) const {
  const auto begin = word == 0 ? 0 : sign_ends_[word - 1];
  return std::span(signs_).subspan(begin, sign_ends_[word] - begin);
}

// The phrases that begin with one word, which is counted from the sentence's first, as are those of open_.
void Matcher::match_from(std::uint32_t start, std::uint32_t count, std::uint32_t first, std::vector<Match>& matches) {
  for (const auto sign : signs_at(start))
    if (const auto next = lexicon_.from_start_[sign]; next != 0) open_.push_back({next, start + 1, 0});
  while (!open_.empty()) {
    const auto [node, at, gap] = open_.back();
    open_.pop_back();
    const auto& here = lexicon_.nodes_[node];
    for (const auto end : here.ends) matches.push_back({end, first + start, first + at - 1});
    if (here.gap != 0) open_.push_back({here.gap, at, longest_gap});
    if (at >= count) continue;
    if (gap > 0) open_.push_back({node, at + 1, gap - 1});
    if (!here.has_edges) continue;
    for (const auto sign : signs_at(at))
      if (const auto* next = lexicon_.edges_.find((std::uint64_t{node} + 1) << 32 | sign)) open_.push_back({*next, at + 1, 0});
  }
}

void Matcher::match(const std::vector<Word>& words, std::uint32_t first, std::uint32_t last, std::vector<Match>& matches) {
  signs_.clear();
  sign_ends_.clear();
  for (auto i = first; i < last; ++i) {
    lexicon_.signs_of(words[i].text, signs_);
    sign_ends_.push_back(static_cast<std::uint32_t>(signs_.size()));
  }
  const auto before = matches.size();
  for (std::uint32_t start = 0; start < last - first; ++start) match_from(start, last - first, first, matches);
  const auto* mask = lexicon_.find("MASK");
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
