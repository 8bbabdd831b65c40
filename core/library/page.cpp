#include "core/library/page.hpp"

#include <algorithm>
#include <limits>
#include <map>
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
    const auto here = index.document(it, query.sort);
    const auto packed = here ? index.database().get_document(*here).get_value(slot::facets) : std::string();
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

// Counts facet values of what is found, and how many records are folded into one: here or, since shards count by
// themselves, by the values they have seen.
class Counting {
 public:
  Counting(OpenIndex& index, const Query& query)
      : is_here_(index.shards() == nullptr), all_(index.searched().get_doccount()), wanted_(count_at_least(index, query, Aim::page)),
        is_wanted_(query.facets || !query.collapse.empty()), folds_(!query.collapse.empty()), sets_(slot::facets),
        groups_(folds_ ? group_slot(index, query) : slot::facets),
        counter_(query.facets ? index.values().all().size() : 0, is_here_ ? wanted_ : all_) {}

  // Before the match.
  void watch(Xapian::Enquire& enquire) {
    if (is_wanted_) enquire.add_matchspy(is_here_ ? static_cast<Xapian::MatchSpy*>(&counter_) : &sets_);
    if (!is_here_ && folds_) enquire.add_matchspy(&groups_);
  }

  // What was counted, once the match is done.
  const FacetCounter& counter() {
    if (is_here_) return counter_;
    counter_.take(sets_);
    if (folds_) groups_.each([&](std::string_view group, Xapian::doccount records) { in_group_[std::string(group)] += records; });
    return counter_;
  }

  // Records folded into this one.
  std::size_t folded(const Xapian::MSetIterator& it) {
    const auto group = it.get_collapse_key();
    if (is_here_ || group.empty()) return it.get_collapse_count();
    const auto at = in_group_.find(group);
    return at != in_group_.end() ? at->second - 1 : 0;
  }

  bool is_whole(bool total_is_exact, std::size_t total) const {
    return is_here_ ? counter_.seen() >= all_ || counter_.seen() < wanted_ : total_is_exact && counter_.seen() == total;
  }

 private:
  bool is_here_;
  Xapian::doccount all_, wanted_;
  bool is_wanted_, folds_;
  ShardCounts sets_, groups_;
  std::map<std::string, std::size_t> in_group_;
  FacetCounter counter_;
};

// The terms of a query that a record has: looked up on this machine where it knows the record's words.
std::set<std::string> matched_terms(OpenIndex& index, Sort sort, const Understood& understood, const Xapian::Enquire& enquire, const Xapian::MSetIterator& it) {
  const auto here = index.shards() == nullptr || index.is_front() ? std::nullopt : index.document(it, sort);
  if (!here) return {enquire.get_matching_terms_begin(it), enquire.get_matching_terms_end(it)};
  std::set<std::string> out;
  auto term = index.database().termlist_begin(*here);
  const auto end = index.database().termlist_end(*here);
  const std::set<std::string> asked(understood.query.get_unique_terms_begin(), understood.query.get_terms_end());
  for (const auto& one : asked) {
    term.skip_to(one);
    if (term == end) break;
    if (*term == one) out.insert(one);
  }
  for (const auto& name : understood.names) {   // which the shards have by another term
    auto at = index.database().termlist_begin(*here);
    const auto code = index.directory().code_term_of(name.value.facet, name.value.value);
    at.skip_to(code);
    if (at != end && *at == code) out.insert(name.term);
  }
  return out;
}

void add_hits(OpenIndex& index, const Query& query, const Understood& understood, const Xapian::Enquire& enquire, const Xapian::MSet& found,
              Counting& counting, Results& out) {
  const auto words = wanted(understood, found, index.searched().get_doccount());
  std::size_t place = query.offset;
  for (const auto number : order(index, query, found)) {
    const auto it = found[static_cast<Xapian::doccount>(number)];
    out.hits.push_back(hit(index, it, query.sort, words));
    out.hits.back().folded = counting.folded(it);
    ++place;
    if (!query.explain) continue;
    const auto matched = matched_terms(index, query.sort, understood, enquire, it);
    auto& why = out.hits.back().why = reasons(understood, index.card(it, query.sort), matched, index.stems());
    if (spreads(query) && number + 1 > place)
      why.push_back("It stands at " + std::to_string(number + 1) + " by its words, and is shown earlier as it differs in " + join(query.spread, " or "));
  }
}

std::vector<Card> best_cards(OpenIndex& index, const Xapian::MSet& found, Sort sort) {
  std::vector<Card> out;
  for (auto it = found.begin(); it != found.end() && out.size() < feedback_records; ++it) out.push_back(index.card(it, sort));
  return out;
}

// What is to be said of the words.
void add_words(OpenIndex& index, const Understood& understood, const Xapian::MSet& found, Results& out) {
  const auto missed = unknown_words(understood, [&](const std::string& stem) {
    if (!index.is_front()) return index.database().term_exists(stem);
    return understood.query.empty() ? index.searched().term_exists(stem) : found.get_termfreq(stem) > 0;
  });
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
  Xapian::Enquire enquire(index.searched());
  const bool folds = !query.collapse.empty();
  Counting counting(index, query);
  counting.watch(enquire);
  const auto found = match(index, enquire, spreads(query) ? pool_of(query) : query, understood, Aim::page);
  add_totals(index, found, out);
  const auto& counter = counting.counter();
  const auto with_folded = folds ? counter.seen() : out.total;  // Xapian only estimates what it was before folding
  out.folded = with_folded - std::min(with_folded, out.total);
  add_hits(index, query, understood, enquire, found, counting, out);
  if (query.facets) {
    out.facets = counter.counts(index.values(), with_folded);
    out.facets_are_exact = counting.is_whole(out.total_is_exact, with_folded);
  }
  if (!understood.added.empty()) out.added = words_for(understood.added, best_cards(index, found, query.sort), index.stems());
  if (!query.words.empty()) add_words(index, understood, found, out);
  return out;
}

}  // namespace fieldbook::library
