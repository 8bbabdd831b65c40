#include "tests/plugins/shipped.hpp"

#include "alliance.rubric.hpp"
#include "co_production.rubric.hpp"
#include "collaborative.rubric.hpp"
#include "core/record/markdown.hpp"
#include "outcomes_based.rubric.hpp"
#include "place_based.rubric.hpp"
#include "strategic.rubric.hpp"

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
