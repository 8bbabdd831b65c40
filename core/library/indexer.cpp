#include "core/library/indexer.hpp"

#include <xapian.h>

#include "core/library/bytes.hpp"
#include "core/library/record_terms.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t title_key_limit_bytes = 150;

std::string newest_key(const Indexable& record) {
  return year_value(record.first ? still_going_on - record.first->year + 1000 : still_going_on) + record.card.id;
}

void add_values(Xapian::Document& document, const Indexable& record, const std::string& facet_codes) {
  const auto& card = record.card;
  document.add_value(slot::id, card.id);
  document.add_value(slot::fingerprint, record.fingerprint());
  if (record.first) document.add_value(slot::first_day, first_day_value(*record.first));
  if (record.last) document.add_value(slot::last_day, last_day_value(*record.last));
  document.add_value(slot::newest, newest_key(record));
  document.add_value(slot::title, std::string(truncate(fold(card.title), title_key_limit_bytes)) + '\0' + card.id);
  document.add_value(slot::facets, facet_codes);
  for (std::size_t i = 0; i < record.groups.size(); ++i)
    document.add_value(slot::first_group + static_cast<Xapian::valueno>(i), record.groups[i]);
  document.add_boolean_term(id_term(card.id));
  for (const auto& alias : record.aliases) document.add_boolean_term(alias_term(alias));
  for (const auto& mention : record.mentions) document.add_boolean_term(mention_term(mention.field, mention.id));
}

class IntoDocument : public TermSink {
 public:
  explicit IntoDocument(Xapian::Document& document) : document_(document) {}
  void word(const std::string& term, unsigned position, unsigned weight) override {
    document_.add_posting(term, position, weight);
  }
  void value(const std::string& term, unsigned weight) override { document_.add_term(term, weight); }

 private:
  Xapian::Document& document_;
};

}  // namespace

std::string packed(FacetCodes& codes, const Indexable& record) {
  std::string out;
  for (const auto& value : record.values) put(out, codes.of(value.number, value.value));
  return out;
}

Xapian::Document document(const Indexable& record, const std::string& facet_codes, Stems& stems) {
  Xapian::Document out;
  IntoDocument sink(out);
  give_terms(record, stems, sink);
  add_values(out, record, facet_codes);
  out.set_data(encode(record.card));
  return out;
}

Indexer::Indexer(Xapian::WritableDatabase& database, const std::string& language)
    : database_(database), stems_(language), codes_(database) {}

void Indexer::add(const Indexable& record) {
  count_words(record.card, 1);
  database_.add_document(document(record));
}

void Indexer::replace(Xapian::docid id, const Indexable& record) {
  count_words(decode_card(database_.get_document(id).get_data()), -1);
  count_words(record.card, 1);
  database_.replace_document(id, document(record));
}

void Indexer::remove(Xapian::docid id) {
  count_words(decode_card(database_.get_document(id).get_data()), -1);
  database_.delete_document(id);
}

void Indexer::write_shared() {
  for (const auto& [word, difference] : word_differences_) {
    if (difference > 0) database_.add_spelling(word, static_cast<unsigned>(difference));
    if (difference < 0) database_.remove_spelling(word, static_cast<unsigned>(-difference));
  }
  word_differences_.clear();
  codes_.write(database_);
}

Xapian::Document Indexer::document(const Indexable& record) {
  return library::document(record, packed(codes_, record), stems_);
}

void Indexer::count_words(const Card& card, int difference) {
  give_counted_words(card, [&](const std::string& word) { word_differences_[word] += difference; });
}

}  // namespace fieldbook::library
