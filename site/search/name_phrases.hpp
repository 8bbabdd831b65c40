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
  struct Place {
    std::uint32_t record, count;
    std::vector<std::uint32_t> positions;
  };
  std::string phrase(const std::string& name) const;

  const library::Postings& postings_;
  std::map<std::string, std::vector<Place>, std::less<>> words_;  // those of names of several words
};

}  // namespace fieldbook::site
