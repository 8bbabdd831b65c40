// How likely something is by some numbers: a linear part, and beside it a few units that bend.
#pragma once

#include <vector>

namespace fieldbook::gold {

struct Units {
  struct Unit {
    double out = 0, bias = 0;
    std::vector<double> weights;
  };
  double bias = 0;
  std::vector<double> weights;     // of the linear part
  std::vector<Unit> units;         // each adds out * bent(bias + weights * numbers), where bent(x) is x / (1 + |x|)
};

// Log-odds of `yes` by `rows`, by Adam. Several such are learned, from other beginnings, and their mean is given. The same input gives the same.
Units learn_units(const std::vector<std::vector<double>>& rows, const std::vector<bool>& yes);

}  // namespace fieldbook::gold
