// Changes the records of an open Xapian database by schema.md. For this folder only.
#pragma once

#include <xapian.h>

#include <map>
#include <string>

#include "core/library/document_maker.hpp"
#include "core/library/packed_card.hpp"

namespace fieldbook::library {

// What is not of one record waits in memory until write_shared().
class Indexer {
 public:
  Indexer(Xapian::WritableDatabase&, const std::string& language);

  void add(const Indexable&);
  void replace(Xapian::docid, const Indexable&);
  void remove(Xapian::docid);
  // The counts of "did you mean" and word*, and the numbers of words and facet values; before every commit.
  void write_shared();

 private:
  Xapian::Document document(const Indexable&);
  void count_words(const Card&, int difference);

  Xapian::WritableDatabase& database_;
  FacetCodes codes_;
  WordNumbers numbers_;
  CardDictionary dictionary_;
  DocumentMaker make_;
  CardReader read_;
  std::map<std::string, int> word_differences_;
};

}  // namespace fieldbook::library
