#include "core/assess/json.hpp"

#include <nlohmann/json.hpp>

namespace fieldbook::assess {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Judgement& judgement) {
  auto quotes = Json::array();
  for (const auto& quote : judgement.quotes) {
    Json one{{"begin", quote.where.begin}, {"end", quote.where.end}, {"text", quote.text}};
    if (quote.page != 0) one["page"] = quote.page;
    if (!quote.heading.empty()) one["heading"] = quote.heading;
    quotes.push_back(std::move(one));
  }
  return {{"id", judgement.criterion},          {"name", judgement.name},           {"rating", name(judgement.rating)},
          {"confidence", judgement.confidence}, {"rationale", judgement.rationale}, {"quotes", std::move(quotes)}};
}

Json json_of(const Assessment& assessment) {
  auto criteria = Json::array();
  for (const auto& judgement : assessment.criteria) criteria.push_back(json_of(judgement));
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

// What is not UTF-8 can only be a title made of a file's name.
std::string on_one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Judgement judgement_from(const Json& json) {
  Judgement judgement;
  judgement.criterion = json.at("id");
  judgement.name = json.at("name");
  judgement.confidence = json.at("confidence");
  judgement.rationale = json.at("rationale");
  judgement.rating = rating_named(json.at("rating").get<std::string>()).value();
  for (const auto& quote : json.at("quotes")) {
    judgement.quotes.push_back(
        {{quote.at("begin").get<std::size_t>(), quote.at("end").get<std::size_t>()}, quote.at("text"),
         quote.value("page", std::uint32_t{0}), quote.value("heading", "")});
  }
  return judgement;
}

Assessment assessment_from(const Json& json) {
  Assessment assessment;
  assessment.assessor = json.at("assessor");
  assessment.name = json.at("name");
  assessment.version = json.at("version");
  assessment.file_hash = json.at("file_hash");
  assessment.message = json.at("message");
  assessment.searches = json.at("searches");
  assessment.outcome = outcome_named(json.at("outcome").get<std::string>()).value();
  assessment.fit = json.at("fit").is_null() ? 0 : json.at("fit").get<int>();
  for (const auto& judgement : json.at("criteria")) assessment.criteria.push_back(judgement_from(judgement));
  return assessment;
}

}  // namespace

std::string to_json(const Assessment& assessment) {
  return on_one_line(json_of(assessment));
}

std::string to_json(const Result& result, std::optional<std::string_view> with_text) {
  auto assessments = Json::array();
  for (const auto& assessment : result.assessments) assessments.push_back(json_of(assessment));
  auto read_next = Json::array();
  for (const auto& one : result.read_next) {
    read_next.push_back({{"id", one.record}, {"criterion", one.criterion}, {"reason", one.reason}});
  }
  Json json{{"id", result.id},
            {"title", result.title},
            {"assessments", std::move(assessments)},
            {"read_next", std::move(read_next)}};
  if (with_text) json["text"] = *with_text;
  return on_one_line(json);
}

std::optional<Assessment> assessment_from_json(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  try {
    return assessment_from(json);
  } catch (const Json::exception&) {  // another shape
    return std::nullopt;
  } catch (const std::bad_optional_access&) {  // a rating or an outcome that there is not
    return std::nullopt;
  }
}

}  // namespace fieldbook::assess
