// The names of terms, value slots and metadata keys, as schema.md gives them. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"

namespace fieldbook::library {

namespace slot {
constexpr unsigned id = 0, fingerprint = 1, first_day = 2, last_day = 3, newest = 4, title = 5, facets = 6, places = 7,
                   first_group = 16;  // and so on, in the order of the groups
}

namespace key {
constexpr auto made_by = "made-by", left_out = "left-out", told = "told", sources = "sources", language = "language",
               facets = "facets", fields = "fields", groups = "groups", names = "names", judged = "judged",
               facet_values = "facet-values", words = "words";
constexpr std::string_view files = "files/", value = "value/", label = "label/", also = "also/", word = "word/";
}  // namespace key

// A name cut to what Xapian can hold; two long names stay apart.
std::string bounded(std::string name);

std::string id_term(std::string_view id);
std::string alias_term(std::string_view id);
constexpr std::string_view mention_prefix = "XN";
std::string mention_term(std::string_view field, std::string_view id);
std::string facet_prefix(std::string_view facet);
std::string facet_term(std::string_view facet, std::string_view value);
std::string field_prefix(std::string_view field);
std::string value_key(std::string_view facet, std::string_view value);
std::string label_key(const std::vector<std::string>& stems);
std::string also_key(std::string_view facet, std::string_view value);
std::string word_key(std::string_view word);

// Whether a term is a stem of the text and not one of the prefixed terms.
bool is_plain(std::string_view term) noexcept;

// The last year of what has not ended.
constexpr int still_going_on = 9999;

// Eight digits that order as days do; years 1000 to 9999. What is not known of a date is 00 in the first, so that it comes before every day it may be,
// and 99 in the last, so that it comes after.
std::string first_day_value(const Date&);
std::string last_day_value(const Date&);

// Four digits, or nothing for a year that is not one.
std::string year_value(int year);

}  // namespace fieldbook::library
