// Tables as they are, every cell untouched: for data that are no references (labels, answers, measures).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"

namespace fieldbook::bibliography {

struct TableRow {
  std::size_t line = 0;             // from 1, where the row begins
  std::vector<std::string> cells;   // UTF-8
};

// CSV or TSV (comma, semicolon, tab or bar), the headings first; rows without any word are left out. Decoded as
// read_references decodes. Throws Error too_large over most_records rows. Rule: csv.quote.
std::vector<TableRow> read_table(std::string_view bytes, const std::string& name, Diagnostics&);

}  // namespace fieldbook::bibliography
