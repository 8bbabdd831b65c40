// Rows of numbers that rise, each with a count, in four bytes a cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace fieldbook::review {

struct Count {
  std::uint32_t number = 0;
  std::uint32_t count = 1;   // at least 1
};

// A cell is how much its number is higher than the one before, shifted by 8 bits, and the count in those. Where either does not fit, a cell of
// nothing is followed by both. (Bytes of varying number take three a cell, and twice the time to read.)
class PackedRows {
 public:
  std::size_t size() const noexcept { return pieces_.empty() ? 0 : (pieces_.size() - 1) * rows_in_a_piece + pieces_.back().ends.size(); }

  // Numbers rise, each once.
  void add(std::span<const Count> row);

  // Calls `use` with each number and count of a row, in their order.
  template <class Use>
  void each(std::size_t row, const Use& use) const {
    const auto& piece = pieces_[row / rows_in_a_piece];
    const auto at = row % rows_in_a_piece;
    each_in(piece, at, use);
  }

  // Puts another row in the place of each: `change` gets its number and its cells. What was there is given back some thousand rows at a time.
  void change_each(const std::function<void(std::size_t row, std::vector<Count>& cells)>& change);

 private:
  static constexpr std::size_t rows_in_a_piece = 8192;

  struct Piece {
    std::vector<std::uint32_t> ends;   // of each row in `cells`
    std::vector<std::uint32_t> cells;
  };

  template <class Use>
  static void each_in(const Piece& piece, std::size_t row, const Use& use) {
    const auto* at = piece.cells.data() + (row == 0 ? 0 : piece.ends[row - 1]);
    const auto* const end = piece.cells.data() + piece.ends[row];
    std::uint32_t number = 0;
    while (at < end) {
      const auto cell = *at++;
      if (cell != 0) [[likely]] {
        use(number += cell >> 8U, cell & 0xFFU);
      } else {
        use(number += at[0], at[1]);
        at += 2;
      }
    }
  }

  static void add_to(Piece&, std::span<const Count> row);

  std::vector<Piece> pieces_;   // full ones but for the last
};

}  // namespace fieldbook::review
