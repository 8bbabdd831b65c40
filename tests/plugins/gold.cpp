#include "tests/plugins/gold.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "alliance.rubric.hpp"
#include "co_production.rubric.hpp"
#include "collaborative.rubric.hpp"
#include "core/record/markdown.hpp"
#include "outcomes_based.rubric.hpp"
#include "place_based.rubric.hpp"
#include "strategic.rubric.hpp"

namespace fieldbook::test {
namespace {

double ratio(int part, int whole) { return whole == 0 ? 0.0 : static_cast<double>(part) / whole; }
double f1_of(double precision, double recall) { return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall); }

}  // namespace

std::vector<Passage> read_gold(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Passage> out;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    try {
      const auto json = nlohmann::json::parse(line);
      Passage passage;
      passage.id = json.at("id");
      passage.text = json.at("text");
      passage.topic = json.value("topic", "");
      passage.source = json.value("source", "");
      passage.labels = json.value("labels", std::map<std::string, int>{});
      passage.fit = json.value("fit", std::map<std::string, int>{});
      out.push_back(std::move(passage));
    } catch (const nlohmann::json::exception& error) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return out;
}

PlainDocument::PlainDocument(std::string text) : text_(std::move(text)) {
  const auto body = record::structure_plain_text(text_);
  for (const auto& span : body.paragraphs) paragraphs_.push_back({span.begin, span.end});
  for (const auto& span : body.sentences) sentences_.push_back({span.begin, span.end});
  document_.struct_size = sizeof document_;
  document_.kind = FB_KIND_DRAFT;
  document_.text = raw(text_);
  document_.language = raw("en");
  document_.paragraphs = paragraphs_.data();
  document_.paragraph_count = paragraphs_.size();
  document_.sentences = sentences_.data();
  document_.sentence_count = sentences_.size();
}

std::vector<Approach> shipped_approaches() {
  std::vector<Approach> out;
  out.push_back({"strategic", rubric::Rubric(data::strategic_rubric)});
  out.push_back({"place-based", rubric::Rubric(data::place_based_rubric)});
  out.push_back({"alliance", rubric::Rubric(data::alliance_rubric)});
  out.push_back({"collaborative", rubric::Rubric(data::collaborative_rubric)});
  out.push_back({"co-production", rubric::Rubric(data::co_production_rubric)});
  out.push_back({"outcomes-based", rubric::Rubric(data::outcomes_based_rubric)});
  return out;
}

double CriterionScore::precision() const { return ratio(true_positives, true_positives + false_positives); }
double CriterionScore::recall() const { return ratio(true_positives, positives); }
double CriterionScore::f1() const { return f1_of(precision(), recall()); }

double ApproachScore::macro_f1() const {
  double sum = 0;
  int count = 0;
  for (const auto& criterion : criteria) {
    if (criterion.positives == 0) continue;
    sum += criterion.f1();
    ++count;
  }
  return count == 0 ? 0 : sum / count;
}

double ApproachScore::micro_f1() const {
  CriterionScore all;
  for (const auto& criterion : criteria) {
    all.positives += criterion.positives;
    all.true_positives += criterion.true_positives;
    all.false_positives += criterion.false_positives;
  }
  return all.f1();
}

double ApproachScore::kappa() const {
  double seen = 0, chance = 0;
  int rows[4] = {}, columns[4] = {};
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) rows[i] += kappa_count[i][j], columns[j] += kappa_count[i][j];
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) {
      const double weight = (i - j) * (i - j) / 9.0;
      seen += weight * kappa_count[i][j];
      chance += weight * rows[i] * columns[j] / std::max(1, cells);
    }
  return chance == 0 ? 1 : 1 - seen / chance;
}

ApproachScore score(const Approach& approach, const std::vector<Passage>& passages) {
  ApproachScore out;
  out.slug = approach.slug;
  for (const auto& id : approach.rubric.criteria()) out.criteria.push_back({.id = id});
  for (const auto& passage : passages) {
    const PlainDocument document(passage.text);
    const auto assessment = approach.rubric.assess(document.view());
    const bool distractor = passage.topic == "distractor";
    out.distractors += distractor ? 1 : 0;
    out.distractors_with_fit += distractor && assessment.fit > 0 ? 1 : 0;
    if (const auto fit = passage.fit.find(approach.slug); fit != passage.fit.end()) {
      ++out.fit_count;
      out.fit_exact += fit->second == assessment.fit ? 1 : 0;
    }
    for (std::size_t i = 0; i < out.criteria.size(); ++i) {
      auto& criterion = out.criteria[i];
      const auto label = passage.labels.find(criterion.id);
      const int gold = label == passage.labels.end() ? 0 : label->second;
      const int ours = static_cast<int>(assessment.findings[i].rating);
      ++out.cells;
      ++out.kappa_count[gold + 1][ours + 1];
      criterion.positives += gold > 0 ? 1 : 0;
      criterion.true_positives += gold > 0 && ours > 0 ? 1 : 0;
      criterion.false_positives += gold <= 0 && ours > 0 ? 1 : 0;
      out.contradicted += gold < 0 ? 1 : 0;
      out.contradicted_called_positive += gold < 0 && ours > 0 ? 1 : 0;
      out.contradicted_found += gold < 0 && ours < 0 ? 1 : 0;
    }
  }
  return out;
}

}  // namespace fieldbook::test
