// What a library's records look like: read from library.yaml, so that a library on another subject changes that
// file and no C++. corpus/README.md describes the format to writers.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::record {

enum class FieldType {
  text,       // one string
  texts,      // list of strings
  number,     // whole number
  date,       // ISO date, of any precision
  url,        // http or https
  doi,        // bare DOI
  term,       // one id of a vocabulary
  terms,      // list of ids of a vocabulary
  record,     // id of a record
  records,    // list of ids of records
  citations,  // list of keys of sources.bib
  assessor,   // id of an assessor
  criteria,   // list of criterion ids, shaped "word.words-with-hyphens"
  table       // list of mappings, each with the columns' types
};

struct FieldRule {
  std::string name;
  std::string label;       // as a reader sees it
  FieldType type = FieldType::text;
  std::string vocabulary;  // for term and terms
  std::vector<std::string> kinds;    // for record and records: kinds the target may have; empty: any
  std::vector<FieldRule> columns;    // for table
  bool required = false;             // in a table: the column must be filled
  std::string facet;       // name of the facet this field feeds; empty: none
  unsigned weight = 0;     // how much a word in it counts in search: 0 is not searched, 1 as the body
  std::size_t max_words = 0;  // 0: no limit
  std::string help;        // one line for writers
};

struct SectionRule {
  std::string heading;
  bool required = false;
  bool cited = false;      // it states outcomes: a statement there without a citation is a warning
};

struct KindRule {
  std::string id;          // "practice-example"
  std::string label;       // "Practice example"
  std::string plural;      // "Practice examples"
  std::string folder;      // below the library's root; also the address of its pages
  std::string answers;     // the question records of this kind answer
  std::vector<std::string> required;  // names of fields
  std::vector<std::string> optional;
  std::vector<SectionRule> sections;  // in reading order
};

struct Facet {
  std::string name;        // as on the command line: "approach"
  std::string label;
  std::string vocabulary;  // where its values have their labels; empty: values are their own labels
};

struct Schema {
  std::string title;
  std::string description;
  std::string language = "en";
  std::string licence;
  std::string publisher;
  int review_interval_months = 24;
  std::size_t readability_limit = 0;  // highest Lix of a record without a warning (readability.hpp); 0: not checked
  std::filesystem::path index;        // folder for index and caches, absolute; empty: the user's cache folder
  std::vector<std::string> vocabularies;  // names of the files in vocabulary/
  std::vector<FieldRule> fields;      // every field any kind may have; "aliases" is built in
  std::vector<KindRule> kinds;
  std::vector<Facet> facets;          // "kind" first

  const FieldRule* field(std::string_view name) const noexcept;
  const KindRule* kind(std::string_view id) const noexcept;
  const Facet* facet(std::string_view name) const noexcept;
};

// The nearest folder from `start` upwards that holds a library.yaml; nothing if there is none.
std::optional<std::filesystem::path> find_library(const std::filesystem::path& start);

// Reads ROOT/library.yaml. Problems are diagnostics (rule schema.*); throws Error not_found or invalid where the
// file is missing or so broken that no record could be read by it.
Schema read_schema(const std::filesystem::path& root, Diagnostics&);

}  // namespace fieldbook::record
