// Where the names of the vocabulary that are several words long stand in the texts, worked out once, so that a page that
// looks for "rough sleeping" need not load the places of every word of every other name of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/library/postings.hpp"

namespace fieldbook::site {

class NamePhrases {
 public:
  explicit NamePhrases(const library::Postings&);

  // To be told every term with its postings, as each_term gives them.
  void see(const std::string& term, std::span<const library::Posting>);

  // Facet and value joined by a slash -> for each of its names of several words [NAME, DIGITS] as literals: of each word
  // the number of records and the sum of counts, then of each record that has the phrase its number as a difference and
  // the counts of the words.
  std::map<std::string, std::string> literals() const;

 private:
  // What is known of a word, in bytes: it may be in every record of a large library.
  struct Places {
    std::string bytes;  // of each record LEB128: its number as a difference, the count, how many positions, these as differences
    std::uint32_t records = 0, counts = 0, last = 0;
  };
  class Cursor;
  std::string phrase(const std::string& name) const;

  const library::Postings& postings_;
  std::map<std::string, Places, std::less<>> words_;  // those of names of several words
};

}  // namespace fieldbook::site
