// How well an assessor does on labelled texts. Positive means established or partial.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/assess/labelled.hpp"

namespace fieldbook::assess {

// What an assessor said of one text.
struct Verdict {
  std::vector<Rating> ratings;  // in the order of the criteria
  int fit = 0;
  bool answered = true;         // false: it failed, which counts as absent throughout
};

// 95 of 100 draws of as many texts, with replacement, lie between the two.
struct Interval {
  double low = 0, high = 0;
};

struct CriterionScore {
  std::string id;
  std::size_t positives = 0, true_positives = 0, false_positives = 0;
  std::size_t contradicted = 0, contradicted_found = 0;
  double precision() const;  // 0 where nothing was called positive
  double recall() const;
  double f1() const;
};

struct AssessorScore {
  std::string assessor;
  std::size_t texts = 0, unanswered = 0;
  std::vector<CriterionScore> criteria;
  double macro_f1 = 0;  // mean of F1 over the criteria that have a positive
  double micro_f1 = 0;
  double kappa = 0;     // Cohen's, with quadratic weights on the four ratings taken as equally far apart (Cohen 1968)
  std::size_t contradicted = 0, contradicted_found = 0, contradicted_called_positive = 0;  // cells
  std::size_t distractors = 0, distractors_with_fit = 0;                                   // texts
  std::size_t fit_rated = 0, fit_exact = 0;
  Interval macro_f1_interval, micro_f1_interval, kappa_interval;  // percentile bootstrap over texts (Efron 1979)
};

struct Bootstrap {
  std::size_t draws = 1000;  // 0: no intervals
  std::uint64_t seed = 1;    // the same seed gives the same intervals on every machine
};

// `verdicts` are of `texts`, in their order.
AssessorScore score(const std::string& assessor, const std::vector<std::string>& criteria, std::span<const LabelledText> texts,
                    std::span<const Verdict> verdicts, const Bootstrap&);

}  // namespace fieldbook::assess
