// A row of numbers added to another, as often as a factor says. The two may not overlap.
#pragma once

#include <cstddef>

namespace fieldbook::rubric {

template <class Number>
void add_times(Number* __restrict to, const Number* __restrict from, Number factor, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] += factor * from[i];
}

}  // namespace fieldbook::rubric
