#include "core/library/indexer.hpp"

#include <xapian.h>

#include "core/library/bytes.hpp"
#include "core/library/record_terms.hpp"
#include "core/library/store.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t commit_bytes = 32u << 20;  // of text, while a database is built that nobody reads yet
constexpr std::size_t title_key_limit_bytes = 150;

std::string newest_key(const Indexable& record) {
  return year_value(record.first ? still_going_on - record.first->year + 1000 : still_going_on) + record.card.id;
}

void add_values(Xapian::Document& document, const Indexable& record, FacetCodes& codes) {
  const auto& card = record.card;
  document.add_value(slot::id, card.id);
  document.add_value(slot::fingerprint, record.fingerprint());
  if (record.first) document.add_value(slot::first_day, first_day_value(*record.first));
  if (record.last) document.add_value(slot::last_day, last_day_value(*record.last));
  document.add_value(slot::newest, newest_key(record));
  document.add_value(slot::title, std::string(truncate(fold(card.title), title_key_limit_bytes)) + '\0' + card.id);
  std::string facets;
  for (const auto& value : record.values) put(facets, codes.of(value.number, value.value));
  document.add_value(slot::facets, facets);
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
  Xapian::Document document;
  IntoDocument sink(document);
  give_terms(record, stems_, sink);
  add_values(document, record, codes_);
  document.set_data(encode(record.card));
  return document;
}

void Indexer::count_words(const Card& card, int difference) {
  give_counted_words(card, [&](const std::string& word) { word_differences_[word] += difference; });
}

void build_database(const fs::path& folder, const Names& names, const std::function<std::optional<Indexable>()>& next,
                    const std::function<void(Xapian::WritableDatabase&)>& finish) {
  const auto name = fresh_name(folder);
  {
    // Nobody reads this database before make_current() has put it on the disk, so it need not be safe until then.
    Xapian::WritableDatabase database((folder / name).string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                                                                    Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    Indexer indexer(database, names.language);
    std::size_t bytes = 0;
    while (const auto record = next()) {
      indexer.add(*record);
      bytes += record->size();
      if (bytes < commit_bytes) continue;
      indexer.write_shared();
      database.commit();
      bytes = 0;
    }
    indexer.write_shared();
    write_names(database, names);
    if (finish) finish(database);
    database.set_metadata(key::made_by, made_by());
    database.commit();
    database.close();
  }
  make_current(folder, name);
}

}  // namespace fieldbook::library
