// Has enough been found? A statistical test on records that were read in random order.
#pragma once

#include <cstddef>

namespace fieldbook::review {

// P(X <= found) where X counts the relevant among `drawn` records taken without replacement from `all` records of which
// `relevant` are relevant. Exact to rounding. Needs relevant <= all and drawn <= all.
double hypergeometric_at_most(std::size_t found, std::size_t all, std::size_t relevant, std::size_t drawn);

// A random sample from the records that were unread when it began.
struct RandomSample {
  std::size_t unread_before = 0;
  std::size_t read = 0;
  std::size_t relevant = 0;
};

// Callaghan and Müller-Hansen (2020), "Statistical stopping criteria for automated screening in systematic reviews",
// Systematic Reviews 9:273: the probability of a sample with so few relevant records (or fewer) if the recall reached by
// now were below `recall`. `relevant_before`: how many were known before the sample. Below 1 - confidence, reading may stop:
// then recall is at least `recall` with that confidence. 1 where nothing was sampled; 0 where nothing is unread.
double p_recall_below(double recall, std::size_t relevant_before, const RandomSample&);

}  // namespace fieldbook::review
