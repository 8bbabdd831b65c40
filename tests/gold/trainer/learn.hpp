// One-against-rest logistic regression over traits, by liblinear (Fan et al. 2008, JMLR 9: 1871-1874).
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/gold/trainer/examples.hpp"

namespace fieldbook::gold {

// The traits that occur in at least `least` sentences, and the sentences in their terms. A trait's value is its inverse
// document frequency over five; lengths are not evened out, since in a longer sentence more is said.
class Matrix {
 public:
  explicit Matrix(const Examples&, std::size_t least = 2);
  const std::vector<std::string>& traits() const { return traits_; }
  double value(std::size_t trait) const { return values_[trait]; }
  const std::vector<int>& row(std::size_t sentence) const { return rows_[sentence]; }
  std::size_t rows() const { return rows_.size(); }

 private:
  std::vector<std::string> traits_;
  std::vector<double> values_;
  std::vector<std::vector<int>> rows_;
};

// What a mistake costs against large weights, chosen by cross-validation over the sources of the passages: of a sentence 0.1 and 1
// do as well.
inline constexpr double sentence_cost = 0.3, passage_cost = 0.001;

enum class Target : char { yes, no, unused };

struct Model {
  double bias = 0;
  std::vector<double> weights;  // by trait, already times its value
};

// `target` says of each source what its sentence is.
Model learn(const Examples&, const Matrix&, const std::function<Target(const Source&)>& target, double cost = sentence_cost);

}  // namespace fieldbook::gold
