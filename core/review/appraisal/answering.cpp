#include "core/review/appraisal/answering.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/review/appraisal/sheets.hpp"
#include "core/review/decisions.hpp"

namespace fieldbook::review {
namespace {

std::string key_of(const Task& task) { return task.form->id + " " + task.item; }

}  // namespace

std::vector<Task> tasks_for(std::span<const Instrument* const> forms, const Appraisable& review, std::span<const Answer> answers) {
  std::vector<Task> out;
  for (const auto* const form : forms) {
    auto items = items_of(form->unit, review);
    for (const auto& answer : answers) {
      if (form->unit != Unit::outcome || answer.instrument != form->id) continue;
      auto item = canonical_item(answer.item, *review.records);
      if (review.included.contains(record_of(item)) && std::ranges::count(items, item) == 0) items.push_back(std::move(item));
    }
    for (auto& item : items) out.push_back({form, std::move(item)});
  }
  return out;
}

Answering::Answering(std::filesystem::path review, const Instruments& instruments, const Records& records, std::vector<Answer> answers, std::vector<Task> tasks, Options options)
    : review_(std::move(review)), instruments_(instruments), records_(records), answers_(std::move(answers)), tasks_(std::move(tasks)), options_(std::move(options)) {}

Given Answering::given(const Task& task) const { return given_by(answers_, records_, options_.reviewer, task.item, *task.form); }

std::optional<Asked> Answering::open_in(const Task& task) const {
  const auto passed = [&](const std::string& question) { return std::ranges::count(passed_, std::pair{key_of(task), question}) != 0; };
  if (options_.resolves) {
    for (const auto& one : item_standings(answers_, instruments_, records_, options_.asked)) {
      if (one.instrument != task.form->id || one.item != task.item || one.form == nullptr) continue;
      for (const auto& question : one.questions) {
        if (question.state == AnswerState::conflict && !passed(question.question)) return Asked{one.form, task.item, one.form->question(question.question)};
      }
    }
    return std::nullopt;
  }
  const auto said = given(task);
  for (const auto& question : task.form->questions) {
    if (!said.contains(question.id) && is_asked(question, said) && !passed(question.id)) return Asked{task.form, task.item, &question};
  }
  return std::nullopt;
}

std::optional<Asked> Answering::current() const {
  for (const auto& task : tasks_) {
    if (auto open = open_in(task)) return open;
  }
  return std::nullopt;
}

std::vector<Answer> Answering::others() const {
  std::vector<Answer> out;
  const auto now = current();
  if (!options_.resolves || !now) return out;
  for (const auto& one : item_standings(answers_, instruments_, records_, options_.asked)) {
    if (one.instrument != now->form->id || one.item != now->item) continue;
    for (const auto& question : one.questions) {
      if (question.question == now->question->id) out = question.opinions;
    }
  }
  return out;
}

void Answering::answer(std::vector<std::string> values, std::string words, std::string where, std::string note) {
  const auto now = current();
  if (!now) throw Error(Errc::invalid, "there is nothing left to answer");
  if (const auto why = why_unfit(*now->question, values); !why.empty()) throw Error(Errc::invalid, why);
  if (now->question->words == Words::needed && words.empty()) throw Error(Errc::invalid, "this answer needs the words it rests on", "type them as they stand in the text");
  Answer out{options_.reviewer, now->item, now->form->id, now->form->version, now->question->id, std::move(values), std::move(words), std::move(where), std::move(note), timestamp(), options_.resolves};
  add_answers(review_, options_.use, std::span(&out, 1));
  answers_.push_back(out);
  given_here_.push_back(std::move(out));
}

void Answering::pass_over() {
  if (const auto now = current()) passed_.emplace_back(key_of({now->form, now->item}), now->question->id);
}

bool Answering::undo() {
  if (given_here_.empty()) return false;
  auto last = std::move(given_here_.back());
  given_here_.pop_back();
  last.values.clear();
  last.words.clear();
  last.where.clear();
  last.note.clear();
  last.at = timestamp();
  add_answers(review_, options_.use, std::span(&last, 1));
  answers_.push_back(last);
  return true;
}

std::size_t Answering::forms_done() const {
  return static_cast<std::size_t>(std::ranges::count_if(tasks_, [&](const Task& task) { return judge(*task.form, given(task)).missing.empty(); }));
}

}  // namespace fieldbook::review
