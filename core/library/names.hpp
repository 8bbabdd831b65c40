// The names a library has for what it holds: facets, their values and all labels of them, as metadata of the index, so
// that a search needs no vocabulary file. For this folder only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/library/facet_codes.hpp"
#include "core/library/words.hpp"
#include "core/record/collection.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace fieldbook::library {

struct FacetName {
  std::string name, label;
};

// The words of a name, folded and stemmed.
using Stemmed = std::vector<std::string>;

// Another name of a facet's value, as a query may use it.
struct NamedValue {
  std::string facet, value, label;
};  // `label` is the value's own

// Everything of schema and vocabularies that search needs.
struct Names {
  std::string language = "none";  // of the stemmer
  std::vector<FacetName> facets;
  std::vector<FacetName> groups;               // groups_of()
  std::vector<std::string> fields;             // searchable as field:word
  std::map<std::string, std::string> entries;  // metadata keys value/…, label/… and also/… with what they hold
};

// By what results may be folded together: the facets, and the fields that are searched as the body is (a programme, a
// publisher). In the order of their value slots.
std::vector<FacetName> groups_of(const record::Schema&);

Names names_of(const record::Collection&);

// Brings the metadata of a database to these names; whether anything had to be written.
bool write_names(Xapian::WritableDatabase&, const Names&);

// What a reader loads when it opens; the rest is looked up.
struct Directory {
  std::string language;
  std::vector<FacetName> facets, groups;
  std::vector<std::string> fields;
  FacetCodes codes;
  bool of_shards = false;  // where shards are searched, which have positions for places (query_for() in phrases.hpp) and words for codes

  // Place in `facets`.
  std::optional<std::size_t> facet(std::string_view name) const;
  // The term of what is searched that records with a value have; one that no record has where there are none.
  std::string term_of(std::string_view facet, std::string_view value) const;
  // That of the index on this machine.
  std::string code_term_of(std::string_view facet, std::string_view value) const;
};

// Place of a name among others. Throws Error invalid, with a did-you-mean.
std::size_t number_of(const std::vector<FacetName>&, std::string_view name);

Directory read_directory(const Xapian::Database&);

// The label of a value; nothing where the facet has no such value.
std::optional<std::string> label_of(const Xapian::Database&, std::string_view facet, std::string_view value);

// What the words of a name, folded and stemmed, stand for.
std::vector<NamedValue> named(const Xapian::Database&, const Stemmed&);

// All names by which a query may mean a value: its own label and the others.
std::vector<Stemmed> names_for(const Xapian::Database&, std::string_view facet, std::string_view value);

// The id a filter means: an id, or a label of a value. Throws Error invalid, with a did-you-mean.
std::string known_value(const Xapian::Database&, const Directory&, std::size_t facet, std::string_view wanted, Stems&);

}  // namespace fieldbook::library
