#include "core/library/hits.hpp"

#include <set>

#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr double shown_for_added = 0.25;  // what a word that was not asked for matters in a passage, to one that was
constexpr std::size_t most_wanted = 1'000;

}  // namespace

Wanted wanted(const Understood& understood, const Xapian::MSet& found, Xapian::doccount all) {
  std::set<std::string> not_alone;
  for (const auto& name : understood.names) {
    for (const auto& other : name.also) {
      if (other.size() > 1) not_alone.insert(other.begin(), other.end());
    }
  }
  for (const auto& word : understood.words) not_alone.erase(word.stem);
  Wanted out;
  for (auto it = understood.query.get_unique_terms_begin(); it != understood.query.get_terms_end(); ++it) {
    const auto& term = *it;
    const auto stem = term.starts_with("XT") ? term.substr(term.find(':') + 1) : term;
    if (!is_plain(stem) || not_alone.contains(stem) || out.size() > most_wanted) continue;
    out[stem] = 1 / (1 + found.get_termfreq(term) * 10 / (double(all) + 1));
  }
  for (const auto& stem : understood.added) {
    if (const auto at = out.find(stem); at != out.end()) at->second *= shown_for_added;
  }
  return out;
}

Hit hit(OpenIndex& index, const Xapian::MSetIterator& it, Sort sort, const Wanted& wanted_words) {
  auto kept = index.card(it, sort);
  auto passage = best_passage(kept, wanted_words, index.stems());
  return {kept.id,
          kept.kind,
          kept.title,
          it.get_weight(),
          it.get_collapse_count(),
          std::move(passage.text),
          std::move(passage.highlights),
          kept.url,
          std::move(kept.fields),
          {}};
}

void add_totals(const OpenIndex& index, const Xapian::MSet& found, Results& out) {
  out.total = found.get_matches_estimated();
  out.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
  if (index.shards() == nullptr) return;
  out.warnings = index.shards()->warnings();
  out.total_is_exact = out.total_is_exact && !index.shards()->misses_some();
}

}  // namespace fieldbook::library
