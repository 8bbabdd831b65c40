#include "core/library/names.hpp"

#include <xapian.h>

#include <algorithm>
#include <set>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/library/card.hpp"
#include "core/library/terms.hpp"

namespace fieldbook::library {
namespace {

Stemmed stems_of(std::string_view text, Stems& stems) {
  Stemmed out;
  Words words(text);
  for (Word word; words.next(word);) out.push_back(stems.of(word.folded));
  return out;
}

// Whether every field that feeds the facet holds one value.
bool holds_one_value(const record::Schema& schema, std::string_view facet) {
  return std::ranges::none_of(schema.fields, [&](const record::FieldRule& field) {
    return field.facet == facet && field.type == record::FieldType::terms;
  });
}

bool is_abbreviation(std::string_view label) {
  return label.size() > 1 && std::ranges::all_of(label, [](char c) { return c >= 'A' && c <= 'Z'; });
}

class NamesOf {
 public:
  explicit NamesOf(const record::Collection& collection)
      : collection_(collection), stems_(stemmer_for(collection.schema.language)) {
    names_.language = stemmer_for(collection.schema.language);
  }

  Names all() {
    const auto& schema = collection_.schema;
    for (const auto& facet : schema.facets) {
      names_.facets.push_back({facet.name, facet.label});
      if (facet.name == "kind") {
        for (const auto& kind : schema.kinds) value("kind", kind.id, kind.label);
      } else if (const auto found = collection_.vocabularies.find(facet.vocabulary);
                 found != collection_.vocabularies.end()) {
        vocabulary(facet.name, found->second);
      }
    }
    names_.groups = groups_of(schema);
    for (const auto& field : schema.fields) {
      if (field.weight > 0) names_.fields.push_back(field.name);
    }
    for (const auto& [label, values] : labels_) names_.entries[label] = encode(values);
    for (const auto& [value, labels] : also_) names_.entries[value] = encode({labels.begin(), labels.end()});
    return std::move(names_);
  }

 private:
  void value(const std::string& facet, const std::string& id, const std::string& label) {
    names_.entries[value_key(facet, id)] = label.empty() ? id : label;
  }

  void vocabulary(const std::string& facet, const record::Vocabulary& terms) {
    const bool one_value = holds_one_value(collection_.schema, facet);
    for (const auto& term : terms.terms()) {
      value(facet, term.id, term.pref_label);
      name(facet, term, term.pref_label, one_value);
      for (const auto& label : term.alt_labels) name(facet, term, label, one_value);
    }
  }

  void name(const std::string& facet, const record::Term& term, const std::string& label, bool one_value) {
    const auto stems = stems_of(label, stems_);
    if (stems.empty() || (one_value && stems.size() == 1 && !is_abbreviation(label))) return;
    auto& values = labels_[label_key(stems)];
    for (std::size_t i = 0; i + 2 < values.size(); i += 3) {
      if (values[i] == facet && values[i + 1] == term.id) return;
    }
    values.insert(values.end(), {facet, term.id, term.pref_label});
    also_[also_key(facet, term.id)].insert(join(stems, " "));
  }

  const record::Collection& collection_;
  Stems stems_;
  Names names_;
  std::map<std::string, std::vector<std::string>> labels_;
  std::map<std::string, std::set<std::string>> also_;
};

bool set(Xapian::WritableDatabase& database, const std::string& key, const std::string& value) {
  if (database.get_metadata(key) == value) return false;
  database.set_metadata(key, value);
  return true;
}

std::vector<std::string> keys(const Xapian::Database& database, const std::string& prefix) {
  std::vector<std::string> out;
  for (auto it = database.metadata_keys_begin(prefix); it != database.metadata_keys_end(prefix); ++it)
    out.push_back(*it);
  return out;
}

// Values of a facet, of the vocabulary or, where it has none, of the records.
std::vector<std::string> values_of(const Xapian::Database& database, const Directory& directory, std::size_t facet) {
  const auto& name = directory.facets[facet].name;
  const auto prefix = value_key(name, "");
  auto out = keys(database, prefix);
  for (auto& key : out) key.erase(0, prefix.size());
  if (!out.empty()) return out;
  const auto& all = directory.codes.values();
  for (std::size_t code = 0; code < all.size(); ++code) {
    const auto& [of, value] = all[code];
    if (of == facet && (database.term_exists(facet_term(code)) || database.term_exists(facet_term(name, value)))) out.push_back(value);
  }
  std::ranges::sort(out);
  return out;
}

std::string encoded(const std::vector<FacetName>& names) {
  std::vector<std::string> out;
  for (const auto& one : names) out.insert(out.end(), {one.name, one.label});
  return encode(out);
}

std::vector<FacetName> decoded(const std::string& bytes) {
  std::vector<FacetName> out;
  const auto strings = decode_strings(bytes);
  for (std::size_t i = 0; i + 1 < strings.size(); i += 2) out.push_back({strings[i], strings[i + 1]});
  return out;
}

}  // namespace

std::vector<FacetName> groups_of(const record::Schema& schema) {
  std::vector<FacetName> out;
  for (const auto& facet : schema.facets) out.push_back({facet.name, facet.label});
  for (const auto& field : schema.fields) {
    if (field.weight == 1 && field.facet.empty()) out.push_back({field.name, field.label});
  }
  return out;
}

Names names_of(const record::Collection& collection) {
  return NamesOf(collection).all();
}

bool write_names(Xapian::WritableDatabase& database, const Names& names) {
  std::vector<std::string> entries;
  for (const auto& [key, value] : names.entries) entries.insert(entries.end(), {key, value});
  bool wrote = set(database, key::language, names.language);
  wrote = set(database, key::facets, encoded(names.facets)) || wrote;
  wrote = set(database, key::groups, encoded(names.groups)) || wrote;
  wrote = set(database, key::fields, encode(names.fields)) || wrote;
  if (!set(database, key::names, sha256(encode(entries)))) return wrote;
  for (const auto prefix : {key::value, key::label, key::also}) {
    for (const auto& key : keys(database, std::string(prefix))) {
      if (!names.entries.contains(key)) database.set_metadata(key, "");
    }
  }
  for (const auto& [key, value] : names.entries) set(database, key, value);
  return true;
}

std::optional<std::size_t> Directory::facet(std::string_view name) const {
  const auto found = std::ranges::find(facets, name, &FacetName::name);
  return found == facets.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - facets.begin()));
}

std::string Directory::term_of(std::string_view name, std::string_view value) const {
  return of_shards ? facet_term(name, value) : code_term_of(name, value);
}

std::string Directory::code_term_of(std::string_view name, std::string_view value) const {
  const auto number = facet(name);
  const auto code = number ? codes.find(*number, value) : std::nullopt;
  return code ? facet_term(*code) : std::string(facet_mark);
}

std::size_t number_of(const std::vector<FacetName>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &FacetName::name);
  if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
  std::vector<std::string> names;
  for (const auto& one : all) names.push_back(one.name);
  throw Error(Errc::invalid, "there is no facet " + in_quotes(name) + did_you_mean(name, names), "choose one of " + join(names, ", "));
}

Directory read_directory(const Xapian::Database& database) {
  return {database.get_metadata(key::language), decoded(database.get_metadata(key::facets)),
          decoded(database.get_metadata(key::groups)), decode_strings(database.get_metadata(key::fields)), FacetCodes(database)};
}

std::optional<std::string> label_of(const Xapian::Database& database, std::string_view facet, std::string_view value) {
  auto label = database.get_metadata(value_key(facet, value));
  return label.empty() ? std::nullopt : std::optional(std::move(label));
}

std::vector<NamedValue> named(const Xapian::Database& database, const Stemmed& stems) {
  std::vector<NamedValue> out;
  const auto found = decode_strings(database.get_metadata(label_key(stems)));
  for (std::size_t i = 0; i + 2 < found.size(); i += 3) out.push_back({found[i], found[i + 1], found[i + 2]});
  return out;
}

std::vector<Stemmed> names_for(const Xapian::Database& database, std::string_view facet, std::string_view value) {
  std::vector<Stemmed> out;
  for (const auto& name : decode_strings(database.get_metadata(also_key(facet, value)))) {
    auto& words = out.emplace_back();
    for (const auto word : split(name, ' ')) words.emplace_back(word);
  }
  return out;
}

std::string known_value(const Xapian::Database& database, const Directory& directory, std::size_t number, std::string_view wanted, Stems& stems) {
  const auto& facet = directory.facets[number];
  for (const auto& id : {std::string(wanted), slug(wanted)}) {
    if (label_of(database, facet.name, id)) return id;
  }
  for (const auto& value : named(database, stems_of(truncate(wanted, 200), stems))) {
    if (value.facet == facet.name) return value.value;
  }
  const auto values = values_of(database, directory, number);
  if (std::ranges::find(values, wanted) != values.end()) return std::string(wanted);
  const auto near = did_you_mean(wanted, values);
  throw Error(Errc::invalid, "there is no " + facet.name + " " + in_quotes(wanted) + near,
              near.empty() && values.size() <= 40 ? "choose one of " + join(values, ", ")
                                                  : "search with --facets to see what there is");
}

}  // namespace fieldbook::library
