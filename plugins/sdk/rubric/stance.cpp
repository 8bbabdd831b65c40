// Where patterns hold, and how the sentence means it.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "reading.hpp"

namespace fieldbook::rubric {
namespace {

constexpr std::size_t most_places = 48;  // of one group in one sentence; more would be no prose

bool joined(const Match& before, const Match& after, const Link& link) {
  const bool follows = after.first > before.last && after.first - before.last <= link.distance + 1;
  if (link.in_order) return follows;
  return follows || (before.first > after.last && before.first - after.last <= link.distance + 1);
}

Match cover(const Match& a, const Match& b) { return {a.group, std::min(a.first, b.first), std::max(a.last, b.last)}; }

// The first words of each of enough different items; one phrase does not count for two.
std::optional<Match> find_some(const Chain& chain, const Sentence& sentence) {
  std::vector<Match> found;
  for (const auto item : chain.items) {
    const auto all = sentence.of(item);
    const auto fresh = std::ranges::find_if(all, [&](const Match& match) {
      return std::ranges::none_of(found, [&](const Match& other) { return other.first <= match.last && match.first <= other.last; });
    });
    if (fresh != all.end()) found.push_back(*fresh);
  }
  if (found.size() < chain.at_least) return std::nullopt;
  Match all = found.front();
  for (const auto& match : found) all = cover(all, match);
  return all;
}

// The tightest place where the chain holds.
std::optional<Match> find_chain(const Chain& chain, const Sentence& sentence) {
  if (chain.at_least > 0) return find_some(chain, sentence);
  struct Place {
    Match at, all;
  };
  std::vector<Place> places;
  for (const auto& match : sentence.of(chain.items.front()).first(std::min(most_places, sentence.of(chain.items.front()).size())))
    places.push_back({match, match});
  for (std::size_t i = 0; i < chain.links.size() && !places.empty(); ++i) {
    std::vector<Place> next;
    for (const auto& match : sentence.of(chain.items[i + 1])) {
      const Place* best = nullptr;
      Match best_all{};
      for (const auto& place : places) {
        if (!joined(place.at, match, chain.links[i])) continue;
        const auto all = cover(place.all, match);
        if (best == nullptr || all.last - all.first < best_all.last - best_all.first) {
          best = &place;
          best_all = all;
        }
      }
      if (best != nullptr) next.push_back({match, best_all});
      if (next.size() == most_places) break;
    }
    places = std::move(next);
  }
  if (places.empty()) return std::nullopt;
  return std::ranges::min_element(places, {}, [](const Place& place) { return place.all.last - place.all.first; })->all;
}

bool may_hold(const Chain& chain, const Sentence& sentence) {
  const auto present = std::ranges::count_if(chain.items, [&](Group item) { return sentence.has(item); });
  return static_cast<std::size_t>(present) >= (chain.at_least > 0 ? chain.at_least : chain.items.size());
}

bool all_present(const Pattern& pattern, const Sentence& sentence) {
  return std::ranges::all_of(pattern.chains, [&](const Chain& chain) { return may_hold(chain, sentence); });
}

bool excluded(const Pattern& pattern, const Sentence& sentence) {
  return std::ranges::any_of(pattern.without, [&](Group group) { return sentence.has(group); });
}

bool chain_holds(const Chain& chain, const Sentence& sentence) {
  return may_hold(chain, sentence) && find_chain(chain, sentence).has_value();
}

class Judge {
 public:
  Judge(const Hit& hit, const Pattern& pattern, const Sentence& sentence, const Controls& controls)
      : hit_(hit), pattern_(pattern), sentence_(sentence), controls_(controls) {}

  Reason judge() const {
    if (sentence_.defines) return {Stance::not_said, first_of(controls_.defining)};
    if (const auto word = governs(controls_.conditional, 12)) return {Stance::not_said, word};
    if (const auto word = governs(controls_.formerly, 14); word && !since_follows(*word)) return {Stance::over, word};
    if (!pattern_.fixed) {
      if (const auto word = denial()) return {Stance::negated, word};
      if (const auto word = failure()) return {Stance::negated, word};
    }
    if (const auto word = plan()) return {Stance::planned, word};
    if (sentence_.question) return {Stance::not_said, {}};
    return {};
  }

 private:
  std::uint16_t clause(std::uint32_t word) const { return sentence_.clauses[word - sentence_.first]; }

  std::optional<Match> first_of(Group group) const {
    const auto all = sentence_.of(group);
    if (all.empty()) return std::nullopt;
    return all.front();
  }

  // "without asking" in a pattern's own phrase denies nothing: it is what the pattern looks for.
  bool part_of_phrase(const Match& match) const {
    return std::ranges::any_of(pattern_.chains, [&](const Chain& chain) {
      return std::ranges::any_of(chain.items, [&](Group item) {
        return std::ranges::any_of(sentence_.of(item), [&](const Match& phrase) {
          return phrase.first <= match.first && match.last <= phrase.last && phrase.last > phrase.first;
        });
      });
    });
  }

  // A word of the group in the clause of one of the hit's chains, not after it and at most `reach` words before it.
  std::optional<Match> governs(Group group, std::uint32_t reach) const {
    for (const auto& match : sentence_.of(group))
      for (const auto& span : hit_.spans)
        if (match.first <= span.last && span.first <= match.last + reach && clause(match.first) >= clause(span.first) &&
            clause(match.first) <= clause(span.last))
          return match;
    return std::nullopt;
  }

  std::optional<Match> denial() const {
    for (const auto& match : sentence_.of(controls_.negator)) {
      if (part_of_phrase(match)) continue;
      for (const auto& span : hit_.spans)
        if (match.last < span.last && span.first <= match.last + 6 && clause(match.first) == clause(span.last)) return match;
    }
    for (const auto& match : sentence_.of(controls_.instead))
      for (const auto& span : hit_.spans)
        if (match.last < span.first && span.first <= match.last + 6 && clause(match.first) == clause(span.first)) return match;
    return std::nullopt;
  }

  // "... failed", "... was abandoned": said after the thing, or of it just before.
  std::optional<Match> failure() const {
    for (const auto& match : sentence_.of(controls_.failure)) {
      if (part_of_phrase(match)) continue;
      for (const auto& span : hit_.spans) {
        const bool after = match.first > span.last && match.first <= span.last + 9 && clause(match.first) <= clause(span.last) + 1;
        const bool before = match.last < span.first && span.first <= match.last + 5 && clause(match.first) == clause(span.first);
        if (after || before) return match;
      }
    }
    return std::nullopt;
  }

  // "Formerly each bought alone and now they buy together": what follows "now" is not over.
  bool since_follows(const Match& formerly) const {
    return std::ranges::any_of(sentence_.of(controls_.since), [&](const Match& match) {
      return match.first > formerly.last && std::ranges::any_of(hit_.spans, [&](const Match& span) { return match.first <= span.first; });
    });
  }

  std::optional<Match> plan() const {
    for (const auto& match : sentence_.of(controls_.plan))
      for (const auto& span : hit_.spans)
        if (match.first <= span.last + 3 && clause(match.first) <= clause(span.last) && clause(span.first) <= clause(match.first) + 1) return match;
    for (const auto& match : sentence_.of(controls_.hedge))
      for (const auto& span : hit_.spans)
        if (clause(match.first) >= clause(span.first) && clause(match.first) <= clause(span.last)) return match;
    return std::nullopt;
  }

  const Hit& hit_;
  const Pattern& pattern_;
  const Sentence& sentence_;
  const Controls& controls_;
};

}  // namespace

std::optional<Hit> find(const Pattern& pattern, const Sentence& sentence) {
  if (!all_present(pattern, sentence) || excluded(pattern, sentence)) return std::nullopt;
  Hit hit;
  for (const auto& chain : pattern.chains) {
    const auto found = find_chain(chain, sentence);
    if (!found) return std::nullopt;
    hit.spans.push_back(*found);
  }
  return hit;
}

bool holds_across(const Pattern& pattern, const Sentence& before, const Sentence& after) {
  if (pattern.chains.size() < 2 || before.paragraph != after.paragraph) return false;
  if (excluded(pattern, before) || excluded(pattern, after)) return false;
  bool in_before = false, in_after = false;
  for (const auto& chain : pattern.chains) {
    const bool one = chain_holds(chain, before), two = chain_holds(chain, after);
    if (!one && !two) return false;
    in_before = in_before || (one && !two);
    in_after = in_after || (two && !one);
  }
  return in_before && in_after;
}

bool put_right(const Hit& hit, const Sentence& sentence, const Controls& controls) {
  const auto any_span = [&](auto&& holds) { return std::ranges::any_of(hit.spans, holds); };
  const auto clause = [&](std::uint32_t word) { return sentence.clauses[word - sentence.first]; };
  constexpr std::uint32_t reach = 14;
  const bool undone = std::ranges::any_of(sentence.of(controls.undoes), [&](const Match& match) {
    return any_span([&](const Match& span) {
      return match.first < span.first && span.first <= match.last + reach && clause(match.first) == clause(span.first);
    });
  });
  return undone || std::ranges::any_of(sentence.of(controls.resolved), [&](const Match& match) {
           return any_span([&](const Match& span) { return match.first > span.last; });
         });
}

Reason stance_of(const Hit& hit, const Pattern& pattern, const Sentence& sentence, const Controls& controls) {
  return Judge(hit, pattern, sentence, controls).judge();
}

}  // namespace fieldbook::rubric
