// What a searcher wrote, understood: words, operators, names of the vocabulary, filters. For this folder only.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/library/names.hpp"
#include "core/library/search.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

struct QueryWord {
  Span span;  // of Understood::text
  std::string folded;
  std::string stem;
  bool stop = false;  // passed over because other words say more
  double weight = 1;  // of a brief: by how often it says the word
};

// A run of words that is a name of a facet's value.
struct UsedName {
  Span span;
  NamedValue value;
  std::string term;
  std::vector<Stemmed> also;  // the value's other names, looked for in the text; of plain queries only
};

struct Understood {
  std::string text;              // valid UTF-8 on one line, cut to what is read
  Xapian::Query query;           // empty: nothing was asked for by words
  bool plain = true;             // no operators: a bag of words
  std::vector<QueryWord> words;  // in the order of the text
  std::vector<UsedName> names;   // only where there are no operators
  std::vector<std::string> added;  // stems the query was widened by, the weightiest first
};

// Words as somebody types them. Never fails.
Understood understand(std::string_view text, const Xapian::Database&, const Directory&, Stems&);

// A whole text: the 50 words that say most of what it is about, the weightiest first, and the names of the vocabulary
// in it. Reads the first MiB. `words` is where it is looked up how many records have a word. Never fails.
Understood understand_brief(std::string_view text, const Xapian::Database&, const Xapian::Database& words, const Directory&, Stems&);

// The filters of a query; an empty query where there are none. Throws Error invalid.
Xapian::Query filters(const Query&, const Xapian::Database&, const Directory&, Stems&);

}  // namespace fieldbook::library
