// Where each item stands with each form: computed from the reviewers' answers, never written down.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/review/appraisal/answers.hpp"
#include "core/review/appraisal/instruments.hpp"
#include "core/review/appraisal/judgement.hpp"
#include "core/review/records.hpp"

namespace fieldbook::review {

enum class AnswerState {
  waiting,    // not everybody who has to has answered
  agreed,     // all say the same, or it was settled
  conflict    // all have answered, and not the same; or two settled it differently
};

struct QuestionStanding {
  std::string question;
  AnswerState state = AnswerState::waiting;
  std::vector<Answer> opinions, resolutions;   // what holds, by reviewer
  std::vector<std::string> values;             // the answer, where it is agreed

  // The answer whose words and note go with the values: of a resolution, else of the first reviewer. Null where there is none.
  const Answer* grounds() const noexcept { return !resolutions.empty() ? &resolutions.front() : !opinions.empty() ? &opinions.front() : nullptr; }
};

struct ItemStanding {
  std::string item, instrument;
  std::size_t version = 1;                     // the newest to which this item has an answer
  const Instrument* form = nullptr;            // null where no file of that version is there: answers can be read, and are not judged
  std::vector<QuestionStanding> questions;     // in the form's order: those that are asked or have an answer
  Given given;                                 // what is agreed
  Judged judged;                               // of what is agreed
  std::vector<Answer> older;                   // answers to older versions that were not carried over

  std::size_t conflicts() const noexcept;
  std::size_t waiting() const noexcept;
  bool complete() const noexcept { return form != nullptr && conflicts() == 0 && waiting() == 0 && judged.missing.empty(); }
};

// By instrument, then in the order of records, then by item. `asked`: how many answer each question. A question that may be left out waits for nobody.
std::vector<ItemStanding> item_standings(std::span<const Answer>, const Instruments&, const Records&, std::size_t asked);

// Whether two answers to a question say the same: text without regard to case and spaces, several in any order.
bool same_answer(const std::vector<std::string>&, const std::vector<std::string>&);

// What one reviewer says of an item with a version of a form, resolutions left out.
Given given_by(std::span<const Answer>, const Records&, const std::string& reviewer, const std::string& item, const Instrument&);

}  // namespace fieldbook::review
