// A query with operators, cut into the pieces of its syntax. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/library/names.hpp"

namespace fieldbook::library {

struct Token {
  enum class Kind {
    word,         // one word, or several written together ("place-based")
    beginning,    // word*
    phrase,       // "…"
    facet_value,  // facet:value
    field,        // field: before a word, a phrase or a bracket
    open,
    close,  // brackets
    plus,
    minus,  // before what must and must not be there
    conjunction,
    disjunction,
    exclusion,
    either,
    near,
    adjacent  // AND OR NOT XOR NEAR ADJ
  };
  Kind kind = Kind::word;
  std::vector<std::string> words;  // folded, of words and phrases
  std::string text;                // facet or field
  std::string value;               // of a facet
  unsigned window = 10;            // of NEAR and ADJ, in words
};

// At most 1,000 words are read. Punctuation that means nothing here separates words, and so does a quotation mark that
// does not close.
std::vector<Token> tokens_of(std::string_view text, const Directory&);

// Whether they ask for more than a bag of words.
bool has_operators(const std::vector<Token>&);

}  // namespace fieldbook::library
