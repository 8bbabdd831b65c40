#include "core/bibliography/table.hpp"

#include "core/base/encoding.hpp"
#include "core/bibliography/csv.hpp"

namespace fieldbook::bibliography {

std::vector<TableRow> read_table(std::string_view bytes, const std::string& name, Diagnostics& found) {
  const auto decoded = decode(bytes);
  std::vector<TableRow> out;
  for (auto& row : read_csv_rows(decoded.text, name, separator_of(decoded.text), found)) out.push_back({row.line, std::move(row.cells)});
  return out;
}

}  // namespace fieldbook::bibliography
