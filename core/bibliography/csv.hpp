// Tables of references: CSV and TSV as databases export them. For this folder only.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"
#include "core/bibliography/reference_builder.hpp"

namespace fieldbook::bibliography {

struct CsvRow {
  std::size_t line = 0;              // from 1, where the row begins
  std::vector<std::string> cells;
};

// The character that keeps the cells of the first row apart: comma, semicolon, tab or bar.
char separator_of(std::string_view text);

// RFC 4180, tolerantly: quoted cells may hold line ends; a quotation mark that never closes ends with its line (a
// warning, csv.quote). Rows without any word are left out.
std::vector<CsvRow> read_csv_rows(std::string_view text, const std::string& file, char separator, Diagnostics&);

// The field a heading means, or that of another record's key ("Article Title", "publication_year", "DOI"); Field::other
// where nobody has said.
Field field_of_heading(std::string_view heading);

// `columns`: as in ReadOptions. Throws Error invalid where no column is known. Rule: csv.row for cells too many.
std::vector<Reference> read_csv(std::string_view text, const std::string& file, const std::map<std::string, std::string>& columns, Diagnostics&);

}  // namespace fieldbook::bibliography
