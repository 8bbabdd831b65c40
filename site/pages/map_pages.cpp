// Evidence gap maps as plain tables, one for all records and one for each sector; a list behind each number.
#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"
#include "site/pages/matrix.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

const PageLink maps{"Gap maps", "maps/effectiveness.html"};

// Which map, of which part of the library.
struct Map {
  Matrix matrix;
  std::string title;
  std::string part;  // id of a sector; empty for the whole library
  std::string part_label;
  bool effect() const { return matrix.id == "effectiveness"; }
  std::string folder() const { return "maps/" + matrix.id + (part.empty() ? "" : "/by-sector/" + part); }
  std::string address() const { return folder() + ".html"; }
  std::string cell_address(std::size_t row, std::size_t column) const {
    return folder() + "/" + matrix.rows[row].id + "/" + matrix.columns[column].id + ".html";
  }
};

std::string counted_records(const Map& map, std::size_t n) {
  return map.effect() ? counted(n, "evaluation") : counted(n, "practice example");
}

std::vector<std::string> strengths_in_words(const Cell& cell) {
  static constexpr std::array<std::string_view, weights> words{"strong", "moderate", "limited or weaker"};
  std::vector<std::string> found;
  for (std::size_t weight = 0; weight < weights; ++weight) {
    if (cell.by_weight[weight] > 0)
      found.push_back(std::to_string(cell.by_weight[weight]) + " " + std::string(words[weight]));
  }
  return found;
}

std::vector<std::string> directions_in_words(const Edition& edition, const Cell& cell) {
  std::vector<std::string> found;
  const auto vocabulary = edition.collection().vocabularies.find(findings_vocabulary(edition, "direction"));
  if (vocabulary == edition.collection().vocabularies.end()) return found;
  for (const auto& term : vocabulary->second.terms()) {
    const auto n = cell.directions.find(term.id);
    if (n != cell.directions.end()) found.push_back(term.pref_label + ": " + std::to_string(n->second));
  }
  return found;
}

// Shape by strength, area by number, beside the number itself. The shapes are in the template; here are their sizes.
void add_shapes(const Cell& cell, Values& into) {
  static constexpr std::array<std::string_view, weights> names{"CIRCLE", "SQUARE", "TRIANGLE"};
  for (std::size_t weight = 0; weight < weights; ++weight) {
    const auto n = cell.by_weight[weight];
    if (n == 0) continue;
    const auto size = std::min(20L, 6 + std::lround(4 * std::sqrt(static_cast<double>(n))));
    into.add(names[weight]).set("SIZE", std::to_string(size));
  }
}

void add_cell(const Edition& edition, const Map& map, std::size_t row, std::size_t column, Values& line) {
  const auto& cell = map.matrix.at(row, column);
  auto& values = line.add("CELL");
  if (cell.gap()) return;
  auto& filled =
      values.add("FILLED").set("HREF", map.cell_address(row, column)).set("COUNT", std::to_string(cell.records.size()));
  auto words = counted_records(map, cell.records.size()) + ", " + map.matrix.rows[row].label + ", " +
               map.matrix.columns[column].label;
  if (map.effect())
    words += ": " + listed(strengths_in_words(cell)) + "; " + listed(directions_in_words(edition, cell));
  filled.set("WORDS", words).show("ONLY_WEAKEST", map.effect() && cell.only_weakest);
  if (map.effect()) add_shapes(cell, filled);
}

// What is not known, in sentences: nothing at all apart from nothing but the weakest.
void add_gaps(const Map& map, std::size_t row, Values& into) {
  std::vector<std::string> absolute, weak;
  for (std::size_t column = 0; column < map.matrix.columns.size(); ++column) {
    const auto& cell = map.matrix.at(row, column);
    if (cell.gap()) absolute.push_back(map.matrix.columns[column].label);
    if (map.effect() && cell.only_weakest) weak.push_back(map.matrix.columns[column].label);
  }
  if (absolute.empty() && weak.empty()) return;
  into.add("GAP")
      .set("LABEL", map.matrix.rows[row].label)
      .optional("ABSOLUTE", join(absolute, "; "))
      .optional("WEAK", join(weak, "; "));
}

void fill_table(const Edition& edition, const Map& map, Values& values) {
  const auto& matrix = map.matrix;
  for (const auto& column : matrix.columns) values.add("COLUMN").set("LABEL", column.label);
  for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
    auto& line = add_link(values, "LINE", {matrix.rows[row].label, matrix.rows[row].address});
    line.show("LINKED", !matrix.rows[row].address.empty());
    Records all;
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
      add_cell(edition, map, row, column, line);
      all.insert(all.end(), matrix.at(row, column).records.begin(), matrix.at(row, column).records.end());
    }
    std::sort(all.begin(), all.end());
    line.set("TOTAL", std::to_string(std::unique(all.begin(), all.end()) - all.begin()));
    add_gaps(map, row, values);
  }
  for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
    Records all;
    for (const auto& row : matrix.cells) all.insert(all.end(), row[column].records.begin(), row[column].records.end());
    std::sort(all.begin(), all.end());
    values.add("COLUMN_TOTAL").set("TOTAL", std::to_string(std::unique(all.begin(), all.end()) - all.begin()));
  }
}

void print_cell(Press& press, const Map& map, std::size_t row, std::size_t column, RowsWithPassage* rows) {
  const auto& edition = press.edition();
  const auto& cell = map.matrix.at(row, column);
  Listing listing;
  listing.address = map.cell_address(row, column);
  listing.title = map.matrix.rows[row].label + ": " + map.matrix.columns[column].label;
  if (!map.part.empty()) listing.title += " (" + map.part_label + ")";
  listing.lead = map.effect() ? "Findings by direction: " + listed(directions_in_words(edition, cell)) + "."
                              : "What practice examples tell under “" + map.matrix.columns[column].label + "”.";
  listing.note = map.effect() ? "Directions count findings; a study may have several. Look at the strength of each "
                                "before adding them up."
                              : "";
  listing.description = counted_records(map, cell.records.size()) + ": " + listing.title;
  listing.crumbs = {maps, {map.title, map.address()}};
  listing.records = cell.records;
  listing.rows = rows;
  print_listing(press, listing);
}

// Column by column: a record that is in several rows of one has the same passage in each.
void print_cells(Press& press, const Map& map) {
  for (std::size_t column = 0; column < map.matrix.columns.size(); ++column) {
    RowsWithPassage rows(press, map.matrix.columns[column].id);
    for (std::size_t row = 0; row < map.matrix.rows.size(); ++row) {
      if (!map.matrix.at(row, column).gap()) print_cell(press, map, row, column, map.effect() ? nullptr : &rows);
    }
  }
}

std::string print_of(Press& press, const Map& map, const std::vector<PageLink>& others) {
  return press.fingerprint("map", [&](Fingerprint& print, const RecordInputs&) {
    print.add(map.title).add(map.part).add(map.part_label).add(map.matrix.id).add(map.matrix.records.size());
    for (const auto& other : others) print.add(other.label).add(other.address);
    for (const auto* headings : {&map.matrix.rows, &map.matrix.columns}) {
      for (const auto& heading : *headings) print.add(heading.id).add(heading.label).add(heading.address);
    }
    for (const auto& row : map.matrix.cells) {
      for (const auto& cell : row) {
        print.add(cell.records.size());
        for (const auto* record : cell.records) print.add(record->id);
        for (const auto n : cell.by_weight) print.add(n);
        print.add(cell.directions.size());
        for (const auto& [direction, n] : cell.directions) print.add(direction).add(n);
        print.add(cell.only_weakest ? "weakest" : "");
      }
    }
  });
}

void print_map(Press& press, const Map& map, const std::vector<PageLink>& others) {
  print_cells(press, map);
  const auto& edition = press.edition();
  const auto print = print_of(press, map, others);
  if (press.output().keep({map.address(), map.folder() + ".csv", map.folder() + ".json"}, print)) return;
  Values values;
  values.set("TITLE", map.title).show("EFFECT", map.effect()).show("PRACTICE", !map.effect());
  values.set("COUNTED", counted_records(map, map.matrix.records.size()));
  add_link(values, "OTHER",
           map.effect() ? PageLink{"Map of implementation", "maps/implementation.html"}
                        : PageLink{"Map of effectiveness", "maps/effectiveness.html"});
  for (const auto& other : others) add_link(values, "PART", other).show("CURRENT", other.address == map.address());
  fill_table(edition, map, values);
  add_link(values, "FORM", {"CSV", map.folder() + ".csv"});
  add_link(values, "FORM", {"JSON", map.folder() + ".json"});
  PageInfo page{.address = map.address(),
                .title = map.title,
                .description = "Where evidence is and where it is missing: " + map.title + ".",
                .crumbs = {maps},
                .meta = {},
                .alternates = {},
                .linked_data = {}};
  if (page.address == maps.address) page.crumbs.clear();
  press.print("map", values, page, print);
  press.output().write(map.folder() + ".csv", matrix_csv(edition, map.matrix), print);
  press.output().write(map.folder() + ".json", matrix_json(edition, map.matrix), print);
}

// One map of all records, and one for each sector.
void print_effectiveness(Press& press) {
  const auto& edition = press.edition();
  const std::string title = "Map of effectiveness";
  std::vector<Map> all;
  const Effectiveness effectiveness(edition);
  all.push_back({.matrix = effectiveness(edition.records()), .title = title, .part = {}, .part_label = {}});
  std::vector<PageLink> others{{"All sectors", all.front().address()}};
  if (const auto* sectors = edition.schema().facet("sector")) {
    for (const auto& [value, records] : edition.facet(*sectors)) {
      if (!is_id(value)) continue;
      const auto label = edition.facet_label(*sectors, value);
      all.push_back({.matrix = effectiveness(records),
                     .title = title + ": " + label,
                     .part = value,
                     .part_label = label});
      others.push_back({label, all.back().address()});
    }
  }
  for (const auto& map : all) print_map(press, map, others);
}

}  // namespace

void print_maps(Press& press) {
  const auto& edition = press.edition();
  if (!has_maps(edition)) return;
  print_effectiveness(press);
  print_map(press,
            {.matrix = implementation(edition, edition.records()),
             .title = "Map of implementation",
             .part = {},
             .part_label = {}},
            {});
}

}  // namespace fieldbook::site
