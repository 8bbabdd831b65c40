#include "core/assess/read_next.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/error.hpp"

namespace fieldbook::assess {
namespace {

constexpr std::size_t records_a_criterion = 2;
constexpr std::size_t records_an_assessment = 6;

std::string reason(const Judgement& judgement, const library::Hit& hit) {
  const std::string about = judgement.rating == Rating::contradicted ? "the text says the opposite of"
                            : judgement.rating == Rating::absent     ? "the text does not speak of"
                                                                     : "the text only plans or claims";
  return hit.title + ": " + about + " \"" + judgement.name + "\"";
}

std::vector<library::Hit> about(const Assessment& assessment, const Judgement& judgement, library::Reader& reader) {
  library::Query query;
  query.words = judgement.name;
  std::ranges::replace_if(query.words, [](char c) { return c == '"' || c == '(' || c == ')' || c == ':' || c == '*'; }, ' ');
  query.filters = {{"approach", assessment.assessor}, {"kind", "practice-example"}, {"kind", "design-principle"}};
  query.limit = records_an_assessment + 1;
  try {
    return reader.search(query).hits;
  } catch (const Error& error) {
    if (error.code() != Errc::invalid) throw;   // an assessor from outside, about an approach this library does not have
    return {};
  }
}

}  // namespace

Search search_in(library::Reader& reader) {
  return [&reader](std::string_view words, std::size_t limit) {
    library::Query query;
    query.words = words;
    query.limit = limit;
    std::vector<SearchHit> out;
    for (auto& hit : reader.search(query).hits) out.push_back({std::move(hit.id), std::move(hit.title), std::move(hit.snippet), hit.score});
    if (!out.empty() && out.front().score > 0) {
      const double best = out.front().score;
      for (auto& hit : out) hit.score /= best;
    }
    return out;
  };
}

void add_read_next(Result& result, library::Reader& reader) {
  std::set<std::string> named{result.id};
  for (const auto& recommendation : result.read_next) named.insert(recommendation.record);
  for (const auto& assessment : result.assessments) {
    if (assessment.outcome != Outcome::ok || assessment.fit == 0) continue;
    std::size_t added = 0;
    for (const auto rating : {Rating::contradicted, Rating::absent, Rating::partial}) {
      for (const auto& judgement : assessment.criteria) {
        if (judgement.rating != rating || added >= records_an_assessment) continue;
        std::size_t here = 0;
        for (const auto& hit : about(assessment, judgement, reader)) {
          if (here == records_a_criterion || added == records_an_assessment) break;
          if (!named.insert(hit.id).second) continue;
          result.read_next.push_back({hit.id, judgement.criterion, reason(judgement, hit)});
          ++here;
          ++added;
        }
      }
    }
  }
}

}  // namespace fieldbook::assess
