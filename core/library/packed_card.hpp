// A card as a large index keeps it, by schema.md, "Cards": compressed by what all have in common. For this folder only.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/library/card.hpp"
#include "core/library/facet_codes.hpp"
#include "core/library/indexable.hpp"

namespace fieldbook::library {

// What the cards of one index have in common (a dictionary of Zstandard's); may be empty. Several threads may read it.
class CardDictionary {
 public:
  CardDictionary() = default;
  // As the index has it. Throws Xapian::Error.
  explicit CardDictionary(const Xapian::Database&);

  // Is made of the first records of an index; stays empty where they are too few to learn from.
  void learn(const std::vector<std::string>& cards);
  void write(Xapian::WritableDatabase&) const;
  const std::string& bytes() const noexcept { return bytes_; }

 private:
  std::string bytes_;
};

// What CardDictionary learns from.
std::string unpacked(const Indexable&);

// For one thread. The dictionary must outlive it, and is read when the first record is given.
class CardPacker {
 public:
  explicit CardPacker(const CardDictionary&);
  // A document's value of slot `card`.
  std::string operator()(const Indexable&);

 private:
  struct Zstd;
  const CardDictionary& dictionary_;
  std::shared_ptr<Zstd> zstd_;
};

// The whole card as a document's data, for shards: whoever asks them may have no dictionary.
std::string whole(const Card&);

// Reads the cards of one state of an index, which must outlive it.
class CardReader {
 public:
  explicit CardReader(const Xapian::Database& database) : database_(database) {}
  // Throws Xapian::Error, and Error damaged.
  Card operator()(const Xapian::Document&);

 private:
  struct Zstd;
  std::string unzipped(std::string_view bytes);
  void add_facets(Card&, std::uint64_t silent, std::string_view facet_codes);

  const Xapian::Database& database_;
  std::shared_ptr<Zstd> zstd_;
  std::vector<std::string> facets_;
  std::optional<FacetCodes> codes_;
};

}  // namespace fieldbook::library
