#include "core/review/screening/ranker.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace fieldbook::review {
namespace {

std::variant<NaiveBayes, LinearSvm> start(Model model, const Features& features) {
  switch (model) {
    case Model::nb: return NaiveBayes(features);
    case Model::svm: break;
  }
  return LinearSvm(features);
}

FeatureOptions options_for(Model model) { return model == Model::nb ? elas_u3_features : elas_u4_features; }

}  // namespace

std::string text_for_ranking(const std::string& title, const std::string& abstract) { return title + " " + abstract; }

Ranker::Ranker(Features features, Model model) : features_(std::move(features)), model_(start(model, features_)), labels_(features_.rows()) {}

Ranker::Ranker(const Texts& texts, Model model) : Ranker(features_of(texts, options_for(model)), model) {}

Ranker::Ranker(std::span<const std::string> texts, Model model) : Ranker(features_of(texts, options_for(model)), model) {}

void Ranker::judge(std::size_t record, std::optional<bool> relevant) {
  auto& label = labels_.at(record);
  if (label == relevant) return;
  trained_ = false;
  if (label) {
    if (auto* const bayes = std::get_if<NaiveBayes>(&model_)) bayes->remove(record, *label);
    if (auto* const svm = std::get_if<LinearSvm>(&model_)) svm->remove(record);
    --judged_[*label ? 1 : 0];
  }
  label = relevant;
  if (!relevant) return;
  std::visit([&](auto& model) { model.add(record, *relevant); }, model_);
  ++judged_[*relevant ? 1 : 0];
}

const std::vector<double>& Ranker::scores() {
  assert(can_rank());
  if (!trained_) std::visit([&](auto& model) { model.score(scores_); }, model_);
  trained_ = true;
  return scores_;
}

std::vector<std::size_t> Ranker::order() {
  std::vector<std::size_t> out;
  for (std::size_t record = 0; record < labels_.size(); ++record) {
    if (!labels_[record]) out.push_back(record);
  }
  if (!can_rank()) return out;
  const auto& score = scores();
  std::ranges::stable_sort(out, [&](auto a, auto b) { return score[a] > score[b]; });
  return out;
}

std::optional<std::size_t> Ranker::next() {
  std::optional<std::size_t> best;
  if (can_rank()) scores();
  for (std::size_t record = 0; record < labels_.size(); ++record) {
    if (labels_[record]) continue;
    if (!can_rank()) return record;
    if (!best || scores_[record] > scores_[*best]) best = record;
  }
  return best;
}

}  // namespace fieldbook::review
