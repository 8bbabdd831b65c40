#include "tests/bench/plain_xapian.hpp"

#include <xapian.h>

namespace fieldbook::bench {

void write_plain_xapian(const std::vector<Document>& documents, const std::filesystem::path& folder) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator words;
  words.set_stemmer(Xapian::Stem("english"));
  for (const auto& one : documents) {
    Xapian::Document document;
    words.set_document(document);
    words.index_text(one.title, 3);
    words.index_text(one.title, 1, "S");
    words.increase_termpos();
    words.index_text(one.text);
    for (const auto& [facet, value] : one.values) document.add_boolean_term("XF" + std::string(facets[facet].name) + ":" + value);
    document.add_boolean_term("Q" + one.id);
    document.add_value(0, one.id);
    document.set_data(one.title + '\n' + one.text);
    database.add_document(document);
  }
  database.commit();
}

void compact_plain_xapian(const std::filesystem::path& from, const std::filesystem::path& to) { Xapian::Database(from.string()).compact(to.string()); }

}  // namespace fieldbook::bench
