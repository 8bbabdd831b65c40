// CSL-JSON (citationstyles.org, input schema 1.0.2): what Zotero, Pandoc and citation processors take in.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

enum class SourceLines { left_out, kept };  // kept: as "source_line" in the item's "custom"

// One item, on one line, without a line end. UTF-8.
std::string to_csl_item(const Reference&, SourceLines = SourceLines::left_out);

// An array of items, one a line, with a line end.
std::string to_csl_json(std::span<const Reference>, SourceLines = SourceLines::left_out);

}  // namespace fieldbook::bibliography
