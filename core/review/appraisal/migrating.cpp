#include "core/review/appraisal/migrating.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/review/appraisal/items.hpp"
#include "core/review/appraisal/sheets.hpp"

namespace fieldbook::review {
namespace {

// What an answer becomes in `form`; its question is empty and `why` says the reason where it becomes nothing.
Answer carried_over(Answer answer, const Instrument& form, const std::string& at, std::string& why) {
  const auto migration = std::ranges::find(form.migrations, answer.version, &Migration::from);
  const bool told = migration != form.migrations.end();
  answer.migrated_from = answer.version;
  answer.version = form.version;
  answer.at = at;
  if (told) {
    if (const auto renamed = migration->questions.find(answer.question); renamed != migration->questions.end()) answer.question = renamed->second;
  }
  const auto* const question = form.question(answer.question);
  if (question == nullptr) {
    why = "the question is no longer asked";
  } else if (told && std::ranges::count(migration->again, answer.question) != 0) {
    why = "the question is asked anew";
  } else {
    if (told) {
      if (const auto answers = migration->answers.find(answer.question); answers != migration->answers.end()) {
        for (auto& value : answer.values) {
          if (const auto now = answers->second.find(value); now != answers->second.end()) value = now->second;
        }
      }
    }
    why = why_unfit(*question, answer.values);
  }
  return answer;
}

}  // namespace

MigrationPlan plan_migration(std::span<const Answer> answers, const Instruments& instruments, const Records& records, const std::string& reviewer, const std::string& instrument, const std::string& at) {
  const auto* const form = instruments.current(instrument);
  if (form == nullptr) throw Error(Errc::not_found, "there is no instrument " + in_quotes(instrument), "see fieldbook review instruments");
  // Of each item the newest older version, and in it the last answer to each question.
  std::map<std::string, std::map<std::size_t, std::map<std::tuple<std::string, bool>, Answer>>> items;
  for (const auto& answer : answers) {
    if (answer.reviewer != reviewer || answer.instrument != instrument) continue;
    items[canonical_item(answer.item, records)][answer.version].insert_or_assign({answer.question, answer.resolves}, answer);
  }
  MigrationPlan out;
  for (const auto& [item, versions] : items) {
    if (versions.rbegin()->first >= form->version) continue;
    for (const auto& [key, answer] : versions.rbegin()->second) {
      if (answer.withdrawn()) continue;
      std::string why;
      auto now = carried_over(answer, *form, at, why);
      if (why.empty()) {
        out.carried.push_back(std::move(now));
      } else {
        out.left.push_back({answer, why});
      }
      if (out.items.empty() || out.items.back() != item) out.items.push_back(item);
    }
  }
  return out;
}

}  // namespace fieldbook::review
