// Which way results point, over the results of a study and over studies.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace fieldbook::review {

enum class Direction { better, worse, no_difference, mixed, unclear };
inline constexpr std::array all_directions{Direction::better, Direction::worse, Direction::no_difference, Direction::mixed, Direction::unclear};

std::string_view name_of(Direction) noexcept;    // "no-difference", as in the files
std::string_view label_of(Direction) noexcept;   // "No difference"
std::optional<Direction> direction_of(std::string_view name) noexcept;

// What a study says on one outcome from its results there: the direction of at least 70 per cent of those that are clear, without regard to
// statistical significance, else mixed (Boon and Thomson 2021, "The effect direction plot revisited", Research Synthesis Methods 12:29-33,
// after Thomson and Thomas 2013). Unclear where all are.
Direction overall(std::span<const Direction>) noexcept;

struct SignTest {
  std::size_t better = 0, worse = 0;      // studies; those that point neither way take no part
  double p = 1;                           // two-sided, exact: how likely is it, if either way were as likely, to see a split at least as uneven
  double share_better = 0;                // of both; 0 where there is none
  std::array<double, 2> interval{0, 1};   // 95 per cent, of that share: Wilson (1927), as Cochrane's Handbook, chapter 12, names it
};

// The sign test of the Cochrane Handbook, section 12.2.1.3, and of Boon and Thomson (2021): binomial with one half.
SignTest sign_test(std::size_t better, std::size_t worse);

// Wilson's score interval for a share, at 95 per cent; 0 to 1 where there is nothing.
std::array<double, 2> wilson_interval(std::size_t of, std::size_t all);

}  // namespace fieldbook::review
