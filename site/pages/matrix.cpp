#include "site/pages/matrix.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <unordered_map>

#include "core/record/prose.hpp"
namespace fieldbook::site {
namespace {

using record::Record;

Weight weight_of(const Edition& edition, const Record& record) {
  const auto* rule = edition.schema().field("strength");
  const auto* term = rule != nullptr ? edition.term(rule->vocabulary, edition.strength(record)) : nullptr;
  if (term == nullptr || term->rank > 1) return Weight::weaker;
  return term->rank == 0 ? Weight::strong : Weight::moderate;
}

// Rows are the values of the guided facet: all of its vocabulary, so that what nobody has studied is seen too.
std::vector<Heading> rows_of(const Edition& edition, const record::Facet& facet) {
  std::vector<Heading> rows;
  const auto vocabulary = edition.collection().vocabularies.find(facet.vocabulary);
  if (vocabulary == edition.collection().vocabularies.end()) return rows;
  for (const auto& term : vocabulary->second.terms()) {
    rows.push_back({term.id, term.pref_label, edition.facet_address(facet, term.id)});
  }
  return rows;
}

std::size_t index_of(const std::vector<Heading>& headings, std::string_view id) {
  const auto found = std::find_if(headings.begin(), headings.end(), [&](const Heading& one) { return one.id == id; });
  return static_cast<std::size_t>(found - headings.begin());
}

void prepare(Matrix& matrix) {
  matrix.cells.assign(matrix.rows.size(), std::vector<Cell>(matrix.columns.size()));
}

void count(const Edition& edition, Cell& cell, const Record& record) {
  cell.records.push_back(&record);
  ++cell.by_weight[static_cast<std::size_t>(weight_of(edition, record))];
}

bool is_weakest(const Edition& edition, const Record& record) {
  return edition.strength(record) == "very-limited";
}

void finish(const Edition& edition, Matrix& matrix) {
  std::vector<char> counted(edition.collection().records.size());
  for (auto& row : matrix.cells) {
    for (auto& cell : row) {
      for (const auto* record : cell.records) counted[edition.number(*record)] = 1;
      cell.only_weakest = !cell.gap() && std::all_of(cell.records.begin(), cell.records.end(),
                                                     [&](const Record* one) { return is_weakest(edition, *one); });
    }
  }
  for (const auto* record : edition.records()) {
    if (counted[edition.number(*record)] != 0) matrix.records.push_back(record);
  }
}

// Of each record its rows, as indexes; by the numbers of records.
std::vector<std::vector<std::size_t>> rows_of_records(const Edition& edition, const record::Facet& facet, const Matrix& matrix) {
  std::vector<std::size_t> row_of_value;
  for (const auto& [value, records] : edition.facet(facet)) row_of_value.push_back(index_of(matrix.rows, value));
  std::vector<std::vector<std::size_t>> out;
  for (const auto& record : edition.collection().records) {
    auto& rows = out.emplace_back();
    for (const auto place : edition.facet_places(record, facet)) {
      if (row_of_value[place] < matrix.rows.size()) rows.push_back(row_of_value[place]);
    }
  }
  return out;
}

// Rows and columns, and nothing in the cells.
Matrix empty_effectiveness(const Edition& edition) {
  Matrix matrix{.id = "effectiveness", .rows = {}, .columns = {}, .cells = {}, .records = {}};
  const auto* facet = guided_facet(edition);
  const auto outcomes = edition.collection().vocabularies.find(findings_vocabulary(edition, "outcome"));
  if (facet == nullptr || outcomes == edition.collection().vocabularies.end()) return matrix;
  matrix.rows = rows_of(edition, *facet);
  for (const auto& term : outcomes->second.terms()) {
    matrix.columns.push_back({term.id, term.pref_label, "vocabulary/" + outcomes->first + ".html#" + term.id});
  }
  prepare(matrix);
  return matrix;
}

const char* weight_name(std::size_t weight) {
  static constexpr std::array<const char*, weights> names{"strong", "moderate", "weaker"};
  return names[weight];
}

}  // namespace

const record::Facet* guided_facet(const Edition& edition) {
  for (const auto& facet : edition.schema().facets) {
    if (facet.name != "kind" && edition.schema().kind(facet.name) != nullptr) return &facet;
  }
  return nullptr;
}

bool has_maps(const Edition& edition) { return !empty_effectiveness(edition).rows.empty(); }

std::string findings_vocabulary(const Edition& edition, std::string_view column) {
  const auto* rule = edition.schema().field("findings");
  if (rule == nullptr) return {};
  for (const auto& known : rule->columns) {
    if (known.name == column) return known.vocabulary;
  }
  return {};
}

Effectiveness::Effectiveness(const Edition& edition) : edition_(edition), empty_(empty_effectiveness(edition)) {
  if (empty_.rows.empty()) return;
  rows_ = rows_of_records(edition, *guided_facet(edition), empty_);
  std::unordered_map<std::string_view, std::size_t> columns;
  for (const auto& column : empty_.columns) columns.emplace(column.id, columns.size());
  for (const auto& record : edition.collection().records) {
    auto& findings = findings_.emplace_back();
    if (rows_[edition.number(record)].empty()) continue;
    for (const auto& finding : record.rows("findings")) {
      const auto outcome = finding.find("outcome"), direction = finding.find("direction");
      if (outcome == finding.end() || direction == finding.end()) continue;
      if (const auto column = columns.find(outcome->second); column != columns.end()) findings.push_back({column->second, direction->second});
    }
    std::ranges::stable_sort(findings, {}, &Finding::column);
  }
}

Matrix Effectiveness::operator()(const Records& among) const {
  auto matrix = empty_;
  if (matrix.rows.empty()) return matrix;
  for (const auto* record : among) {
    const auto& findings = findings_[edition_.number(*record)];
    for (const auto row : rows_[edition_.number(*record)]) {
      for (std::size_t i = 0; i < findings.size(); ++i) {
        auto& cell = matrix.cells[row][findings[i].column];
        if (i == 0 || findings[i - 1].column != findings[i].column) count(edition_, cell, *record);
        ++cell.directions[findings[i].direction];
      }
    }
  }
  finish(edition_, matrix);
  return matrix;
}

Matrix effectiveness(const Edition& edition, const Records& among) { return Effectiveness(edition)(among); }

Matrix implementation(const Edition& edition, const Records& among) {
  Matrix matrix{.id = "implementation", .rows = {}, .columns = {}, .cells = {}, .records = {}};
  const auto* facet = guided_facet(edition);
  if (facet == nullptr) return matrix;
  matrix.rows = rows_of(edition, *facet);
  const auto has_result = [](const record::KindRule& kind) {
    return std::find(kind.required.begin(), kind.required.end(), "result") != kind.required.end();
  };
  for (const auto& kind : edition.schema().kinds) {
    if (!has_result(kind)) continue;
    for (const auto& section : kind.sections) {
      const auto id = slug(section.heading);
      if (index_of(matrix.columns, id) == matrix.columns.size()) matrix.columns.push_back({id, section.heading, {}});
    }
  }
  prepare(matrix);
  const auto rows = rows_of_records(edition, *facet, matrix);
  std::unordered_map<std::string_view, std::size_t> columns;   // of the headings met so far
  for (const auto* record : among) {
    const auto& own_rows = rows[edition.number(*record)];
    if (own_rows.empty() || !has_result(edition.kind(*record))) continue;
    const record::Prose prose(*record);
    std::set<std::size_t> own_columns;
    for (const auto& section : record->body.sections) {
      if (section.level != 2) continue;
      const auto known = columns.try_emplace(section.heading, matrix.columns.size());
      if (known.second) known.first->second = index_of(matrix.columns, slug(section.heading));
      const auto column = known.first->second;
      if (column < matrix.columns.size() && !trim(cut(prose.text(), section.body)).empty()) own_columns.insert(column);
    }
    for (const auto row : own_rows) {
      for (const auto column : own_columns) count(edition, matrix.cells[row][column], *record);
    }
  }
  finish(edition, matrix);
  return matrix;
}

std::string csv_field(std::string_view text) {
  std::string out(text);
  if (!out.empty() && std::string_view("=+-@\t\r").find(out.front()) != std::string_view::npos) out.insert(0, "'");
  if (std::ranges::none_of(out, [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; })) return out;
  std::string quoted = "\"";
  for (const char c : out) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

std::string matrix_csv(const Edition& edition, const Matrix& matrix) {
  std::vector<std::string> directions;
  const auto vocabulary = edition.collection().vocabularies.find(findings_vocabulary(edition, "direction"));
  if (matrix.id == "effectiveness" && vocabulary != edition.collection().vocabularies.end()) {
    for (const auto& term : vocabulary->second.terms()) directions.push_back(term.id);
  }
  std::string out = "row,column,records,strong,moderate,weaker";
  for (const auto& direction : directions) out += "," + csv_field("findings-" + direction);
  out += ",gap\r\n";
  for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
      const auto& cell = matrix.at(row, column);
      out += csv_field(matrix.rows[row].id) + "," + csv_field(matrix.columns[column].id) + "," +
             std::to_string(cell.records.size());
      for (const auto n : cell.by_weight) out += "," + std::to_string(n);
      for (const auto& direction : directions) {
        const auto found = cell.directions.find(direction);
        out += "," + std::to_string(found == cell.directions.end() ? 0 : found->second);
      }
      out += cell.gap() ? ",absolute\r\n" : cell.only_weakest ? ",only-very-limited\r\n" : ",\r\n";
    }
  }
  return out;
}

std::string matrix_json(const Edition& edition, const Matrix& matrix) {
  using Json = nlohmann::ordered_json;
  const auto headings = [](const std::vector<Heading>& all) {
    Json out = Json::array();
    for (const auto& one : all) out.push_back({{"id", one.id}, {"label", one.label}});
    return out;
  };
  Json cells = Json::array();
  for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
      const auto& cell = matrix.at(row, column);
      if (cell.gap()) continue;
      Json one{{"row", matrix.rows[row].id}, {"column", matrix.columns[column].id}, {"records", Json::array()}};
      for (const auto* record : cell.records) one["records"].push_back(record->id);
      for (std::size_t weight = 0; weight < weights; ++weight)
        one["strength"][weight_name(weight)] = cell.by_weight[weight];
      if (!cell.directions.empty()) one["findings"] = cell.directions;
      one["only_very_limited"] = cell.only_weakest;
      cells.push_back(std::move(one));
    }
  }
  const Json out{{"map", matrix.id},
                 {"as_of", to_iso(edition.today())},
                 {"rows", headings(matrix.rows)},
                 {"columns", headings(matrix.columns)},
                 {"cells", std::move(cells)}};
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fieldbook::site
