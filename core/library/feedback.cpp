#include "core/library/feedback.hpp"

#include <algorithm>
#include <map>

#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr Xapian::termcount added_stems = 20;
constexpr double added_weight = 0.2;     // the weightiest added stem, to a word that was asked for
constexpr std::size_t shortest_stem = 3;

// Not stop words: those count nothing in any record (schema.md), and the weights of feedback are not made for that.
class WorthAdding : public Xapian::ExpandDecider {
 public:
  explicit WorthAdding(const Xapian::Database& database) : database_(database) {}
  bool operator()(const std::string& term) const override {
    return is_plain(term) && term.size() >= shortest_stem && (term.front() < '0' || term.front() > '9') &&
           database_.get_collection_freq(term) > 0;
  }

 private:
  const Xapian::Database& database_;
};

}  // namespace

Wider widen(const Xapian::Query& asked, const Xapian::RSet& best, const Xapian::Database& database) {
  Wider out{asked, {}};
  if (best.empty()) return out;
  Xapian::Enquire enquire(database);
  enquire.set_query(asked);
  enquire.set_expansion_scheme("trad");
  const WorthAdding worth(database);
  const auto terms = enquire.get_eset(added_stems, best, 0, &worth);
  std::vector<Xapian::Query> parts{asked};
  const double most = terms.empty() ? 1 : terms.begin().get_weight();
  for (auto it = terms.begin(); it != terms.end() && it.get_weight() > 0; ++it) {
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*it), added_weight * it.get_weight() / most);
    out.stems.push_back(*it);
  }
  out.query = Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
  return out;
}

std::vector<std::string> words_for(const std::vector<std::string>& stems, const std::vector<Card>& best, Stems& stemmer) {
  std::map<std::string, std::string> written;
  for (const auto& card : best) {
    for (const std::string_view text : {std::string_view(card.title), std::string_view(card.body)}) {
      Words words(text);
      for (Word word; words.next(word);) written.try_emplace(stemmer.of(word.folded), word.folded);
    }
  }
  std::vector<std::string> out;
  for (const auto& stem : stems) {
    if (const auto word = written.find(stem); word != written.end()) out.push_back(word->second);
  }
  return out;
}

}  // namespace fieldbook::library
