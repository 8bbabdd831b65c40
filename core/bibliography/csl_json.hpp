// CSL-JSON (citationstyles.org, input schema 1.0.2): what Zotero, Pandoc and citation processors take in.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

// kept: as "source_line" in the item's "custom"; kept_with_file: its file, too, as "source_file"
enum class SourceLines { left_out, kept, kept_with_file };

// One item, on one line, without a line end. UTF-8.
std::string to_csl_item(const Reference&, SourceLines = SourceLines::left_out);

// An array of items, one a line, with a line end.
std::string to_csl_json(std::span<const Reference>, SourceLines = SourceLines::left_out);

// Items of an array, one alone, one a line, or in an object's "items", as CSL-JSON writes them; also those of Crossref,
// PLOS and Publish or Perish. `text` is UTF-8. An item that cannot be read is an error (csl-json.item), the rest goes on.
// kept: the line of `where` is the item's "source_line", where it has one; kept_with_file: its file is the "source_file".
std::vector<Reference> read_csl_json(std::string_view text, const std::string& file, Diagnostics&, SourceLines = SourceLines::left_out);

}  // namespace fieldbook::bibliography
