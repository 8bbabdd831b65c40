#include "core/library/page.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

#include "core/library/asked_words.hpp"
#include "core/library/explain.hpp"
#include "core/library/feedback.hpp"
#include "core/library/hits.hpp"
#include "core/library/ranking.hpp"
#include "core/library/spread.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

bool spreads(const Query& query) {
  return !query.spread.empty() && query.sort == Sort::relevance;
}

// The whole list up to the end of the page asked for, and what it is chosen from.
Query pool_of(Query query) {
  query.limit = std::max(spread_pool, query.offset + std::min<std::size_t>(query.limit, std::numeric_limits<std::size_t>::max() - query.offset));
  query.offset = 0;
  return query;
}

// The places of the page asked for, as numbers in what was found.
std::vector<std::size_t> order(OpenIndex& index, const Query& query, const Xapian::MSet& found) {
  std::vector<std::size_t> out(found.size());
  std::iota(out.begin(), out.end(), 0u);
  if (!spreads(query)) return out;
  std::vector<std::size_t> numbers;
  for (const auto& name : query.spread) numbers.push_back(number_of(index.directory().facets, name));
  const auto& all = index.values().all();
  std::vector<Traits> traits;
  for (auto it = found.begin(); it != found.end(); ++it) {
    traits.push_back({it.get_weight(), {}});
    if (traits.size() > spread_pool) continue;
    const auto packed = it.get_document().get_value(slot::facets);
    for (const auto number : numbers) {
      auto& of_facet = traits.back().values.emplace_back();
      for_each_facet_code(packed, [&](std::uint64_t code) {
        if (code < all.size() && all[code].facet == number) of_facet.emplace(all[code].value);
      });
    }
  }
  out = spread(traits);
  out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(std::min(out.size(), query.offset)));
  if (out.size() > query.limit) out.resize(query.limit);
  return out;
}

void add_totals(const Xapian::MSet& found, Results& out) {
  out.total = found.get_matches_estimated();
  out.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
}

void add_hits(OpenIndex& index, const Query& query, const Understood& understood, const Xapian::Enquire& enquire, const Xapian::MSet& found,
              Results& out) {
  const auto words = wanted(index, understood);
  std::size_t place = query.offset;
  for (const auto number : order(index, query, found)) {
    const auto it = found[static_cast<Xapian::doccount>(number)];
    out.hits.push_back(hit(index, it, words));
    ++place;
    if (!query.explain) continue;
    const std::set<std::string> matched(enquire.get_matching_terms_begin(it), enquire.get_matching_terms_end(it));
    auto& why = out.hits.back().why = reasons(understood, index.card(*it), matched, index.stems());
    if (spreads(query) && number + 1 > place)
      why.push_back("It stands at " + std::to_string(number + 1) + " by its words, and is shown earlier as it differs in " + join(query.spread, " or "));
  }
}

// What is to be said of the words.
void add_words(OpenIndex& index, const Understood& understood, Results& out) {
  const auto missed = unknown_words(understood, index.database());
  out.corrected = correction(understood, missed, index.database());
  for (const auto& word : missed) {
    if (auto written = std::string(cut(understood.text, word.span)); std::ranges::find(out.unknown, written) == out.unknown.end())
      out.unknown.push_back(std::move(written));
  }
}

}  // namespace

Results page(OpenIndex& index, const Query& query) {
  Results out;
  const auto understood = understand(index, query);
  out.query = query.words.empty() ? std::string() : understood.text;
  if (query.words.empty()) {
    for (const auto& word : understood.words) out.drivers.emplace_back(cut(understood.text, word.span));
  }
  Xapian::Enquire enquire(index.database());
  const bool folds = !query.collapse.empty();
  const auto counted = count_at_least(index, query, Aim::page);
  FacetCounter counter(query.facets ? index.values().all().size() : 0, counted);
  const auto found = match(index, enquire, spreads(query) ? pool_of(query) : query, understood, query.facets || folds ? &counter : nullptr, Aim::page);
  add_totals(found, out);
  const auto with_folded = folds ? counter.seen() : out.total;  // Xapian only estimates what it was before folding
  out.folded = with_folded - std::min(with_folded, out.total);
  add_hits(index, query, understood, enquire, found, out);
  if (query.facets) {
    out.facets = counter.counts(index.values(), with_folded);
    out.facets_are_exact = counter.seen() >= index.database().get_doccount() || counter.seen() < counted;
  }
  out.added = words_for(understood.added, found, index.database(), index.stems());
  if (!query.words.empty()) add_words(index, understood, out);
  return out;
}

}  // namespace fieldbook::library
