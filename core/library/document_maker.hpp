// Makes a record what Xapian keeps of it, by schema.md. For this folder only.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/library/facet_codes.hpp"
#include "core/library/indexable.hpp"
#include "core/library/packed_card.hpp"
#include "core/library/places.hpp"
#include "core/library/record_terms.hpp"

namespace fieldbook::library {

// A record's facet values by their numbers.
std::string packed(FacetCodes&, const Indexable&);

// Remembers the words it has met: one for each thread. Xapian is given each term of a record once, and words are read once for
// terms, places and the counts of "did you mean".
class DocumentMaker : private TermSink {
 public:
  using Counts = std::unordered_map<std::string, unsigned>;

  // Several may share the numbers and the dictionary, which must outlive them. `language` is Snowball's name.
  DocumentMaker(std::string language, WordNumbers&, const CardDictionary&);

  Xapian::Document operator()(const Indexable&, const std::string& facet_codes);
  // In how many of the records so far each word is that "did you mean" and word* know; forgets them.
  Counts take_counts();

 private:
  struct Stem {
    std::string text;
    std::uint32_t number = 0, record = 0;  // `record`: the last that has it
    unsigned weight = 0;                   // in that
  };
  struct Met {  // a word
    const std::string* counted = nullptr;  // where its records are counted
    std::uint32_t stem = 0, record = 0, count = 0;
    bool is_known = false;
  };

  void text(const std::string& prefix) override;
  void word(const WordKnown&, unsigned position, unsigned weight) override;
  void field_word(const WordKnown&, unsigned position, unsigned weight) override;
  void counted(const WordKnown&) override;
  void value(const Indexable::Value&) override;

  Met& met(const WordKnown&);
  void make_room();

  std::string language_;
  WordNumbers& numbers_;
  CardPacker pack_;
  std::optional<Stems> stems_;
  std::vector<Met> met_;  // by the word's number
  std::unordered_map<std::string, std::uint32_t> places_in_stems_;
  std::vector<Stem> known_stems_;
  std::unordered_map<std::string, std::uint32_t> fields_;
  Counts counts_;  // of words that were forgotten

  // Of the record that is being made:
  Xapian::Document* document_ = nullptr;
  std::uint32_t record_ = 0;
  std::vector<std::uint32_t> seen_;  // stems
  PlacesWriter places_;
  std::string prefix_;               // of the text
  std::vector<std::uint64_t> codes_; // of the facet values
  std::size_t next_code_ = 0;
};

}  // namespace fieldbook::library
