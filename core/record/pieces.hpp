// A library that is too large to be held in memory at once, read in pieces.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/record/collection.hpp"

namespace fieldbook::record {

constexpr std::size_t most_records_in_pieces = 20'000'000;

class Pieces {
 public:
  // Reads each record's file once, and keeps what has to be known of all before one can be checked: names, kinds, which cannot be read, and
  // who evaluates whom. Some hundred bytes a record. Throws Error too_large over most_records_in_pieces.
  Pieces(Frame, std::size_t records_at_once);

  const Frame& frame() const noexcept { return frame_; }
  // Sorted by key. The pieces have none.
  const std::vector<bibliography::Reference>& sources() const noexcept { return sources_; }
  std::size_t size() const noexcept { return entries_.size(); }                           // files, less those with an id that another has
  // What is wrong with the library beside what the pieces tell.
  const Diagnostics& diagnostics() const noexcept { return found_; }
  // Collection::newest_date() of all records that are not known to be left out.
  Date newest_date() const;
  // Files that are left out because their id is another's too.
  const std::vector<std::string>& twins() const noexcept { return twin_files_; }

  struct Piece {
    // Holds other records too: those that the strength of the piece's own hangs on.
    Collection collection;
    std::vector<const Record*> records;  // its own, in the order of ids
    std::vector<const ReadFile*> files;  // likewise
    Diagnostics diagnostics;             // of these files
  };
  // The next records, as read_collection() has them, but that nothing is said of links to a section of a record of another
  // piece. Nothing after the last.
  std::optional<Piece> next();

  // After the last piece: whether a record was found to be left out when others that name it had been given already.
  bool must_start_again() const;
  void start_again();
  // Gives back the memory of what is known of records. Nothing but destroying it may follow.
  void forget();

 private:
  struct Entry {
    std::string id;
    const KindRule* kind = nullptr;   // null: two files have the id
    bool left_out = false;
    Date newest = {};
  };
  using Number = std::uint32_t;   // a place in entries_
  class Others;

  void list();
  void survey();
  void take(Number, const ReadFile&, const Record*);
  std::string file_of(const Entry& entry) const { return entry.kind->folder + "/" + entry.id + ".md"; }
  std::optional<Number> find(std::string_view id) const;
  std::vector<Number> needed_for(Number begin, Number end) const;
  void note(const Piece&);

  Frame frame_;
  std::size_t records_at_once_;
  Diagnostics found_;
  std::vector<bibliography::Reference> sources_;
  std::vector<std::string> source_keys_, twin_files_;
  std::vector<Entry> entries_;                                  // by id
  std::map<std::string, Number, std::less<>> alias_owners_;
  std::multimap<Number, std::string> aliases_;                  // of those owners
  std::vector<std::pair<std::uint64_t, Number>> evaluations_;   // hash of what is evaluated, as it is named; sorted
  Number next_ = 0;
  std::vector<std::uint64_t> mentioned_;                        // hashes, in the order of pieces
  std::unordered_map<std::uint64_t, std::size_t> found_late_;   // of what is left out: how many were mentioned before
};

}  // namespace fieldbook::record
