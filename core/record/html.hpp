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

struct HtmlOptions {
  // The number a citation shows for a key, from 1; a key with 0 is left out. Not set: numbers by first use.
  std::function<std::size_t(std::string_view key)> citation_number;
  // The address of a record's page (not escaped, without #fragment); nothing: the link becomes plain text.
  // Not set: every link to a record becomes plain text.
  std::function<std::optional<std::string>(std::string_view id)> record_address;
};

// The keys a body cites, each once, in order of first use: the numbers 1, 2, … of its citations.
std::vector<std::string> cited_keys(const Body&);

// The id of an entry in the list of sources, and what a citation's mark links to: "source-KEY".
std::string source_anchor(std::string_view key);

// Headings have Section::slug as id; citations are <sup class="citation"><a href="#source-KEY">[1]</a></sup>, with
// the locator inside the brackets ("[1, p. 4]").
std::string body_html(const Record&, const HtmlOptions& = {});

}  // namespace fieldbook::record
