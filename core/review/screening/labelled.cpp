#include "core/review/screening/labelled.hpp"

#include <algorithm>
#include <optional>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/table.hpp"
#include "core/review/screening/ranker.hpp"

namespace fieldbook::review {
namespace {

using bibliography::TableRow;

std::optional<bool> label_of(const std::string& cell) {
  const auto word = fold(trim(cell));
  for (const std::string_view yes : {"1", "1.0", "yes", "true", "include", "included", "relevant"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"0", "0.0", "no", "false", "exclude", "excluded", "irrelevant"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

std::size_t column_of(const TableRow& headings, const std::string& heading, const std::string& name) {
  const auto at = std::ranges::find_if(headings.cells, [&](const std::string& cell) { return fold(trim(cell)) == fold(heading); });
  if (at == headings.cells.end()) throw Error(Errc::invalid, name + " has no column " + in_quotes(heading) + did_you_mean(heading, headings.cells), "name a heading of its first row");
  return static_cast<std::size_t>(at - headings.cells.begin());
}

std::string cell_of(const TableRow& row, std::size_t column) { return column < row.cells.size() ? row.cells[column] : std::string(); }

}  // namespace

LabelledRecords read_labelled(std::string_view bytes, const std::string& name, const LabelledColumns& columns, Diagnostics& found) {
  const auto rows = bibliography::read_table(bytes, name, found);
  if (rows.size() < 2) throw Error(Errc::invalid, name + " holds no labelled record", "give a table with headings: title, abstract and a label");
  const auto label = column_of(rows.front(), columns.label, name);
  const auto title = column_of(rows.front(), columns.title, name);
  const auto abstract = column_of(rows.front(), columns.abstract, name);
  LabelledRecords out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto known = label_of(cell_of(rows[i], label));
    if (!known) {
      throw Error(Errc::invalid, name + ":" + std::to_string(rows[i].line) + ": the label " + in_quotes(cell_of(rows[i], label)) + " says neither yes nor no", "write 1 or 0, or included or excluded");
    }
    out.texts.push_back(text_for_ranking(cell_of(rows[i], title), cell_of(rows[i], abstract)));
    out.relevant.push_back(*known);
  }
  return out;
}

}  // namespace fieldbook::review
