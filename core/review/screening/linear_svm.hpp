// A linear support vector machine with squared hinge loss and class weights, as scikit-learn's LinearSVC(C=0.11) in
// ELAS u4. Solved by dual coordinate descent (Hsieh et al. 2008, "A dual coordinate descent method for large-scale
// linear SVM", algorithm 1, L2 loss), starting from the last solution: liblinear's dual solver cannot start warm.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "core/review/screening/features.hpp"

namespace fieldbook::review {

struct LinearSvmOptions {
  double cost = 0.11;
  double balance = 9.8;      // as in NaiveBayesOptions
  double tolerance = 1e-3;   // on the projected gradient; the solution is one, however it was reached
  unsigned most_passes = 1000;
};

// Keeps a reference to the features.
class LinearSvm {
 public:
  explicit LinearSvm(const Features&, const LinearSvmOptions& = {});

  void add(std::size_t row, bool relevant);
  void remove(std::size_t row);

  // For each row its signed distance to the boundary. Both classes must have been seen.
  void score(std::vector<double>& out);

 private:
  struct Example {
    std::size_t row = 0;
    double side = 1;    // 1 relevant, -1 irrelevant
    double alpha = 0;
    double own = 0;     // what the record's own features add to its diagonal
    double whole = 0;   // the row's squared length, and the intercept's
  };

  void train();
  void shuffle();
  double dot(std::size_t row) const;
  void move(const Example&, double by);

  const Features& features_;
  LinearSvmOptions options_;
  std::vector<Example> examples_;
  std::vector<double> weights_;   // a column
  double intercept_ = 0;
  std::vector<std::uint32_t> turn_;
  std::minstd_rand random_;
};

}  // namespace fieldbook::review
