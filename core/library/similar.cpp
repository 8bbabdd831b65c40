#include <algorithm>

#include "core/base/error.hpp"
#include "core/library/hits.hpp"
#include "core/library/page.hpp"
#include "core/library/ranking.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t similar_terms = 40;
constexpr double similar_facets = 0.5;  // a shared facet value, to the strongest word

class PlainTerms : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override { return is_plain(term); }
};

// The words that say most of what a record is about, and its facet values; empty where it has neither.
Xapian::Query query_like(OpenIndex& index, Xapian::docid like, const Card& card) {
  Xapian::Enquire enquire(index.words());
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
  enquire.set_query(Xapian::Query(id_term(card.id)));
  Xapian::RSet one;
  if (index.is_front()) {
    const auto term = id_term(card.id);
    if (const auto it = index.words().postlist_begin(term); it != index.words().postlist_end(term)) one.add_document(*it);
  } else {
    one.add_document(like);
  }
  const PlainTerms plain;
  const auto terms = enquire.get_eset(similar_terms, one, 0, &plain);
  std::vector<Xapian::Query> parts;
  const double most = terms.empty() ? 1 : terms.begin().get_weight();
  for (auto it = terms.begin(); it != terms.end(); ++it)
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*it),
                       most > 0 ? std::max(0.0, it.get_weight() / most) : 1);
  for (const auto& [facet, values] : card.fields) {
    if (!index.directory().facet(facet)) continue;
    for (const auto value : split(values, ' '))
      parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(index.directory().term_of(facet, std::string(value))), similar_facets);
  }
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace

Results similar_page(OpenIndex& index, std::string_view id, std::size_t limit) {
  const auto like = index.document(id);
  if (!like)
    throw Error(Errc::not_found, "there is no record " + in_quotes(id) + " in the index",
                "look it up with fieldbook search");
  const auto card = index.card(*like);
  Results out;
  out.query = card.id;
  const auto query = query_like(index, *like, card);
  if (query.empty()) return out;
  Xapian::Enquire enquire(index.searched());
  rank_by(enquire, Sort::relevance, index.directory().of_shards);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_NOT, query, Xapian::Query(id_term(card.id))));
  const auto all = index.searched().get_doccount();
  const auto found = enquire.get_mset(0, static_cast<Xapian::doccount>(std::min<std::size_t>(limit, all)),
                                      all <= counted_always ? all : counted_for_total);
  add_totals(index, found, out);
  for (auto it = found.begin(); it != found.end(); ++it) out.hits.push_back(hit(index, it, Sort::relevance, {}));
  return out;
}

}  // namespace fieldbook::library
