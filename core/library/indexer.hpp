// Writes records into a Xapian database by schema.md. For this folder only.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/library/facet_codes.hpp"
#include "core/library/indexable.hpp"
#include "core/library/names.hpp"
#include "core/library/words.hpp"

namespace fieldbook::library {

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

// Builds a database beside the current one of the folder and makes it the current one. `next` gives the records, until
// it gives nothing; `finish`, where given, adds to the database what is not of records. The caller holds the write lock.
// Throws Xapian::Error.
void build_database(const std::filesystem::path& folder, const Names&,
                    const std::function<std::optional<Indexable>()>& next,
                    const std::function<void(Xapian::WritableDatabase&)>& finish = {});

}  // namespace fieldbook::library
