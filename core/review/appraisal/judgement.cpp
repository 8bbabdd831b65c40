#include "core/review/appraisal/judgement.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace fieldbook::review {
namespace {

bool holds(const Condition& condition, const Given& given) {
  std::size_t count = 0;
  for (const auto& question : condition.questions) {
    const auto at = given.find(question);
    if (at == given.end()) continue;
    if (std::ranges::any_of(at->second, [&](const std::string& answer) { return std::ranges::count(condition.answers, answer) != 0; })) ++count;
  }
  return count >= condition.at_least && count <= condition.at_most;
}

bool all_hold(const std::vector<Condition>& conditions, const Given& given) {
  return std::ranges::all_of(conditions, [&](const Condition& one) { return holds(one, given); });
}

}  // namespace

bool is_asked(const Question& question, const Given& given) { return all_hold(question.asked_when, given); }

Judged judge(const Instrument& instrument, const Given& given) {
  Judged out;
  Given asked;
  for (const auto& question : instrument.questions) {
    if (!is_asked(question, asked)) continue;   // an answer to a question that is not asked says nothing
    const auto at = given.find(question.id);
    if (at != given.end()) {
      asked[question.id] = at->second;
    } else if (!question.optional) {
      out.missing.push_back(question.id);
    }
  }
  if (!out.missing.empty() || !instrument.judgement) return out;
  for (const auto& rule : instrument.judgement->rules) {
    ++out.rule;
    if (!all_hold(rule.when, asked)) continue;
    out.value = rule.gives;
    return out;
  }
  return out;
}

std::string in_words(const JudgementRule& rule) {
  std::vector<std::string> parts;
  for (const auto& one : rule.when) {
    std::string part;
    if (one.questions.size() > 1 || one.at_least != 1) {
      if (one.at_least != 0) part += "at least " + std::to_string(one.at_least) + " ";
      if (one.at_most <= one.questions.size()) part += (part.empty() ? "at most " : "and at most ") + std::to_string(one.at_most) + " ";
      part += "of ";
    }
    parts.push_back(part + join(one.questions, ", ") + ": " + join(one.answers, " or "));
  }
  return parts.empty() ? "otherwise" : join(parts, "; ");
}

}  // namespace fieldbook::review
