#include "core/wire/contract.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace fieldbook::wire {
namespace {

// The ratings of the plugins' interface (fieldbook/assessor.h), which this room does not see.
constexpr std::int32_t lowest_rating = -1, absent = 0, highest_rating = 2;

std::string quoted(std::string_view text) { return "'" + printable(truncate(text, 80)) + "'"; }

std::string problem_in_text(std::string_view what, std::string_view text, std::size_t limit_bytes) {
  if (text.size() > limit_bytes) {
    return "gave a " + std::string(what) + " longer than " + std::to_string(limit_bytes) + " bytes";
  }
  if (first_invalid_utf8(text) || text.find('\0') != std::string_view::npos) {
    return "gave a " + std::string(what) + " that is not UTF-8 text";
  }
  return {};
}

std::string problem_in(const Criterion& criterion) {
  if (!is_assessor_id(criterion.id)) return "names a criterion " + quoted(criterion.id) + ", which is not an id";
  if (criterion.name.empty()) return "gives criterion " + quoted(criterion.id) + " no name";
  auto problem = problem_in_text("criterion's name", criterion.name, longest_line_bytes);
  return problem.empty() ? problem_in_text("criterion's question", criterion.question, longest_prose_bytes) : problem;
}

std::string problem_in_quotes(const Judge& judgement, std::string_view text) {
  const auto of = " of " + quoted(judgement.criterion);
  if (judgement.quotes.size() > most_quotes) return "gave more than " + std::to_string(most_quotes) + " quotes" + of;
  if (judgement.rating == absent && !judgement.quotes.empty())
    return "quoted for " + quoted(judgement.criterion) + ", which it calls absent";
  if (judgement.rating != absent && judgement.quotes.empty())
    return "rated " + quoted(judgement.criterion) + " without a quote";
  for (const auto& quote : judgement.quotes) {
    const auto span = "[" + std::to_string(quote.begin) + "," + std::to_string(quote.end) + ")" + of;
    if (quote.begin >= quote.end || quote.end > text.size())
      return "misquoted: " + span + " is not a passage of the text";
    if (!is_character_boundary(text, quote.begin) || !is_character_boundary(text, quote.end)) {
      return "misquoted: " + span + " cuts a character";
    }
  }
  return {};
}

}  // namespace

bool is_assessor_id(std::string_view id) noexcept {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !id.empty() && id.size() <= longest_id_bytes && plain(id.front()) &&
         std::ranges::all_of(id, [&](char c) { return plain(c) || c == '.' || c == '-'; });
}

std::string problem_in(const Ready& self) {
  if (!is_assessor_id(self.id)) return "calls itself " + quoted(self.id) + ", which is not an id";
  if (self.name.empty() || self.version.empty()) return "has no name or no version";
  for (const auto& [what, text] : {std::pair{"name", self.name}, {"version", self.version}}) {
    if (auto problem = problem_in_text(what, text, longest_line_bytes); !problem.empty()) return problem;
  }
  if (auto problem = problem_in_text("summary", self.summary, longest_prose_bytes); !problem.empty()) return problem;
  if (self.criteria.empty()) return "has no criteria";
  if (self.criteria.size() > most_criteria) return "has more than " + std::to_string(most_criteria) + " criteria";
  std::set<std::string_view> seen;
  for (const auto& criterion : self.criteria) {
    if (auto problem = problem_in(criterion); !problem.empty()) return problem;
    if (!seen.insert(criterion.id).second) return "names criterion " + quoted(criterion.id) + " twice";
  }
  if (self.core_needed > std::ranges::count(self.criteria, true, &Criterion::core)) {
    return "needs more core criteria than it has";
  }
  return {};
}

Conduct::Conduct(const std::vector<std::string>& criteria, std::string_view text)
    : criteria_(criteria), text_(text), judged_(criteria.size(), false) {}

std::string Conduct::search(const Search& search) {
  if (++searches_ > most_searches) return "searched the library more than " + std::to_string(most_searches) + " times";
  if (search.limit == 0 || search.limit > most_hits) {
    return "asked the library for " + std::to_string(search.limit) + " records; 1 to " + std::to_string(most_hits) +
           " can be had";
  }
  return problem_in_text("query", search.query, longest_line_bytes);
}

void Conduct::found(std::string_view record) {
  found_.emplace(record);
}

std::string Conduct::judge(const Judge& judgement) {
  const auto found = std::ranges::find(criteria_, judgement.criterion);
  if (found == criteria_.end()) return "judged " + quoted(judgement.criterion) + ", which is none of its criteria";
  const auto index = static_cast<std::size_t>(found - criteria_.begin());
  if (judged_[index]) return "judged " + quoted(judgement.criterion) + " twice";
  judged_[index] = true;
  if (judgement.rating < lowest_rating || judgement.rating > highest_rating) {
    return "gave " + quoted(judgement.criterion) + " the rating " + std::to_string(judgement.rating) +
           ", which is none";
  }
  // Written so that NaN fails.
  if (!(judgement.confidence >= 0 && judgement.confidence <= 1)) {
    return "gave " + quoted(judgement.criterion) + " a confidence that is not between 0 and 1";
  }
  if (auto problem = problem_in_text("rationale", judgement.rationale, longest_prose_bytes); !problem.empty())
    return problem;
  if (auto problem = problem_in_quotes(judgement, text_); !problem.empty()) return problem;
  for (const auto& quote : judgement.quotes) quoted_bytes_ += quote.size();
  return quoted_bytes_ > most_quoted_bytes ? "quoted more than " + std::to_string(most_quoted_bytes) + " bytes" : "";
}

std::string Conduct::recommend(const Recommend& recommendation) {
  if (++recommendations_ > most_recommendations)
    return "recommended more than " + std::to_string(most_recommendations) + " records";
  if (!found_.contains(recommendation.record)) {
    return "recommended " + quoted(recommendation.record) + ", which none of its searches found";
  }
  if (!recommendation.criterion.empty() && std::ranges::find(criteria_, recommendation.criterion) == criteria_.end()) {
    return "recommended a record for " + quoted(recommendation.criterion) + ", which is none of its criteria";
  }
  return problem_in_text("reason", recommendation.reason, longest_prose_bytes);
}

std::string Conduct::fit(const Fit& fit) {
  if (fit.fit < 0 || fit.fit > 3) return "gave the fit " + std::to_string(fit.fit) + "; it is 0 to 3";
  if (has_fit_) return "gave the fit twice";
  has_fit_ = true;
  return {};
}

std::string Conduct::finish() const {
  const auto left_out = std::ranges::find(judged_, false);
  if (left_out == judged_.end()) return {};
  return "said nothing of " + quoted(criteria_[static_cast<std::size_t>(left_out - judged_.begin())]);
}

}  // namespace fieldbook::wire
