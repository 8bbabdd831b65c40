#include "core/library/indexer.hpp"

#include <xapian.h>

namespace fieldbook::library {

Indexer::Indexer(Xapian::WritableDatabase& database, const std::string& language)
    : database_(database), codes_(database), numbers_(database), dictionary_(database), make_(language, numbers_, dictionary_), read_(database) {}

void Indexer::add(const Indexable& record) {
  count_words(record.card, 1);
  database_.add_document(document(record));
}

void Indexer::replace(Xapian::docid id, const Indexable& record) {
  count_words(read_(database_.get_document(id)), -1);
  count_words(record.card, 1);
  database_.replace_document(id, document(record));
}

void Indexer::remove(Xapian::docid id) {
  count_words(read_(database_.get_document(id)), -1);
  database_.delete_document(id);
}

void Indexer::write_shared() {
  for (const auto& [word, difference] : word_differences_) {
    if (difference > 0) database_.add_spelling(word, static_cast<unsigned>(difference));
    if (difference < 0) database_.remove_spelling(word, static_cast<unsigned>(-difference));
  }
  word_differences_.clear();
  codes_.write(database_);
  numbers_.write(database_);
}

Xapian::Document Indexer::document(const Indexable& record) {
  return make_(record, packed(codes_, record));
}

void Indexer::count_words(const Card& card, int difference) {
  give_counted_words(card, [&](const std::string& word) { word_differences_[word] += difference; });
}

}  // namespace fieldbook::library
