// What was searched for and how much was found, a line a search, and the gaps that a log shows. Nothing is kept of who
// asked, and of when only the day. Form of a line:
//   {"date":"2026-03-31","query":"hospital discharge","filters":["country:wales"],"hits":2}
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/library/search.hpp"

namespace fieldbook::library {

// Adds a line for the query's words and filters, whole even where several programs write. Words that look like an
// e-mail address or hold a number of seven digits and more are left out; a query without words or of 500 bytes and more
// (not typed, but pasted) is not logged. Throws as append_to_file().
void log_search(const std::filesystem::path&, const Query&, std::size_t hits, const Date& today);

struct Gap {
  enum class Kind { nothing, unknown_word, little };  // found nothing; no record has one of the words; found few records
  Kind kind = Kind::nothing;
  std::string query;  // as asked last
  std::vector<std::pair<std::string, std::string>> filters;
  std::size_t asked = 0;            // how many times
  Date first, last;                 // days
  std::size_t hits = 0;             // found when asked last
  std::size_t now = 0;              // found by the index as it is
  std::vector<std::string> unknown; // words that no record has
  std::optional<std::string> corrected;
};

struct GapReport {
  std::size_t searches = 0;      // lines read that were counted
  std::size_t unreadable = 0;    // lines that are not of the form, passed over
  std::size_t answered = 0;      // different questions that found little then and find enough now
  std::size_t not_looked_at = 0; // different questions beyond the 5,000 asked most often
  std::vector<Gap> gaps;         // by kind, then the most often asked, then by query
};

struct GapOptions {
  std::size_t few = 3;        // so many hits are enough
  std::optional<Date> since = {};  // leave out what was asked before this day
};

// Questions are the same where Reader::gist() and filters are. Each is asked again of the index. Throws Error not_found,
// denied or invalid (not a regular file); a line that is not of the form is counted and passed over.
GapReport find_gaps(const std::filesystem::path& log, Reader&, const GapOptions&);

}  // namespace fieldbook::library
