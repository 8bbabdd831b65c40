#include "tests/plugins/shipped.hpp"

#include "alliance.rubric.hpp"
#include "alliance.weights.hpp"
#include "co_production.rubric.hpp"
#include "co_production.weights.hpp"
#include "collaborative.rubric.hpp"
#include "collaborative.weights.hpp"
#include "core/record/markdown.hpp"
#include "outcomes_based.rubric.hpp"
#include "outcomes_based.weights.hpp"
#include "place_based.rubric.hpp"
#include "place_based.weights.hpp"
#include "strategic.rubric.hpp"
#include "strategic.weights.hpp"

namespace fieldbook::test {

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

namespace {

struct Shipped {
  std::string_view slug, rules, weights;
};
constexpr Shipped shipped[] = {{"strategic", data::strategic_rubric, data::strategic_weights},
                               {"place-based", data::place_based_rubric, data::place_based_weights},
                               {"alliance", data::alliance_rubric, data::alliance_weights},
                               {"collaborative", data::collaborative_rubric, data::collaborative_weights},
                               {"co-production", data::co_production_rubric, data::co_production_weights},
                               {"outcomes-based", data::outcomes_based_rubric, data::outcomes_based_weights}};

}  // namespace

std::string_view shipped_rules(std::string_view slug) {
  for (const auto& one : shipped)
    if (one.slug == slug) return one.rules;
  throw std::out_of_range(std::string(slug));
}

std::vector<Approach> shipped_approaches() {
  std::vector<Approach> out;
  for (const auto& one : shipped) out.push_back({std::string(one.slug), rubric::Rubric(one.rules, {}, one.weights)});
  return out;
}

assess::AssessorScore score(const Approach& approach, const std::vector<assess::LabelledText>& texts) {
  std::vector<assess::Verdict> verdicts;
  for (const auto& text : texts) {
    const PlainDocument document(text.text);
    const auto assessment = approach.rubric.assess(document.view());
    auto& verdict = verdicts.emplace_back();
    verdict.fit = assessment.fit;
    for (const auto& finding : assessment.findings) verdict.ratings.push_back(static_cast<assess::Rating>(finding.rating));
  }
  return assess::score(approach.slug, approach.rubric.criteria(), texts, verdicts, {.draws = 0});
}

}  // namespace fieldbook::test
