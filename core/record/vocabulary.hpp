// Controlled vocabularies in SKOS terms (W3C SKOS Reference, 2009), one YAML file each in vocabulary/.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::record {

struct Term {                          // a skos:Concept
  std::string id;
  std::string pref_label;
  std::vector<std::string> alt_labels;
  std::vector<std::string> broader;    // ids in the same vocabulary
  std::vector<std::string> related;
  std::string scope_note;
  int rank = 0;                        // place in the file, from 0: the order in which people see the terms
};

class Vocabulary {                     // a skos:ConceptScheme; immutable once read
 public:
  Vocabulary() = default;
  Vocabulary(std::string name, std::string title, std::vector<Term> terms);

  const std::string& name() const noexcept { return name_; }
  const std::string& title() const noexcept { return title_; }
  const std::vector<Term>& terms() const noexcept { return terms_; }   // in file order
  const Term* find(std::string_view id) const noexcept;
  // The term with this id, prefLabel or altLabel, compared as fold() does.
  const Term* by_label(std::string_view label) const;
  // The prefLabel; the id itself where there is no such term.
  std::string label(std::string_view id) const;
  // `id` and everything broader, nearest first, each once.
  std::vector<std::string> with_broader(std::string_view id) const;
  std::vector<std::string> narrower(std::string_view id) const;        // direct, in file order

 private:
  std::string name_, title_;
  std::vector<Term> terms_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::map<std::string, std::size_t, std::less<>> by_label_;
};

using Vocabularies = std::map<std::string, Vocabulary, std::less<>>;

// Reads ROOT/vocabulary/NAME.yaml for each name. Rules of diagnostics: vocabulary.*
Vocabularies read_vocabularies(const std::filesystem::path& root, const std::vector<std::string>& names, Diagnostics&);

}  // namespace fieldbook::record
