#include "core/review/appraisal/instrument.hpp"

#include <algorithm>

namespace fieldbook::review {
namespace {

const Choice* find_choice(const std::vector<Choice>& choices, std::string_view id) noexcept {
  const auto at = std::ranges::find(choices, id, &Choice::id);
  return at == choices.end() ? nullptr : &*at;
}

}  // namespace

std::string_view name_of(Unit unit) noexcept {
  switch (unit) {
    case Unit::study: return "study";
    case Unit::practice_example: return "practice-example";
    case Unit::outcome: return "outcome";
    case Unit::finding: return "finding";
    case Unit::claim: return "claim";
  }
  return "";
}

const Choice* Question::answer(std::string_view wanted) const noexcept { return find_choice(answers, wanted); }

const Choice* JudgementForm::value(std::string_view wanted) const noexcept { return find_choice(values, wanted); }

const Question* Instrument::question(std::string_view wanted) const noexcept {
  const auto at = std::ranges::find(questions, wanted, &Question::id);
  return at == questions.end() ? nullptr : &*at;
}

const Question* Instrument::with_role(std::string_view role) const noexcept {
  const auto at = std::ranges::find(questions, role, &Question::role);
  return at == questions.end() ? nullptr : &*at;
}

}  // namespace fieldbook::review
