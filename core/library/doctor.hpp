// Looks an index over: is it whole, is it the library's, and what lies about it that nobody needs?
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/library/index.hpp"

namespace fieldbook::library {

// What was found, once a cause: the first few of many are named and the rest counted.
struct Finding {
  enum class Weight {
    leftover,  // room on the disk that nobody needs
    behind,    // the index is whole, and not the library's as it is now: `fieldbook index`
    damage     // not to be trusted: `fieldbook doctor --rebuild`
  };
  Weight weight = Weight::damage;
  std::string rule;  // index.missing, version, structure, card, record, terms, files, changed, left-out, leftover, busy
  std::string what, advice;
};

struct Examination {
  std::string made_by;               // as the index says; empty where there is none
  std::size_t records = 0;           // in the index
  std::size_t files = 0;             // of the library
  std::size_t terms_compared = 0;    // records whose terms were made anew and compared, spread evenly over all
  std::vector<Finding> findings;     // in the order of the checks
  std::vector<std::filesystem::path> leftovers;  // of killed runs and other versions, in or below the index folder
};

// Reads everything of the index, and every record where no file has changed since. Changes nothing. What cannot be
// checked because something else is wrong is not reported. Throws Error where there is no library.
Examination examine_index(const std::filesystem::path& root, const std::filesystem::path& folder, const Progress&);

// Removes them as a writer. Throws Error locked, denied or io.
void remove_leftovers(const std::filesystem::path& folder, const std::vector<std::filesystem::path>&);

}  // namespace fieldbook::library
