// Reads what json.cpp writes. A library of ten thousand records has sixty thousand assessments: simdjson reads them ten times as fast
// as a tree of nodes is built.
#include <simdjson.h>

#include "core/assess/json.hpp"

namespace fieldbook::assess {
namespace {

namespace dom = simdjson::dom;

std::string text(const dom::element& in) { return std::string(std::string_view(in)); }

std::string text_or_empty(const dom::element& in, std::string_view member) {
  std::string_view found;
  const auto asked = in[member].get_string().get(found);
  if (asked == simdjson::NO_SUCH_FIELD) return {};
  if (asked != simdjson::SUCCESS) throw simdjson::simdjson_error(asked);
  return std::string(found);
}

std::uint32_t number_or_zero(const dom::element& in, std::string_view member) {
  std::uint64_t found = 0;
  const auto asked = in[member].get_uint64().get(found);
  if (asked == simdjson::NO_SUCH_FIELD) return 0;
  if (asked != simdjson::SUCCESS || found > UINT32_MAX) throw simdjson::simdjson_error(simdjson::NUMBER_OUT_OF_RANGE);
  return static_cast<std::uint32_t>(found);
}

Quote quote_from(const dom::element& in) {
  return {{std::uint64_t(in["begin"]), std::uint64_t(in["end"])},
          text(in["text"]),
          number_or_zero(in, "page"),
          text_or_empty(in, "heading"),
          number_or_zero(in, "paragraph"),
          number_or_zero(in, "sentence")};
}

// In one pass: to look for each member anew took a third of reading, since most criteria have but four.
Judgement judgement_from(const dom::element& in) {
  enum : unsigned { id = 1, name = 2, rating = 4, confidence = 8, rationale = 16, quotes = 32 };
  constexpr unsigned always = id | name | rating | confidence, unless_absent = rationale | quotes;
  Judgement judgement;
  unsigned found = 0;
  for (const auto& [key, value] : dom::object(in)) {
    if (key == "id") {
      judgement.criterion = text(value);
      found |= id;
    } else if (key == "name") {
      judgement.name = text(value);
      found |= name;
    } else if (key == "rating") {
      judgement.rating = rating_named(std::string_view(value)).value();
      found |= rating;
    } else if (key == "confidence") {
      judgement.confidence = double(value);
      found |= confidence;
    } else if (key == "rationale") {
      judgement.rationale = text(value);
      found |= rationale;
    } else if (key == "quotes") {
      for (const dom::element quote : dom::array(value)) judgement.quotes.push_back(quote_from(quote));
      found |= quotes;
    } else if (key == "question") {
      judgement.question = text(value);
    }
  }
  const auto needed = always | (judgement.rating == Rating::absent ? 0U : unless_absent);
  if ((found & needed) != needed) throw simdjson::simdjson_error(simdjson::NO_SUCH_FIELD);
  return judgement;
}

Assessment assessment_from(const dom::element& in) {
  Assessment assessment;
  assessment.assessor = text(in["assessor"]);
  assessment.name = text(in["name"]);
  assessment.version = text(in["version"]);
  assessment.file_hash = text(in["file_hash"]);
  assessment.message = text(in["message"]);
  for (const dom::element search : dom::array(in["searches"])) assessment.searches.push_back(text(search));
  assessment.outcome = outcome_named(std::string_view(in["outcome"])).value();
  const dom::element fit = in["fit"];
  assessment.fit = fit.is_null() ? 0 : static_cast<int>(std::int64_t(fit));
  const dom::array criteria = in["criteria"];
  assessment.criteria.reserve(criteria.size());
  for (const dom::element judgement : criteria) assessment.criteria.push_back(judgement_from(judgement));
  return assessment;
}

Result result_from(const dom::element& in) {
  Result result{text(in["id"]), text(in["title"]), {}, {}};
  for (const dom::element one : dom::array(in["assessments"])) result.assessments.push_back(assessment_from(one));
  for (const dom::element one : dom::array(in["read_next"])) {
    result.read_next.push_back({text(one["id"]), text(one["criterion"]), text(one["reason"]), text_or_empty(one, "title"),
                                text_or_empty(one, "url")});
  }
  return result;
}

// What `from` makes of the JSON; nothing where it is of another shape, or holds a rating or an outcome that there is not.
template <class From>
auto read_as(From from, std::string_view json) -> std::optional<decltype(from(dom::element()))> {
  static thread_local dom::parser parser;
  try {
    return from(parser.parse(json.data(), json.size()));
  } catch (const simdjson::simdjson_error&) {
    return std::nullopt;
  } catch (const std::bad_optional_access&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<Result> result_from_json(std::string_view json) {
  return read_as(result_from, json);
}

std::optional<Assessment> assessment_from_json(std::string_view json) {
  return read_as(assessment_from, json);
}

}  // namespace fieldbook::assess
