// How far two reviewers agree beyond chance.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

namespace fieldbook::review {

// counts[i][j]: records to which the first reviewer said i and the second j; 0 exclude, 1 include.
using AgreementTable = std::array<std::array<std::size_t, 2>, 2>;

struct Agreement {
  std::size_t n = 0;
  double observed = 0;              // share of records on which they agree
  // Cohen (1960), "A coefficient of agreement for nominal scales". Nothing where chance alone explains all: both said
  // the same of every record, or there is none.
  std::optional<double> kappa;
  // 95 %, by the large-sample standard error of Fleiss, Cohen and Everitt (1969), clamped to [-1, 1].
  std::optional<std::array<double, 2>> kappa_interval;
  double ac1 = 0;                   // Gwet (2008), "Computing inter-rater reliability … in the presence of high agreement"
  double pabak = 0;                 // Byrt, Bishop and Carlin (1993): prevalence and bias adjusted kappa
  double prevalence = 0;            // Byrt's index: (both include - both exclude) / n; far from 0, kappa is low whatever people do
  double bias = 0;                  // Byrt's index: (second alone includes - first alone includes) / n
  double included = 0;              // mean share that the two include
};

Agreement agreement(const AgreementTable&);

}  // namespace fieldbook::review
