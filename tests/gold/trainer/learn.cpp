#include "tests/gold/trainer/learn.hpp"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace fieldbook::gold {
namespace {

constexpr double tolerance = 0.001;

// liblinear's L2-regularised logistic regression; the bias is the last weight, and regularised like the others.
std::vector<double> fit(std::vector<std::vector<feature_node>>& nodes, std::vector<double>& labels, int features, double yes_weight, double no_weight, double cost) {
  std::vector<feature_node*> rows;
  for (auto& row : nodes) {
    row.push_back({features + 1, 1.0});
    row.push_back({-1, 0});
    rows.push_back(row.data());
  }
  problem problem{};
  problem.l = static_cast<int>(labels.size());
  problem.n = features + 1;
  problem.y = labels.data();
  problem.x = rows.data();
  problem.bias = 1;
  int class_labels[] = {1, -1};
  double class_weights[] = {yes_weight, no_weight};
  parameter settings{};
  settings.solver_type = L2R_LR;
  settings.eps = tolerance;
  settings.C = cost;
  settings.nr_weight = 2;
  settings.weight_label = class_labels;
  settings.weight = class_weights;
  set_print_string_function([](const char*) {});
  auto* found = train(&problem, &settings);
  const double sign = found->label[0] == 1 ? 1 : -1;
  std::vector<double> weights;
  for (int i = 0; i <= features; ++i) weights.push_back(sign * found->w[i]);
  free_and_destroy_model(&found);
  return weights;
}

// One model over the sentences whose targets are yes or no; each class weighs the same in all.
Model fit(const Matrix& matrix, const std::vector<Target>& targets, double cost) {
  std::vector<std::vector<feature_node>> nodes;
  std::vector<double> labels;
  double yes = 0;
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    if (targets[i] == Target::unused) continue;
    auto& row = nodes.emplace_back();
    for (const int trait : matrix.row(i)) row.push_back({trait + 1, matrix.value(static_cast<std::size_t>(trait))});
    labels.push_back(targets[i] == Target::yes ? 1 : -1);
    yes += targets[i] == Target::yes ? 1 : 0;
  }
  const auto all = static_cast<double>(labels.size());
  if (yes == 0 || yes == all) throw std::runtime_error("there is nothing to tell apart: all sentences have one label");
  auto weights = fit(nodes, labels, static_cast<int>(matrix.traits().size()), all / (2 * yes), all / (2 * (all - yes)), cost);
  Model model{.bias = weights.back(), .weights = {}};
  weights.pop_back();
  for (std::size_t trait = 0; trait < weights.size(); ++trait) model.weights.push_back(weights[trait] * matrix.value(trait));
  return model;
}

}  // namespace

Matrix::Matrix(const Examples& examples, std::size_t least) {
  std::unordered_map<std::string, std::size_t> count;
  for (const auto& sentence : examples.sentences)
    for (const auto& trait : sentence.traits) ++count[trait];
  for (const auto& [trait, times] : count)
    if (times >= least) traits_.push_back(trait);
  std::ranges::sort(traits_);
  std::unordered_map<std::string, int> place;
  const auto all = static_cast<double>(examples.sentences.size());
  for (std::size_t i = 0; i < traits_.size(); ++i) {
    place.emplace(traits_[i], static_cast<int>(i));
    values_.push_back(std::log((1 + all) / (1 + static_cast<double>(count[traits_[i]]))) / 5);
  }
  for (const auto& sentence : examples.sentences) {
    auto& row = rows_.emplace_back();
    for (const auto& trait : sentence.traits)
      if (const auto found = place.find(trait); found != place.end()) row.push_back(found->second);
    std::ranges::sort(row);
  }
}

Model learn(const Examples& examples, const Matrix& matrix, const std::function<Target(const Source&)>& target, double cost) {
  std::vector<Target> targets;
  for (const auto& sentence : examples.sentences) targets.push_back(target(examples.sources[sentence.source]));
  return fit(matrix, targets, cost);
}

}  // namespace fieldbook::gold
