#include "core/library/search.hpp"

#include <xapian.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>

#include "core/base/error.hpp"
#include "core/library/card.hpp"
#include "core/library/explain.hpp"
#include "core/library/facets.hpp"
#include "core/library/names.hpp"
#include "core/library/feedback.hpp"
#include "core/library/query.hpp"
#include "core/library/snippet.hpp"
#include "core/library/spread.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

namespace {

constexpr int tries = 100;                           // of a search that writers overtake
constexpr int tries_damaged = 3;                     // of one that meets a database in the way of being replaced
constexpr Xapian::doccount counted_always = 20'000;  // records in a library up to which every match is counted
constexpr Xapian::doccount counted_for_facets = 10'000, counted_for_total = 1'000;
constexpr std::size_t quickly_ranked = 1'000;  // places up to which ties are mended after ranking
constexpr std::size_t similar_terms = 40;
constexpr double shown_for_added = 0.25;  // what a word that was not asked for matters in a passage, to one that was
constexpr double similar_facets = 0.5;  // a shared facet value, to the strongest word

void order_by(Xapian::Enquire& enquire, Sort sort) {
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

Xapian::Query within(const Xapian::Query& words, const Xapian::Query& filter) {
  if (words.empty() && filter.empty()) return Xapian::Query::MatchAll;
  if (words.empty()) return {Xapian::Query::OP_SCALE_WEIGHT, filter, 0.0};
  return filter.empty() ? words : Xapian::Query(Xapian::Query::OP_FILTER, words, filter);
}

// Whether a word is part of the syntax of a query with operators: the name of a field, NEAR, ADJ or XOR.
bool is_syntax(const Understood& understood, const QueryWord& word) {
  if (understood.plain) return false;
  const auto written = cut(understood.text, word.span);
  return understood.text.substr(word.span.end, 1) == ":" || written == "NEAR" || written == "ADJ" || written == "XOR";
}

bool spreads(const Query& query) {
  return !query.spread.empty() && query.sort == Sort::relevance;
}

// The whole list up to the end of the page asked for, and what it is chosen from.
Query pool_of(Query query) {
  query.limit = std::max(spread_pool, query.offset + std::min<std::size_t>(query.limit, std::numeric_limits<std::size_t>::max() - query.offset));
  query.offset = 0;
  return query;
}

// What is wanted of a match. A page shows how many records there are; where a list is all, the matcher may pass over what
// cannot come first, and where ties may stay open, it need not look up the id of each that could.
enum class Aim { page, list, list_with_ties };

class PlainTerms : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override { return is_plain(term); }
};

}  // namespace

struct Reader::Impl {
  explicit Impl(fs::path where) : folder(std::move(where)) {}

  // Runs something on the newest state of the index, again from the start where a writer has overtaken it.
  template <class Work>
  auto on_newest(Work work) {
    for (int attempt = 1;; ++attempt) {
      try {
        refresh();
        return work();
      } catch (const Xapian::DatabaseModifiedError& error) {
        if (attempt == tries) rethrow(error, folder);
      } catch (const Xapian::DatabaseError& error) {
        opened.clear();
        if (attempt >= tries_damaged) rethrow(error, folder);
      } catch (const Xapian::Error& error) {
        rethrow(error, folder);
      }
    }
  }

  void refresh() {
    const auto current = stub_text(folder);
    if (current.empty()) throw Error(Errc::not_found, "there is no index in " + folder.string(), "run fieldbook index");
    if (current == opened && !database.reopen()) return;
    if (current != opened) {
      opened.clear();
      database = Xapian::Database(stub_file(folder).string());
    }
    const auto maker = database.get_metadata(key::made_by);
    if (!is_readable(maker)) {
      throw Error(Errc::damaged, "the index in " + folder.string() + " was made by another version of this program",
                  "run fieldbook index");
    }
    directory = read_directory(database);
    values_read.reset();
    if (!stems || language != directory.language) stems.emplace(directory.language);
    language = directory.language;
    opened = current;
  }

  Understood understand(const Query&);
  void widen(const Query&, Understood&);
  Xapian::MSet match(Xapian::Enquire&, const Query&, const Understood&, FacetCounter*, Aim);
  std::vector<std::size_t> order(const Query&, const Xapian::MSet&);
  Results search(const Query&);
  std::vector<std::pair<std::string, double>> rank(const Query&);
  std::optional<std::vector<std::pair<std::string, double>>> quick_rank(const Query&, const Understood&);
  Results similar(std::string_view id, std::size_t limit);
  std::optional<Xapian::docid> document(std::string_view id) const;
  Card card(Xapian::docid id) const { return decode_card(database.get_document(id).get_data()); }
  Hit hit(const Xapian::MSetIterator&, const Wanted&);
  Xapian::doccount count_at_least(const Query&, Aim) const;
  Wanted wanted(const Understood&) const;
  std::vector<QueryWord> unknown(const Understood&) const;
  std::optional<std::string> correction(const Understood&, const std::vector<QueryWord>& unknown) const;
  std::string gist(std::string_view words);
  FacetValues& values() { return values_read ? *values_read : values_read.emplace(database, directory); }

  fs::path folder;
  std::string opened;  // text of the stub file of what is open; empty: nothing
  Xapian::Database database;
  Directory directory;
  std::string language;
  std::optional<Stems> stems;
  std::optional<FacetValues> values_read;
};

Xapian::doccount Reader::Impl::count_at_least(const Query& query, Aim aim) const {
  const auto all = database.get_doccount();
  if (query.exact || !query.collapse.empty() || all <= counted_always) return all;
  if (aim != Aim::page) return 0;
  return query.facets ? counted_for_facets : counted_for_total;
}

// A word matters in a passage as it does in ranking: the rarer, the more. Words that only stand in longer other names
// of what was asked for say little by themselves.
Wanted Reader::Impl::wanted(const Understood& understood) const {
  std::set<std::string> not_alone;
  for (const auto& name : understood.names) {
    for (const auto& other : name.also) {
      if (other.size() > 1) not_alone.insert(other.begin(), other.end());
    }
  }
  for (const auto& word : understood.words) not_alone.erase(word.stem);
  Wanted out;
  const double all = database.get_doccount();
  for (auto it = understood.query.get_unique_terms_begin(); it != understood.query.get_terms_end(); ++it) {
    auto term = *it;
    if (term.starts_with("XT")) term.erase(0, term.find(':') + 1);
    if (!is_plain(term) || not_alone.contains(term) || out.size() > 1'000) continue;
    out[term] = 1 / (1 + database.get_termfreq(term) * 10 / (all + 1));
  }
  for (const auto& stem : understood.added) {
    if (const auto found = out.find(stem); found != out.end()) found->second *= shown_for_added;
  }
  return out;
}

Hit Reader::Impl::hit(const Xapian::MSetIterator& it, const Wanted& wanted_words) {
  auto kept = card(*it);
  auto passage = best_passage(kept, wanted_words, *stems);
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

std::vector<QueryWord> Reader::Impl::unknown(const Understood& understood) const {
  std::vector<QueryWord> out;
  const auto in_a_name = [&](const QueryWord& word) {  // "VCSE": the vocabulary knows it, though no text has it
    return std::ranges::any_of(understood.names, [&](const UsedName& name) {
      return name.span.begin <= word.span.begin && word.span.end <= name.span.end;
    });
  };
  for (const auto& word : understood.words) {
    if (!word.stop && !is_syntax(understood, word) && !in_a_name(word) && !database.term_exists(word.stem)) out.push_back(word);
  }
  return out;
}

// The words that the library does not have, replaced by those it has.
std::optional<std::string> Reader::Impl::correction(const Understood& understood, const std::vector<QueryWord>& unknown) const {
  std::string out;
  std::size_t at = 0;
  for (const auto& word : unknown) {
    if (word.folded.size() < 3) continue;
    const auto better = database.get_spelling_suggestion(word.folded);
    if (better.empty() || better == word.folded) continue;
    out += understood.text.substr(at, word.span.begin - at) + better;
    at = word.span.end;
  }
  return at == 0 ? std::nullopt : std::optional(out + understood.text.substr(at));
}

// Words come first: a text is only looked at where there are none.
Understood Reader::Impl::understand(const Query& query) {
  if (query.words.empty() && !query.like.empty()) return understand_brief(query.like, database, *stems);
  return library::understand(query.words, database, directory, *stems);
}

// The one way from an understood query to a ranking.
Xapian::MSet Reader::Impl::match(Xapian::Enquire& enquire, const Query& query, const Understood& understood,
                                 FacetCounter* counter, Aim aim) {
  const auto chosen = filters(query, database, directory, *stems);
  const bool asked = !trim(query.words).empty() || !trim(query.like).empty();
  if (asked && understood.query.empty()) return {};  // for nothing but punctuation, or for words no record has
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
  enquire.set_query(within(understood.query, chosen));
  if (aim == Aim::list_with_ties) {
    enquire.set_sort_by_relevance();
  } else {
    order_by(enquire, query.sort);
  }
  if (!query.collapse.empty())
    enquire.set_collapse_key(slot::first_group + static_cast<Xapian::valueno>(number_of(directory.groups, query.collapse)));
  if (counter != nullptr) enquire.add_matchspy(counter);
  const auto all = database.get_doccount();
  const auto first = static_cast<Xapian::doccount>(std::min<std::size_t>(query.offset, all));
  const auto count = static_cast<Xapian::doccount>(std::min<std::size_t>(query.limit, all));
  return enquire.get_mset(first, count, count_at_least(query, aim));
}

// Looks for what the best records say too.
void Reader::Impl::widen(const Query& query, Understood& understood) {
  const bool bag = understood.plain || query.words.empty();
  if (query.mode != Mode::recall || !bag || understood.query.empty()) return;
  Xapian::Enquire enquire(database);
  auto first = query;
  first.sort = Sort::relevance;
  first.collapse.clear();
  first.offset = 0;
  first.limit = feedback_records;
  const auto best = match(enquire, first, understood, nullptr, Aim::page);
  auto wider = library::widen(understood.query, best, database);
  understood.query = wider.query;
  understood.added = std::move(wider.stems);
}

// The places of the page asked for, as numbers in what was found.
std::vector<std::size_t> Reader::Impl::order(const Query& query, const Xapian::MSet& found) {
  std::vector<std::size_t> out(found.size());
  std::iota(out.begin(), out.end(), 0u);
  if (!spreads(query)) return out;
  std::vector<std::size_t> numbers;
  for (const auto& name : query.spread) numbers.push_back(number_of(directory.facets, name));
  const auto& all = values().all();
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

Results Reader::Impl::search(const Query& query) {
  Results out;
  auto understood = understand(query);
  widen(query, understood);
  out.query = query.words.empty() ? std::string() : understood.text;
  if (query.words.empty()) {
    for (const auto& word : understood.words) out.drivers.emplace_back(cut(understood.text, word.span));
  }
  Xapian::Enquire enquire(database);
  const bool folds = !query.collapse.empty();
  FacetCounter counter(query.facets ? values().all().size() : 0, count_at_least(query, Aim::page));
  const auto found = match(enquire, spreads(query) ? pool_of(query) : query, understood, query.facets || folds ? &counter : nullptr, Aim::page);
  out.total = found.get_matches_estimated();
  out.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
  const auto with_folded = folds ? counter.seen() : out.total;  // Xapian only estimates what it was before folding
  out.folded = with_folded - std::min(with_folded, out.total);
  const auto words = wanted(understood);
  std::size_t place = query.offset;
  for (const auto number : order(query, found)) {
    const auto it = found[static_cast<Xapian::doccount>(number)];
    out.hits.push_back(hit(it, words));
    ++place;
    if (!query.explain) continue;
    const std::set<std::string> matched(enquire.get_matching_terms_begin(it), enquire.get_matching_terms_end(it));
    auto& why = out.hits.back().why = reasons(understood, card(*it), matched, *stems);
    if (spreads(query) && number + 1 > place)
      why.push_back("It stands at " + std::to_string(number + 1) + " by its words, and is shown earlier as it differs in " + join(query.spread, " or "));
  }
  if (query.facets) {
    out.facets = counter.counts(values(), with_folded);
    out.facets_are_exact = counter.seen() >= database.get_doccount() || counter.seen() < count_at_least(query, Aim::page);
  }
  out.added = words_for(understood.added, found, database, *stems);
  if (!query.words.empty()) {
    const auto missed = unknown(understood);
    out.corrected = correction(understood, missed);
    for (const auto& word : missed) {
      if (auto written = std::string(cut(understood.text, word.span)); std::ranges::find(out.unknown, written) == out.unknown.end())
        out.unknown.push_back(std::move(written));
    }
  }
  return out;
}

// The list, by its weights alone, the ids being looked up of what is on it. Nothing where more weigh what its last one
// weighs: then the ids say which of them are on it.
std::optional<std::vector<std::pair<std::string, double>>> Reader::Impl::quick_rank(const Query& query, const Understood& understood) {
  if (query.sort != Sort::relevance || !query.collapse.empty() || understood.query.empty() || query.limit == 0) return std::nullopt;
  if (query.limit > quickly_ranked || query.offset > quickly_ranked) return std::nullopt;
  auto one_more = query;
  one_more.offset = 0;
  one_more.limit += query.offset + 1;
  Xapian::Enquire enquire(database);
  const auto found = match(enquire, one_more, understood, nullptr, Aim::list_with_ties);
  std::vector<std::pair<std::string, double>> out;
  for (auto it = found.begin(); it != found.end() && out.size() + 1 < one_more.limit; ++it)
    out.emplace_back(it.get_document().get_value(slot::id), it.get_weight());
  if (found.size() > out.size() && found.back().get_weight() == out.back().second) return std::nullopt;
  std::ranges::sort(out, [](const auto& a, const auto& b) { return std::tie(b.second, a.first) < std::tie(a.second, b.first); });
  out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(std::min(query.offset, out.size())));
  return out;
}

std::vector<std::pair<std::string, double>> Reader::Impl::rank(const Query& query) {
  auto understood = understand(query);
  widen(query, understood);
  if (auto quickly = quick_rank(query, understood)) return *std::move(quickly);
  Xapian::Enquire enquire(database);
  const auto found = match(enquire, query, understood, nullptr, Aim::list);
  std::vector<std::pair<std::string, double>> out;
  for (auto it = found.begin(); it != found.end(); ++it) {
    out.emplace_back(it.get_document().get_value(slot::id), it.get_weight());
  }
  return out;
}

Results Reader::Impl::similar(std::string_view id, std::size_t limit) {
  const auto like = document(id);
  if (!like)
    throw Error(Errc::not_found, "there is no record " + in_quotes(id) + " in the index",
                "look it up with fieldbook search");
  const auto kept = card(*like);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
  enquire.set_query(Xapian::Query(id_term(kept.id)));
  Xapian::RSet one;
  one.add_document(*like);
  const PlainTerms plain;
  const auto terms = enquire.get_eset(similar_terms, one, 0, &plain);
  std::vector<Xapian::Query> parts;
  const double most = terms.empty() ? 1 : terms.begin().get_weight();
  for (auto it = terms.begin(); it != terms.end(); ++it)
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*it),
                       most > 0 ? std::max(0.0, it.get_weight() / most) : 1);
  for (const auto& [facet, values] : kept.fields) {
    if (!directory.facet(facet)) continue;
    for (const auto value : split(values, ' '))
      parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(facet_term(facet, value)), similar_facets);
  }
  Results out;
  out.query = kept.id;
  if (parts.empty()) return out;
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_NOT,
                                  Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()),
                                  Xapian::Query(id_term(kept.id))));
  order_by(enquire, Sort::relevance);
  const auto all = database.get_doccount();
  const auto found = enquire.get_mset(0, static_cast<Xapian::doccount>(std::min<std::size_t>(limit, all)),
                                      all <= counted_always ? all : counted_for_total);
  out.total = found.get_matches_estimated();
  out.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
  for (auto it = found.begin(); it != found.end(); ++it) out.hits.push_back(hit(it, {}));
  return out;
}

std::optional<Xapian::docid> Reader::Impl::document(std::string_view id) const {
  for (const auto& term : {id_term(id), alias_term(id)}) {
    if (const auto it = database.postlist_begin(term); it != database.postlist_end(term)) return *it;
  }
  return std::nullopt;
}

std::string Reader::Impl::gist(std::string_view words) {
  const auto understood = library::understand(words, database, directory, *stems);
  std::set<std::string> asked;
  for (const auto& word : understood.words) {
    if (!word.stop) asked.insert(word.stem);
  }
  if (!understood.plain || asked.empty()) return "=" + understood.text;
  return join(std::vector<std::string>(asked.begin(), asked.end()), " ");
}

Reader::Reader(const fs::path& index_folder) : impl_(std::make_unique<Impl>(index_folder)) {
  impl_->on_newest([] { return 0; });
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Results Reader::search(const Query& query) {
  return impl_->on_newest([&] { return impl_->search(query); });
}

std::vector<std::pair<std::string, double>> Reader::rank(const Query& query) {
  return impl_->on_newest([&] { return impl_->rank(query); });
}

Results Reader::similar(std::string_view id, std::size_t limit) {
  return impl_->on_newest([&] { return impl_->similar(id, limit); });
}

std::optional<Entry> Reader::find(std::string_view id) {
  return impl_->on_newest([&]() -> std::optional<Entry> {
    const auto document = impl_->document(id);
    if (!document) return std::nullopt;
    auto kept = impl_->card(*document);
    return Entry{std::move(kept.id), std::move(kept.kind), std::move(kept.title), std::move(kept.url),
                 std::move(kept.file)};
  });
}

std::string Reader::gist(std::string_view words) {
  return impl_->on_newest([&] { return impl_->gist(words); });
}

std::size_t Reader::size() {
  return impl_->on_newest([&] { return std::size_t{impl_->database.get_doccount()}; });
}

}  // namespace fieldbook::library
