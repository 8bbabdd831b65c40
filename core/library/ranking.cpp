#include "core/library/ranking.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/library/feedback.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

using Ranking = std::vector<std::pair<std::string, double>>;

constexpr std::size_t quickly_ranked = 1'000;  // places up to which ties are mended after ranking

Xapian::Query within(const Xapian::Query& words, const Xapian::Query& filter) {
  if (words.empty() && filter.empty()) return Xapian::Query::MatchAll;
  if (words.empty()) return {Xapian::Query::OP_SCALE_WEIGHT, filter, 0.0};
  return filter.empty() ? words : Xapian::Query(Xapian::Query::OP_FILTER, words, filter);
}

// The best records, by their numbers where their words are looked up.
Xapian::RSet to_learn_from(const OpenIndex& index, const Xapian::MSet& best) {
  Xapian::RSet out;
  std::size_t count = 0;
  for (auto it = best.begin(); it != best.end() && count < feedback_records; ++it, ++count) {
    const auto here = index.is_front() ? std::nullopt : index.document(it, Sort::relevance);
    if (here || index.is_front()) out.add_document(here.value_or(*it));
  }
  return out;
}

// Looks for what the best records say too.
void widen(OpenIndex& index, const Query& query, Understood& understood) {
  const bool bag = understood.plain || query.words.empty();
  if (query.mode != Mode::recall || !bag || understood.query.empty()) return;
  Xapian::Enquire enquire(index.searched());
  auto first = query;
  first.sort = Sort::relevance;
  first.collapse.clear();
  first.offset = 0;
  first.limit = feedback_records;
  const auto best = match(index, enquire, first, understood, Aim::page);
  auto wider = library::widen(understood.query, to_learn_from(index, best), index.words());
  understood.query = wider.query;
  understood.added = std::move(wider.stems);
}

// The list, by its weights alone, the ids being looked up of what is on it. Nothing where more weigh what its last one
// weighs: then the ids say which of them are on it. Nothing of shards either, which would have to be asked for each id.
std::optional<Ranking> quick_rank(OpenIndex& index, const Query& query, const Understood& understood) {
  if (index.shards() != nullptr || query.sort != Sort::relevance || !query.collapse.empty() || understood.query.empty() || query.limit == 0) return std::nullopt;
  if (query.limit > quickly_ranked || query.offset > quickly_ranked) return std::nullopt;
  auto one_more = query;
  one_more.offset = 0;
  one_more.limit += query.offset + 1;
  Xapian::Enquire enquire(index.searched());
  const auto found = match(index, enquire, one_more, understood, Aim::list_with_ties);
  Ranking out;
  for (auto it = found.begin(); it != found.end() && out.size() + 1 < one_more.limit; ++it)
    out.emplace_back(it.get_document().get_value(slot::id), it.get_weight());
  if (found.size() > out.size() && found.back().get_weight() == out.back().second) return std::nullopt;
  std::ranges::sort(out, [](const auto& a, const auto& b) { return std::tie(b.second, a.first) < std::tie(a.second, b.first); });
  out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(std::min(query.offset, out.size())));
  return out;
}

// What shards have as a value (schema.md, "Shards").
class SortKey : public Xapian::KeyMaker {
 public:
  explicit SortKey(Sort sort) : sort_(sort) {}
  std::string operator()(const Xapian::Document& record) const override {
    const auto id = record.get_value(slot::id);
    return sort_ == Sort::title ? title_key(record.get_value(slot::title), id) : newest_key(record.get_value(slot::newest), id);
  }

 private:
  Sort sort_;
};

}  // namespace

Xapian::doccount count_at_least(OpenIndex& index, const Query& query, Aim aim) {
  const auto all = index.searched().get_doccount();
  if (query.exact || !query.collapse.empty() || all <= counted_always) return all;
  if (aim != Aim::page) return 0;
  const auto counting = static_cast<Xapian::doccount>(index.shards() == nullptr ? 1 : index.shards()->size());
  return (query.facets ? counted_for_facets : counted_for_total) / counting;  // each of them counts so many
}

Understood understand(OpenIndex& index, const Query& query) {
  auto out = query.words.empty() && !query.like.empty()
                 ? understand_brief(query.like, index.database(), index.words(), index.directory(), index.stems())
                 : understand(query.words, index.database(), index.directory(), index.stems());
  widen(index, query, out);
  return out;
}

void rank_by(Xapian::Enquire& enquire, Sort sort, bool of_shards) {
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
  if (sort != Sort::relevance && !of_shards) return enquire.set_sort_by_key_then_relevance((new SortKey(sort))->release(), false);
  switch (sort) {
    case Sort::relevance:
      enquire.set_sort_by_relevance_then_value(slot::id, false);
      break;
    case Sort::newest:
      enquire.set_sort_by_value_then_relevance(slot::newest, false);
      break;
    case Sort::title:
      enquire.set_sort_by_value_then_relevance(slot::title, false);
      break;
  }
}

Xapian::valueno group_slot(const OpenIndex& index, const Query& query) {
  return slot::first_group + static_cast<Xapian::valueno>(number_of(index.directory().groups, query.collapse));
}

Xapian::MSet match(OpenIndex& index, Xapian::Enquire& enquire, const Query& query, const Understood& understood, Aim aim) {
  const auto chosen = filters(query, index.database(), index.directory(), index.stems());
  const bool asked = !trim(query.words).empty() || !trim(query.like).empty();
  if (asked && understood.query.empty()) return {};  // for nothing but punctuation, or for words no record has
  enquire.set_query(within(understood.query, chosen));
  rank_by(enquire, query.sort, index.directory().of_shards);
  if (aim == Aim::list_with_ties) enquire.set_sort_by_relevance();
  if (!query.collapse.empty()) enquire.set_collapse_key(group_slot(index, query));
  const auto all = index.searched().get_doccount();
  const auto first = static_cast<Xapian::doccount>(std::min<std::size_t>(query.offset, all));
  const auto count = static_cast<Xapian::doccount>(std::min<std::size_t>(query.limit, all));
  return enquire.get_mset(first, count, count_at_least(index, query, aim));
}

Ranking rank(OpenIndex& index, const Query& query) {
  const auto understood = understand(index, query);
  if (auto quickly = quick_rank(index, query, understood)) return *std::move(quickly);
  Xapian::Enquire enquire(index.searched());
  const auto found = match(index, enquire, query, understood, Aim::list);
  Ranking out;
  for (auto it = found.begin(); it != found.end(); ++it) out.emplace_back(id_at(it, query.sort), it.get_weight());
  return out;
}

}  // namespace fieldbook::library
