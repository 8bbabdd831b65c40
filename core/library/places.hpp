// Where the words of a record stand, one after the other by their numbers: what a phrase or NEAR is looked up in. Xapian's own
// positions would be an entry for each word of each record, which is most of the work and half of the size of an index.
// For this folder only.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/library/bytes.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace fieldbook::library {

// The numbers that stems and the prefixes of fields have in one index: schema.md, "word/…". Several threads may ask.
class WordNumbers {
 public:
  // As the index has them; it must outlive this. Throws Xapian::Error, and Error damaged.
  explicit WordNumbers(const Xapian::Database&);

  // A new number where it has none. None is 0.
  std::uint32_t of(const std::string& word);
  // Writes those that are new.
  void write(Xapian::WritableDatabase&);

  static constexpr std::uint32_t none = 0;
  // The number that a word has in an index; `none` where it has none.
  static std::uint32_t look_up(const Xapian::Database&, const std::string& word);
  // All words by their numbers.
  static std::vector<std::string> all(const Xapian::Database&);

 private:
  const Xapian::Database& database_;
  std::uint32_t stored_ = 0, written_ = 0;  // how many the index has; and with those that were written since
  std::mutex mutex_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // that were asked for
  std::vector<const std::string*> fresh_;                   // in the order of their numbers
};

// Puts the places of a record together: texts in order, and the words of each.
class PlacesWriter {
 public:
  void text(std::uint32_t field);
  void word(std::uint32_t number);
  const std::string& done();
  void clear();

 private:
  void close();
  std::string out_, words_;
  std::uint32_t field_ = 0, count_ = 0;
};

// Calls use(field, word, position) for each word, positions as schema.md counts them, from 1. Throws Error damaged.
template <class Use>
void each_place(std::string_view places, const Use& use) {
  constexpr unsigned gap = 100;  // between two texts: no phrase spans it
  unsigned position = 0;
  for (Source source(places); !source.empty();) {
    const auto field = static_cast<std::uint32_t>(source.number());
    for (auto left = source.number(); left > 0; --left) use(field, static_cast<std::uint32_t>(source.number()), ++position);
    position += gap;
  }
}

}  // namespace fieldbook::library
