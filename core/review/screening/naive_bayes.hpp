// Multinomial naive Bayes with class weights, as scikit-learn's MultinomialNB(alpha=3.822) in ELAS u3. With two classes
// complement naive Bayes (Rennie et al. 2003) ranks the same: each class is the other's complement.
#pragma once

#include <vector>

#include "core/review/screening/features.hpp"

namespace fieldbook::review {

struct NaiveBayesOptions {
  double smoothing = 3.822;
  double balance = 1.2;   // an irrelevant record weighs relevant / (balance * irrelevant), a relevant one 1
};

// Keeps a reference to the features. What it has learnt is exact after any number of changes of mind.
class NaiveBayes {
 public:
  explicit NaiveBayes(const Features&, const NaiveBayesOptions& = {});

  void add(std::size_t row, bool relevant) { change(row, relevant, 1); }
  void remove(std::size_t row, bool relevant) { change(row, relevant, -1); }

  // For each row the log odds that it is relevant. Both classes must have been seen.
  void score(std::vector<double>& out) const;

 private:
  void change(std::size_t row, bool relevant, double sign);

  const Features& features_;
  NaiveBayesOptions options_;
  std::vector<double> row_sum_;
  std::vector<double> sums_[2];   // a class, a column
  double total_[2] = {0, 0};
  double seen_[2] = {0, 0};
};

}  // namespace fieldbook::review
