// Feeds of records, as Atom (RFC 4287) and as JSON Feed 1.1.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "site/pages/press.hpp"

namespace fieldbook::site {

struct FeedEntry {
  const record::Record* record = nullptr;
  Date when;
  std::string occasion;  // makes the entry's id another one for another occasion: "overdue 2026-05-01"; may be empty
};

struct Feed {
  std::string address;  // ends in .xml; the JSON form stands beside it
  std::string title;
  std::string page;                // address of the page with the same records
  std::vector<FeedEntry> entries;  // newest first; the first 50 are written
};

void print_feed(Press&, const Feed&);

// Facets each value of which has a feed, at the address of its list but for the ending.
inline constexpr std::array<const char*, 2> feeds_by_facet{"approach", "sector"};
std::string feed_address(std::string_view list_address);

// What changed last among these records.
Feed feed_of_changes(const Edition&, std::string address, std::string title, std::string page, const Records&);

}  // namespace fieldbook::site
