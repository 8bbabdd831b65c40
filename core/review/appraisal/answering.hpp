// One person answering the questions of forms, one after another; without a terminal. Sees nobody else's answers.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/review/appraisal/answer_standing.hpp"
#include "core/review/appraisal/items.hpp"

namespace fieldbook::review {

// A form to be filled in for an item.
struct Task {
  const Instrument* form = nullptr;
  std::string item;
};

struct Asked {
  const Instrument* form = nullptr;
  std::string item;
  const Question* question = nullptr;
};

// What is to be filled in, forms in their order and items as items_of gives them. Forms of a unit that has no list (outcome) bring only items
// that somebody has begun.
std::vector<Task> tasks_for(std::span<const Instrument* const> forms, const Appraisable&, std::span<const Answer>);

class Answering {
 public:
  struct Options {
    Use use = Use::appraisal;
    std::string reviewer;
    bool resolves = false;   // settles: asks only what is in conflict
    std::size_t asked = 1;   // how many have to answer; for what is in conflict
  };

  // Keeps references to the records and forms.
  Answering(std::filesystem::path review, const Instruments&, const Records&, std::vector<Answer>, std::vector<Task>, Options);

  // What to answer now; nothing where all is answered or passed over. The same until it is answered or passed over.
  std::optional<Asked> current() const;
  // All answers to what is asked now: of everybody where it settles a conflict, else none.
  std::vector<Answer> others() const;

  // On the disk when this returns. Throws Error invalid where the answer does not fit or lacks its words.
  void answer(std::vector<std::string> values, std::string words, std::string where, std::string note);
  void pass_over();
  // Takes the last answer of this sitting back and asks it again; false where there is none.
  bool undo();

  std::size_t forms_done() const;
  std::size_t forms() const noexcept { return tasks_.size(); }

 private:
  std::optional<Asked> open_in(const Task&) const;
  Given given(const Task&) const;

  std::filesystem::path review_;
  const Instruments& instruments_;
  const Records& records_;
  std::vector<Answer> answers_;
  std::vector<Task> tasks_;
  Options options_;
  std::vector<std::pair<std::string, std::string>> passed_;   // form and item, question
  std::vector<Answer> given_here_;
};

}  // namespace fieldbook::review
