// What of a record becomes a term, by schema.md: the one place that says it, for the index and for what is published.
// For this folder only.
#pragma once

#include <functional>
#include <string>

#include "core/library/indexable.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

class TermSink {
 public:
  virtual ~TermSink() = default;
  // A word at a position; `weight` is added to the term's wdf.
  virtual void word(const std::string& term, unsigned position, unsigned weight) = 0;
  virtual void value(const std::string& term, unsigned weight) = 0;
};

// Words in the order of their positions, then facet values.
void give_terms(const Indexable&, Stems&, TermSink&);

// The words of a record that "did you mean" and word* know, each once.
void give_counted_words(const Card&, const std::function<void(const std::string&)>&);

}  // namespace fieldbook::library
