#include "core/review/appraisal/answer_standing.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/text.hpp"
#include "core/review/appraisal/items.hpp"

namespace fieldbook::review {
namespace {

// By question, whether it resolves, and reviewer: the last answer.
using Held = std::map<std::tuple<std::string, bool, std::string>, Answer>;

std::vector<Answer> that_hold(const Held& held, const std::string& question, bool resolve) {
  std::vector<Answer> out;
  for (const auto& [key, answer] : held) {
    if (std::get<0>(key) == question && std::get<1>(key) == resolve && !answer.withdrawn()) out.push_back(answer);
  }
  return out;
}

QuestionStanding standing_of(const std::string& id, const Held& held, const Question* question, std::size_t asked) {
  QuestionStanding out{id, AnswerState::waiting, that_hold(held, id, false), that_hold(held, id, true), {}};
  const auto& said = out.resolutions.empty() ? out.opinions : out.resolutions;
  const bool optional = question != nullptr && question->optional;
  if (said.empty() || (out.resolutions.empty() && !optional && said.size() < asked)) return out;
  const bool same = std::ranges::all_of(said, [&](const Answer& one) { return same_answer(one.values, said.front().values); });
  out.state = same ? AnswerState::agreed : AnswerState::conflict;
  if (same) out.values = said.front().values;
  return out;
}

ItemStanding item_standing(const std::string& item, const std::string& instrument, const std::map<std::size_t, Held>& versions, const Instruments& instruments, std::size_t asked) {
  const auto& [version, held] = *versions.rbegin();
  ItemStanding out;
  out.item = item;
  out.instrument = instrument;
  out.version = version;
  out.form = instruments.version(instrument, version);
  for (auto one = versions.begin(); std::next(one) != versions.end(); ++one) {
    for (const auto& [key, answer] : one->second) {
      if (!answer.withdrawn()) out.older.push_back(answer);
    }
  }
  if (out.form == nullptr) {   // read as they are, by name
    std::vector<std::string> names;
    for (const auto& [key, answer] : held) {
      if (names.empty() || names.back() != std::get<0>(key)) names.push_back(std::get<0>(key));
    }
    for (const auto& name : names) out.questions.push_back(standing_of(name, held, nullptr, asked));
    return out;
  }
  for (const auto& question : out.form->questions) {
    if (!is_asked(question, out.given)) continue;
    auto one = standing_of(question.id, held, &question, asked);
    if (question.optional && one.opinions.empty() && one.resolutions.empty()) continue;
    if (one.state == AnswerState::agreed) out.given[question.id] = one.values;
    out.questions.push_back(std::move(one));
  }
  out.judged = judge(*out.form, out.given);
  return out;
}

}  // namespace

std::size_t ItemStanding::conflicts() const noexcept {
  return static_cast<std::size_t>(std::ranges::count(questions, AnswerState::conflict, &QuestionStanding::state));
}

std::size_t ItemStanding::waiting() const noexcept {
  return static_cast<std::size_t>(std::ranges::count(questions, AnswerState::waiting, &QuestionStanding::state));
}

bool same_answer(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto sorted = [](const std::vector<std::string>& values) {
    std::vector<std::string> out;
    for (const auto& value : values) out.push_back(fold(collapse_whitespace(value)));
    std::ranges::sort(out);
    return out;
  };
  return sorted(a) == sorted(b);
}

std::vector<ItemStanding> item_standings(std::span<const Answer> answers, const Instruments& instruments, const Records& records, std::size_t asked) {
  std::map<std::string, std::size_t, std::less<>> places;
  for (const auto& record : records.all()) places.emplace(record.id, places.size());
  const auto place = [&](std::string_view item) {
    const auto at = places.find(record_of(item));
    return at == places.end() ? places.size() : at->second;
  };
  std::map<std::tuple<std::string, std::size_t, std::string>, std::map<std::size_t, Held>> items;
  for (const auto& answer : answers) {
    const auto item = canonical_item(answer.item, records);
    auto& held = items[{answer.instrument, place(item), item}][answer.version];
    held.insert_or_assign({answer.question, answer.resolves, answer.reviewer}, answer);
  }
  std::vector<ItemStanding> out;
  for (auto& [key, versions] : items) {
    // A version whose every answer was withdrawn is as if it had none.
    std::erase_if(versions, [](const auto& one) { return std::ranges::all_of(one.second, [](const auto& held) { return held.second.withdrawn(); }); });
    if (!versions.empty()) out.push_back(item_standing(std::get<2>(key), std::get<0>(key), versions, instruments, asked));
  }
  return out;
}

Given given_by(std::span<const Answer> answers, const Records& records, const std::string& reviewer, const std::string& item, const Instrument& form) {
  Given out;
  for (const auto& answer : answers) {
    if (answer.reviewer != reviewer || answer.resolves || answer.instrument != form.id || answer.version != form.version || canonical_item(answer.item, records) != item) continue;
    if (answer.withdrawn()) {
      out.erase(answer.question);
    } else {
      out[answer.question] = answer.values;
    }
  }
  return out;
}

}  // namespace fieldbook::review
