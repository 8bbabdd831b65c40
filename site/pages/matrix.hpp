// An evidence gap map as data: what is known of which row under which column, and what is not.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "site/edition.hpp"

namespace fieldbook::site {

struct Heading {
  std::string id, label;
  std::string address;  // a page about it; may be empty
};

// Where a record's strength stands on the library's scale, as the map's three shapes show it.
enum class Weight { strong, moderate, weaker };
inline constexpr std::size_t weights = 3;

struct Cell {
  Records records;  // by title
  std::array<std::size_t, weights> by_weight{};
  std::map<std::string, std::size_t> directions;  // id of a direction -> findings; empty where records have none
  bool only_weakest = false;                      // there are records, all of the weakest strength that says anything

  bool gap() const noexcept { return records.empty(); }
};

struct Matrix {
  std::string id;  // "effectiveness"; also its address: maps/ID.html
  std::vector<Heading> rows, columns;
  std::vector<std::vector<Cell>> cells;  // by row, then by column
  Records records;                       // all that are counted in any cell, each once

  const Cell& at(std::size_t row, std::size_t column) const { return cells[row][column]; }
};

// Approaches (the facet whose values have guide pages) by outcome: evaluations with a finding there.
// Without rows or columns where the library has no such facet, or no findings.
class Effectiveness {
 public:
  explicit Effectiveness(const Edition&);  // reads the findings of all records once, for all matrices
  Matrix operator()(const Records& among) const;

 private:
  struct Finding {
    std::size_t column = 0;
    std::string direction;
  };
  const Edition& edition_;
  Matrix empty_;
  std::vector<std::vector<Finding>> findings_;         // by the numbers of records, as are these; by column
  std::vector<std::vector<std::size_t>> rows_;
};
Matrix effectiveness(const Edition&, const Records& among);

// Whether the library has what maps are made of.
bool has_maps(const Edition&);

// Approaches by what records tell of putting them into practice: practice examples (the kinds with a result) with
// something written under that heading.
Matrix implementation(const Edition&, const Records& among);

// The facet whose values have guide pages; null where there is none.
const record::Facet* guided_facet(const Edition&);

// For programs: one line a cell; one object with rows, columns and cells.
std::string matrix_csv(const Edition&, const Matrix&);
std::string matrix_json(const Edition&, const Matrix&);

// The vocabulary of a column of the findings table: "outcome", "direction"; empty where there is none.
std::string findings_vocabulary(const Edition&, std::string_view column);

// A field of a CSV file (RFC 4180): quoted where it must be, and never taken for a formula by a spreadsheet.
std::string csv_field(std::string_view);

}  // namespace fieldbook::site
