// A record's body as HTML, escaped by construction: made on cmark's tree, without raw HTML, images or addresses that
// are not http, https or mailto.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/record.hpp"

namespace fieldbook::record {

// The address of a record's page, as in a URL and without #fragment; nothing: the link becomes plain text.
using RecordAddress = std::function<std::optional<std::string>(std::string_view id)>;

// The keys a body cites, each once, in order of first use: the numbers 1, 2, … of its citations.
std::vector<std::string> cited_keys(const Body&);

// The id of an entry in the list of sources, and what a citation's mark links to: "source-KEY".
std::string source_anchor(std::string_view key);

// A body's HTML as it is kept: all but the addresses of other records' pages, which it has an "@" and the id for. It follows from the record's
// own file alone.
std::string prepared_html(const Record&);

// Headings have Section::slug as id; citations are <sup class="citation"><a href="#source-KEY">[1]</a></sup>, with
// the locator inside the brackets ("[1, p. 4]"), numbered by first use. Where no addresses are given, every link to a record becomes plain text.
std::string body_html(const Record&, const RecordAddress& = {});

}  // namespace fieldbook::record
