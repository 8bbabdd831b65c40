#include <algorithm>

#include "core/base/text.hpp"
#include "site/machine/forms.hpp"
#include "site/pages/matrix.hpp"

namespace fieldbook::site {
namespace {

using record::FieldType;
using record::Record;

std::string cell(const Record& record, const record::FieldRule& rule) {
  if (rule.type != FieldType::table) return join(record.list(rule.name), "; ");
  std::vector<std::string> rows;
  for (const auto& row : record.rows(rule.name)) {
    std::vector<std::string> cells;
    for (const auto& column : rule.columns) {
      if (const auto value = row.find(column.name); value != row.end())
        cells.push_back(column.name + ": " + value->second);
    }
    rows.push_back(join(cells, ", "));
  }
  return join(rows, "; ");
}

}  // namespace

std::string library_csv(const Edition& edition) {
  std::string out = "id,kind,address,strength-of-evidence";
  for (const auto& rule : edition.schema().fields) out += "," + csv_field(rule.name);
  out += "\r\n";
  for (const auto& record : edition.collection().records) {
    out += csv_field(record.id) + "," + csv_field(record.kind) + "," + csv_field(edition.address(record)) + "," +
           csv_field(edition.strength(record));
    for (const auto& rule : edition.schema().fields) out += "," + csv_field(cell(record, rule));
    out += "\r\n";
  }
  return out;
}

}  // namespace fieldbook::site
