// What search knows of a library, as plain data: for programs that rank without an index, such as a published page.
// It is made from the records by the code that fills the index, so it is what the index would hold (schema.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/record/collection.hpp"

namespace fieldbook::library {

// A record that has a term.
struct Posting {
  std::uint32_t record = 0;                     // its number
  std::uint32_t count = 0;                      // wdf: how much the term counts in it
  std::span<const std::uint32_t> positions = {};  // rising; none for facet values
};

// The years that --from and --to are held against: of activity or publication. Both 0: not known; last 9999: goes on.
struct Years {
  std::uint32_t first = 0, last = 0;
};

// What it gives holds until records are added and while it lives, but for what a callback gets, which holds while the callback
// runs.
class Postings {
 public:
  // Where postings lie that are not held.
  struct Room {
    std::filesystem::path folder;
    std::size_t held_bytes = 0;  // over this they are laid down in the folder, in a file without a name
  };

  // Where they are kept from run to run, so that only records that have changed are read again. Damage costs time alone.
  struct Keeping {
    std::filesystem::path file;                                // made where there is none
    std::string key;                                           // changes with all by which the same record may be read differently
    std::function<std::string(const record::Record&)> print;  // of all of a record that its postings follow from; no two are alike
  };

  // Of a whole library, held.
  explicit Postings(const record::Collection&);
  // The same.
  Postings(const record::Collection&, const Keeping&);
  // Of a library that comes in pieces, none as yet. What is held beside the room is a few bytes a record, the words of the
  // library and its names. Throws Error io, as all below.
  Postings(const record::Schema&, const record::Vocabularies&, Room);
  // The next records, in the order of ids; all of them are of this collection.
  void add(const record::Collection&, std::span<const record::Record* const>);
  // After the last.
  void close();
  ~Postings();
  Postings(Postings&&) noexcept;
  Postings& operator=(Postings&&) noexcept;

  // Snowball's name of the stemmer, or "none".
  const std::string& language() const noexcept;
  // Fields that can be asked for as field:word.
  const std::vector<std::string>& fields() const noexcept;

  // The number of a record is its place in the order of ids.
  std::size_t records() const noexcept;
  // What all terms count in each record; IneB2 needs it.
  const std::vector<std::uint32_t>& lengths() const noexcept;

  const std::vector<Years>& years() const noexcept;

  // Every term of the schema but those of ids and aliases, in the order of bytes, with its postings in the order of
  // numbers.
  void each_term(const std::function<void(const std::string& term, std::span<const Posting>)>&) const;

  // Words that "did you mean" and word* know with the number of records they are in, in the order of bytes.
  std::vector<std::pair<std::string, std::uint32_t>> words() const;

  // What the words of a name, folded, stemmed and joined by a space, stand for: facet and value.
  const std::map<std::string, std::vector<std::pair<std::string, std::string>>>& names() const noexcept;

  // language() for a library in the language of this tag.
  static std::string stemmer(std::string_view language_tag);
  // The stem of a folded word.
  static std::string stem(const std::string& language, const std::string& word);
  // Words, folded, that count nothing in a record; sorted.
  static std::span<const std::string_view> stop_words() noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fieldbook::library
