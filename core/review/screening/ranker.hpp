// Which record should be read next? Learns from what has been judged, and puts what is most surely relevant first.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/review/screening/linear_svm.hpp"
#include "core/review/screening/naive_bayes.hpp"

namespace fieldbook::review {

// ELAS u3 and ELAS u4 of ASReview 3 (Apache-2.0; measured beside it): single words and naive Bayes, or words and pairs and a linear SVM.
enum class Model { nb, svm };

// What a record is learnt from.
std::string text_for_ranking(const std::string& title, const std::string& abstract);

// Records are numbered from 0 in the order of their texts.
class Ranker {
 public:
  Ranker(const Texts&, Model);
  Ranker(std::span<const std::string> texts, Model);
  Ranker(const Ranker&) = delete;
  Ranker& operator=(const Ranker&) = delete;

  std::size_t records() const noexcept { return labels_.size(); }
  const Features& features() const noexcept { return features_; }

  // Says or unsays what a record is.
  void judge(std::size_t record, std::optional<bool> relevant);

  // Whether both a relevant and an irrelevant record are known; before that there is nothing to learn from.
  bool can_rank() const noexcept { return judged_[0] > 0 && judged_[1] > 0; }

  // Trains on all that was judged. A score a record: the higher the likelier; only their order means something.
  // Needs can_rank().
  const std::vector<double>& scores();

  // The unjudged records, the likeliest first, equals by number. By number while can_rank() is false.
  std::vector<std::size_t> order();
  // The first of order().
  std::optional<std::size_t> next();

 private:
  Ranker(Features, Model);

  Features features_;
  std::variant<NaiveBayes, LinearSvm> model_;
  std::vector<std::optional<bool>> labels_;
  std::size_t judged_[2] = {0, 0};
  std::vector<double> scores_;
  bool trained_ = false;
};

}  // namespace fieldbook::review
