// Writes records into a Xapian database by schema.md. For this folder only.
#pragma once

#include <xapian.h>

#include <map>
#include <string>

#include "core/library/facet_codes.hpp"
#include "core/library/indexable.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

// What the index holds of a record: its facet values by their numbers, and all of it.
std::string packed(FacetCodes&, const Indexable&);
Xapian::Document document(const Indexable&, const std::string& facet_codes, Stems&);

// Writes into one open database. What is not of one record waits in memory until write_shared().
class Indexer {
 public:
  Indexer(Xapian::WritableDatabase&, const std::string& language);

  void add(const Indexable&);
  void replace(Xapian::docid, const Indexable&);
  void remove(Xapian::docid);
  // The counts of "did you mean" and word*, and the numbers of facet values; before every commit.
  void write_shared();
  // What add() would add.
  Xapian::Document document(const Indexable&);

 private:
  void count_words(const Card&, int difference);

  Xapian::WritableDatabase& database_;
  Stems stems_;
  FacetCodes codes_;
  std::map<std::string, int> word_differences_;
};

}  // namespace fieldbook::library
