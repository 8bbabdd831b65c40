#include "core/bibliography/csv.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/reading.hpp"

namespace fieldbook::bibliography {
namespace {

constexpr std::size_t most_columns = 1000;

class RowReader {
 public:
  RowReader(std::string_view text, const std::string& file, char separator, Diagnostics& found)
      : text_(text), file_(file), separator_(separator), found_(found) {}

  std::vector<CsvRow> read() {
    std::vector<CsvRow> out;
    while (at_ < text_.size()) {
      CsvRow row{line_, {}};
      do {
        row.cells.push_back(cell(row));
      } while (take(separator_));
      end_of_line();
      const bool empty = std::ranges::all_of(row.cells, [](const std::string& cell) { return trim(cell).empty(); });
      if (!empty) out.push_back(std::move(row));
      check_count(out.empty() ? 0 : out.size() - 1, file_);
    }
    return out;
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void end_of_line() {
    const bool carriage = take('\r');
    if (take('\n') || carriage) ++line_;
  }

  std::string cell(const CsvRow& row) {
    const auto begin = text_.find_first_not_of(' ', at_);
    if (begin != std::string_view::npos && text_[begin] == '"' && !never_closes_) {
      if (auto quoted = in_quotation_marks(begin)) return std::move(*quoted);
      never_closes_ = true;   // so that the search to the end is made once
      found_.warning({file_, row.line, 0}, "a quotation mark is not closed", "close it; the cell was taken to end with its line", "csv.quote");
    }
    const auto line = text_.substr(at_, text_.find_first_of("\r\n", at_) - at_);
    const auto end = at_ + std::min(line.find(separator_), line.size());
    auto out = std::string(text_.substr(at_, end - at_));
    at_ = end;
    return out;
  }

  std::optional<std::string> in_quotation_marks(std::size_t begin) {
    std::string out;
    std::size_t lines = 0;
    auto at = begin + 1;
    for (;;) {
      const auto end = text_.find('"', at);
      if (end == std::string_view::npos) return std::nullopt;
      out += text_.substr(at, end - at);
      at = end + 1;
      if (at < text_.size() && text_[at] == '"') {
        out += '"';
        ++at;
        continue;
      }
      const auto next = text_.find_first_not_of(' ', at);
      if (next == std::string_view::npos || text_[next] == separator_ || text_[next] == '\n' || text_[next] == '\r') {
        at = std::min(next, text_.size());
        break;
      }
      out += '"';   // a mark inside that should have been doubled
    }
    lines = static_cast<std::size_t>(std::ranges::count(text_.substr(begin, at - begin), '\n'));
    line_ += lines;
    at_ = at;
    return out;
  }

  std::string_view text_;
  const std::string& file_;
  char separator_;
  Diagnostics& found_;
  std::size_t at_ = 0, line_ = 1;
  bool never_closes_ = false;
};

struct Column {
  Field field = Field::other;
  std::string name;
};

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

// The user's words for columns, put over what the headings say. Whether the first row is one of headings.
void apply(const std::map<std::string, std::string>& wanted, const CsvRow& first, std::vector<Column>& columns, const std::string& file) {
  for (const auto& [field, column] : wanted) {
    const auto meaning = field_of_heading(field);
    if (meaning == Field::other) throw Error(Errc::invalid, in_quotes(field) + " is not a field of a reference", "use title, authors, year, abstract, doi, journal, volume, issue, pages, url, keywords, type or note");
    auto at = std::ranges::find_if(first.cells, [&](const std::string& cell) { return fold(trim(cell)) == fold(column); });
    auto index = static_cast<std::size_t>(at - first.cells.begin());
    if (at == first.cells.end()) index = number_of(column).value_or(columns.size() + 1) - 1;
    if (index >= columns.size()) throw Error(Errc::invalid, file + " has no column " + in_quotes(column), "use a heading or a number from 1 to " + std::to_string(columns.size()));
    for (auto& other : columns) {
      if (other.field == meaning) other.field = Field::other;
    }
    columns[index].field = meaning;
  }
}

bool are_headings(const std::vector<Column>& columns) {
  return std::ranges::any_of(columns, [](const Column& column) { return column.field != Field::other; });
}

}  // namespace

char separator_of(std::string_view text) {
  const auto line = text.substr(0, std::min<std::size_t>(text.find_first_of("\r\n"), 100'000));
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char c : {',', ';', '\t', '|'}) {
    bool quoted = false;
    std::ptrdiff_t count = 0;
    for (const char at : line) {
      if (at == '"') quoted = !quoted;
      if (at == c && !quoted) ++count;
    }
    if (count > most) {
      most = count;
      best = c;
    }
  }
  return best;
}

std::vector<CsvRow> read_csv_rows(std::string_view text, const std::string& file, char separator, Diagnostics& found) {
  return RowReader(text, file, separator, found).read();
}

std::vector<Reference> read_csv(std::string_view text, const std::string& file, const std::map<std::string, std::string>& wanted, Diagnostics& found) {
  const auto rows = read_csv_rows(text, file, separator_of(text), found);
  if (rows.empty()) return {};
  std::vector<Column> columns;
  for (const auto& cell : rows.front().cells) {
    if (columns.size() == most_columns) throw Error(Errc::invalid, file + " has more than 1,000 columns", "is it a table of references?");
    columns.push_back({field_of_heading(trim(cell)), custom_name(trim(cell))});
  }
  const bool headed = are_headings(columns);
  apply(wanted, rows.front(), columns, file);
  if (!are_headings(columns)) {
    throw Error(Errc::invalid, file + " has no heading we know, such as title or abstract", "say which column is which: --column title=HEADING, or its number");
  }
  std::vector<Reference> out;
  const bool named_by_heading = std::ranges::any_of(wanted, [&](const auto& pair) { return !number_of(pair.second); });
  for (std::size_t i = headed || named_by_heading ? 1 : 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    ReferenceBuilder builder({file, row.line, 0});
    for (std::size_t column = 0; column < row.cells.size() && column < columns.size(); ++column) {
      builder.add(columns[column].field, columns[column].name, row.cells[column]);
    }
    if (row.cells.size() > columns.size()) {
      found.warning({file, row.line, 0}, "a row has " + std::to_string(row.cells.size()) + " cells, the headings " + std::to_string(columns.size()), "put quotation marks around cells that hold the separator", "csv.row");
      for (auto column = columns.size(); column < row.cells.size(); ++column) builder.add(Field::other, "more-cells", row.cells[column]);
    }
    out.push_back(builder.finish());
  }
  return out;
}

}  // namespace fieldbook::bibliography
