// A bibliographic reference, in the terms of CSL 1.0.2 (citationstyles.org), whatever format it came from.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostics.hpp"

namespace fieldbook::bibliography {

// A person (family and given) or a body (literal alone). UTF-8.
struct Name {
  std::string family;
  std::string given;
  std::string literal;

  friend bool operator==(const Name&, const Name&) = default;
};

struct Reference {
  std::string key;              // as cited: [@key]; unique in a bibliography
  std::string type = "document";  // CSL type: report, article-journal, webpage, book, chapter, thesis, …
  std::string title;
  std::vector<Name> authors;
  std::vector<Name> editors;
  std::string container_title;  // journal, book or site
  std::string publisher;
  std::string publisher_place;
  std::string genre;            // e.g. "Working paper"
  std::string number;
  std::string volume;
  std::string issue;
  std::string page;
  std::string edition;
  std::optional<Date> issued;
  std::optional<Date> accessed;
  std::string doi;              // bare: 10.…
  std::string url;
  std::string isbn;
  std::string issn;
  std::string language;
  std::string abstract;
  std::string note;
  std::vector<std::string> keywords;
  std::map<std::string, std::string> custom;  // fields the source had and CSL has no place for
  Location where;               // of the entry in its file
};

// Author–year form for a list of sources, plain text: "Thorlby R (2015). Title. Publisher. doi:… ". Never empty.
std::string to_text(const Reference&);

// "Plymouth City Council (2024)", "Erens and others (2017)"; without a year "n.d.".
std::string short_form(const Reference&);

// Where a reader finds it: https://doi.org/… or the URL; empty when neither is http(s).
std::string link(const Reference&);

}  // namespace fieldbook::bibliography
