#include "core/review/screening/packed_rows.hpp"

#include <limits>
#include <utility>

#include "core/base/error.hpp"

namespace fieldbook::review {

void PackedRows::add_to(Piece& piece, std::span<const Count> row) {
  std::uint32_t before = 0;
  for (const auto& [number, count] : row) {
    const auto higher = number - before;
    if (higher < 1U << 24U && count < 1U << 8U) piece.cells.push_back(higher << 8U | count);
    else piece.cells.insert(piece.cells.end(), {0, higher, count});
    before = number;
  }
  if (piece.cells.size() > std::numeric_limits<std::uint32_t>::max()) throw Error(Errc::too_large, "8,192 records hold more than 4,000,000,000 words", "split them");
  piece.ends.push_back(static_cast<std::uint32_t>(piece.cells.size()));
}

void PackedRows::add(std::span<const Count> row) {
  if (pieces_.empty() || pieces_.back().ends.size() == rows_in_a_piece) {
    if (!pieces_.empty()) pieces_.back().cells.shrink_to_fit();
    pieces_.emplace_back();
  }
  add_to(pieces_.back(), row);
}

void PackedRows::change_each(const std::function<void(std::size_t row, std::vector<Count>& cells)>& change) {
  std::vector<Count> cells;
  std::size_t number = 0;
  for (auto& piece : pieces_) {
    Piece changed;
    changed.cells.reserve(piece.cells.size());
    for (std::size_t row = 0; row < piece.ends.size(); ++row) {
      cells.clear();
      each_in(piece, row, [&](std::uint32_t one, std::uint32_t count) { cells.push_back({one, count}); });
      change(number++, cells);
      add_to(changed, cells);
    }
    changed.cells.shrink_to_fit();
    piece = std::move(changed);
  }
}

}  // namespace fieldbook::review
