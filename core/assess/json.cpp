#include "core/assess/json.hpp"

#include <nlohmann/json.hpp>

namespace fieldbook::assess {
namespace {

using Json = nlohmann::ordered_json;

// Kept for each of ten thousand texts, four in five criteria are absent, for no reason but that nothing speaks of them.
enum class Form { whole, kept };

Json json_of(const Judgement& judgement, Form form) {
  if (form == Form::kept && judgement.rating == Rating::absent && judgement.quotes.empty()) {
    return {{"id", judgement.criterion}, {"name", judgement.name}, {"rating", name(judgement.rating)}, {"confidence", judgement.confidence}};
  }
  auto quotes = Json::array();
  for (const auto& quote : judgement.quotes) {
    Json one{{"begin", quote.where.begin}, {"end", quote.where.end}, {"text", quote.text}};
    if (quote.page != 0) one["page"] = quote.page;
    if (!quote.heading.empty()) one["heading"] = quote.heading;
    if (quote.paragraph != 0) one["paragraph"] = quote.paragraph;
    if (quote.sentence != 0) one["sentence"] = quote.sentence;
    quotes.push_back(std::move(one));
  }
  Json out{{"id", judgement.criterion},          {"name", judgement.name},           {"rating", name(judgement.rating)},
           {"confidence", judgement.confidence}, {"rationale", judgement.rationale}, {"quotes", std::move(quotes)}};
  if (form == Form::whole && !judgement.question.empty()) out["question"] = judgement.question;
  return out;
}

Json json_of(const Assessment& assessment, Form form) {
  auto criteria = Json::array();
  for (const auto& judgement : assessment.criteria) criteria.push_back(json_of(judgement, form));
  // A fit is a finding: an assessor that did not answer has none, and 0 would say "not about this approach".
  const auto fit = assessment.outcome == Outcome::ok ? Json(assessment.fit) : Json(nullptr);
  return {{"assessor", assessment.assessor},
          {"name", assessment.name},
          {"version", assessment.version},
          {"file_hash", assessment.file_hash},
          {"outcome", name(assessment.outcome)},
          {"message", assessment.message},
          {"fit", fit},
          {"searches", assessment.searches},
          {"criteria", std::move(criteria)}};
}

Json json_of(const Recommendation& one) {
  Json out{{"id", one.record}, {"criterion", one.criterion}, {"reason", one.reason}};
  if (!one.title.empty()) out["title"] = one.title;
  if (!one.url.empty()) out["url"] = one.url;
  return out;
}

Json json_of(const std::vector<Step>& steps) {
  auto out = Json::array();
  for (const auto& step : steps) {
    auto read = Json::array();
    for (const auto* const one : step.read) read.push_back(one->record);
    out.push_back({{"criterion", step.judgement->criterion}, {"to_do", step.to_do}, {"read", std::move(read)}});
  }
  return out;
}

Json json_of(const std::vector<Advice>& all) {
  auto out = Json::array();
  for (const auto& advice : all) {
    auto strong = Json::array();
    for (const auto* const judgement : advice.strong) strong.push_back(judgement->criterion);
    out.push_back({{"assessor", advice.assessment->assessor},
                   {"strong", std::move(strong)},
                   {"missing", json_of(advice.missing)},
                   {"warnings", json_of(advice.warnings)}});
  }
  return out;
}

Json json_of(const Since& since) {
  auto fits = Json::array(), changes = Json::array();
  for (const auto& one : since.fits) {
    fits.push_back({{"assessor", one.assessor}, {"before", one.before}, {"after", one.after}});
  }
  for (const auto& one : since.changes) {
    changes.push_back({{"assessor", one.assessor},
                       {"criterion", one.criterion},
                       {"name", one.name},
                       {"before", name(one.before)},
                       {"after", name(one.after)},
                       {"gained", one.gained},
                       {"lost", one.lost}});
  }
  return {{"title", since.title},
          {"fits", std::move(fits)},
          {"changes", std::move(changes)},
          {"not_compared", since.not_compared}};
}

// What is not UTF-8 can only be a title made of a file's name.
std::string on_one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string to_kept_json(const Assessment& assessment) {
  return on_one_line(json_of(assessment, Form::kept));
}

std::string to_json(const Result& result, const Additions& additions) {
  auto assessments = Json::array();
  for (const auto& assessment : result.assessments) assessments.push_back(json_of(assessment, Form::whole));
  auto read_next = Json::array();
  for (const auto& one : result.read_next) read_next.push_back(json_of(one));
  Json json{{"id", result.id},
            {"title", result.title},
            {"assessments", std::move(assessments)},
            {"read_next", std::move(read_next)}};
  if (additions.advice) json["advice"] = json_of(advice(result));
  if (additions.since != nullptr) json["since"] = json_of(*additions.since);
  if (additions.text) json["text"] = *additions.text;
  return on_one_line(json);
}

}  // namespace fieldbook::assess
