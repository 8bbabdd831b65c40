// What of a record becomes a term, by schema.md: the one place that says it, for the index and for what is published.
// For this folder only.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "core/library/indexable.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

class TermSink {
 public:
  virtual ~TermSink() = default;
  // A text begins: that of a field that can be asked for by this prefix, or, where it is empty, another.
  virtual void text(const std::string& prefix) = 0;
  // The stem of a word at a position; `weight` is added to the term's wdf.
  virtual void word(const WordKnown&, unsigned position, unsigned weight) = 0;
  // The same word as a term of the text's field: its prefix and the stem.
  virtual void field_word(const WordKnown&, unsigned position, unsigned weight) = 0;
  // A word of those texts that "did you mean" and word* are made of, as often as it is in them.
  virtual void counted(const WordKnown&) = 0;
  virtual void value(const Indexable::Value&) = 0;
};

// Words in the order of their positions, then facet values.
void give_terms(const Indexable&, Stems&, TermSink&);

// Whether "did you mean" and word* know this folded word.
bool is_counted(std::string_view folded) noexcept;

// The texts of a record whose words they know: title, summary, body.
std::array<std::string_view, 3> counted_texts(const Card&);

// Those words, each once.
void give_counted_words(const Card&, const std::function<void(const std::string&)>&);

}  // namespace fieldbook::library
