// A place in the file of a record: what a library has a hundred of for each.
#pragma once

#include <compare>
#include <cstdint>

#include "core/base/diagnostics.hpp"

namespace fieldbook::record {

// Line and column as a Location has them. Whoever tells it to people says in which file: see in_file_of().
struct Place {
  std::uint32_t line = 0, column = 0;

  Place() = default;
  Place(const Location& where) noexcept : line(static_cast<std::uint32_t>(where.line)), column(static_cast<std::uint32_t>(where.column)) {}  // NOLINT: the same, less the file
  friend auto operator<=>(const Place&, const Place&) = default;
};

}  // namespace fieldbook::record
