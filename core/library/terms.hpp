// The names of terms, value slots and metadata keys, as schema.md gives them. For this folder only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"

namespace fieldbook::library {

namespace slot {
constexpr unsigned id = 0, fingerprint = 1, first_day = 2, last_day = 3, newest = 4, title = 5, facets = 6, places = 7, card = 8,
                   first_group = 16;  // and so on, in the order of the groups
}

namespace key {
constexpr auto made_by = "made-by", left_out = "left-out", told = "told", sources = "sources", language = "language",
               facets = "facets", fields = "fields", groups = "groups", names = "names", judged = "judged",
               facet_values = "facet-values", words = "words", card_dictionary = "card-dictionary";
constexpr std::string_view files = "files/", value = "value/", label = "label/", also = "also/", word = "word/";
}  // namespace key

// A name cut to what Xapian can hold; two long names stay apart.
std::string bounded(std::string name);

std::string id_term(std::string_view id);
std::string alias_term(std::string_view id);
constexpr std::string_view mention_prefix = "XN";
std::string mention_term(std::string_view field, std::string_view id);
constexpr std::string_view facet_mark = "XF";
// As shards and published pages name a value, and as an index does, by the value's number (facet_codes.hpp).
std::string facet_term(std::string_view facet, std::string_view value);
std::string facet_term(std::uint64_t code);
std::string field_prefix(std::string_view field);
std::string value_key(std::string_view facet, std::string_view value);
std::string label_key(const std::vector<std::string>& stems);
std::string also_key(std::string_view facet, std::string_view value);

// What there is much of lies in drawers: metadata entries whose key is a prefix and three hexadecimal digits of a hash of each name in it
// (FNV-1a, halves combined, ten bits).
constexpr unsigned drawers = 1'024;
unsigned drawer_of(std::string_view name) noexcept;
std::string drawer_key(std::string_view prefix, unsigned number);

// Whether a term is a stem of the text and not one of the prefixed terms.
bool is_plain(std::string_view term) noexcept;

// The last year of what has not ended.
constexpr int still_going_on = 9999;

// What records are put in order by: the value of slot `newest` or `title`, and the id.
std::string newest_key(const std::string& value, const std::string& id);
std::string title_key(const std::string& value, const std::string& id);

// Eight digits that order as days do; years 1000 to 9999. What is not known of a date is 00 in the first, so that it comes before every day it may be,
// and 99 in the last, so that it comes after.
std::string first_day_value(const Date&);
std::string last_day_value(const Date&);

// Four digits, or nothing for a year that is not one.
std::string year_value(int year);

}  // namespace fieldbook::library
