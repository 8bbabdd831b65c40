#include "core/library/hits.hpp"

#include <set>

#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr double shown_for_added = 0.25;  // what a word that was not asked for matters in a passage, to one that was
constexpr std::size_t most_wanted = 1'000;

}  // namespace

Wanted wanted(const OpenIndex& index, const Understood& understood) {
  std::set<std::string> not_alone;
  for (const auto& name : understood.names) {
    for (const auto& other : name.also) {
      if (other.size() > 1) not_alone.insert(other.begin(), other.end());
    }
  }
  for (const auto& word : understood.words) not_alone.erase(word.stem);
  Wanted out;
  const double all = index.database().get_doccount();
  for (auto it = understood.query.get_unique_terms_begin(); it != understood.query.get_terms_end(); ++it) {
    auto term = *it;
    if (term.starts_with("XT")) term.erase(0, term.find(':') + 1);
    if (!is_plain(term) || not_alone.contains(term) || out.size() > most_wanted) continue;
    out[term] = 1 / (1 + index.database().get_termfreq(term) * 10 / (all + 1));
  }
  for (const auto& stem : understood.added) {
    if (const auto found = out.find(stem); found != out.end()) found->second *= shown_for_added;
  }
  return out;
}

Hit hit(OpenIndex& index, const Xapian::MSetIterator& it, const Wanted& wanted_words) {
  auto kept = index.card(*it);
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

}  // namespace fieldbook::library
