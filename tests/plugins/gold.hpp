// Labelled passages, and what the rubric engine makes of them in this process.
#pragma once

#include <fieldbook/rubric.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fieldbook::test {

struct Passage {
  std::string id, text, topic, source;
  std::map<std::string, int> labels;  // criterion to 2, 1, 0 or -1; a criterion left out is 0
  std::map<std::string, int> fit;     // approach to 0..3
};

// One JSON object a line. Throws std::runtime_error naming the line.
std::vector<Passage> read_gold(const std::filesystem::path& file);

// A plain text as the host hands it to an assessor: paragraphs and sentences marked. Keeps its own copy.
class PlainDocument {
 public:
  explicit PlainDocument(std::string text);
  PlainDocument(const PlainDocument&) = delete;
  Document view() const { return Document{document_}; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<fb_span> paragraphs_, sentences_;
  fb_document document_{};
};

struct Approach {
  std::string slug;
  rubric::Rubric rubric;
};

// The assessors that ship, by their rules.
std::vector<Approach> shipped_approaches();

struct CriterionScore {
  std::string id;
  int positives = 0, true_positives = 0, false_positives = 0;
  double precision() const, recall() const, f1() const;
};

struct ApproachScore {
  std::string slug;
  std::vector<CriterionScore> criteria;
  int contradicted = 0, contradicted_called_positive = 0, contradicted_found = 0;
  int distractors = 0, distractors_with_fit = 0;
  int cells = 0, kappa_count[4][4] = {};  // [gold][ours], from contradicted to established
  int fit_exact = 0, fit_count = 0;
  double macro_f1() const;  // over criteria with at least one positive
  double micro_f1() const;
  double kappa() const;     // quadratic weights on the four ratings
};

// A passage whose topic is "distractor" belongs to no approach.
ApproachScore score(const Approach& approach, const std::vector<Passage>& passages);

}  // namespace fieldbook::test
