// A reference as it is compared with others: folded words, numbers and names, placeholders gone. For this folder only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/bibliography/reference.hpp"

namespace fieldbook::review {

struct Person {
  std::string family;                 // folded, letters alone: "vandenberg"
  std::vector<std::string> words;     // of the whole name, folded, two letters and more
};

// Built from what names a work: never from its abstract, notes, keywords or custom fields.
struct Comparable {
  std::vector<std::string> title;     // words, folded; none where the title says nothing ("UNKNOWN", the journal's own name)
  std::string title_text;             // the words joined by spaces
  std::array<std::uint8_t, 32> title_letters{};   // how often each letter stands in it (by its last five bits), 255 at most
  std::vector<std::string> numbers;   // digits, Roman numerals and part letters among them, sorted
  bool second_thought = false;        // an erratum, a comment, a reply, a retraction
  std::vector<Person> authors;
  std::vector<std::string> container; // words without the small ones
  enum class Venue { unknown, journal, conference } venue = Venue::unknown;
  int year = 0;                       // 0: not known
  std::string volume, issue, first_page, last_page;   // first number of each; empty: not known
  std::string doi;                    // lower case; empty where there is none or it is no DOI of a work
  std::vector<std::string> serials;   // ISSN or ISBN, digits alone, sorted
};

Comparable comparable(const bibliography::Reference&);

// The DOI in lower case and decoded; empty where there is none, a placeholder, or a DOI that was cut off.
std::string real_doi(const bibliography::Reference&);

// Whether somebody wrote this for "not known": "NONE", "N/A", "unknown", "-", "".
bool is_placeholder(std::string_view);

}  // namespace fieldbook::review
