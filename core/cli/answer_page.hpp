// What the screens of `review appraise` and `review extract` show, as text: nothing here knows of keys or terminals.
#pragma once

#include <string>
#include <vector>

#include "core/review/appraisal/answering.hpp"

namespace fieldbook::cli {

enum class Typing { nothing, value, words, where, note };

// Keys for the answers to choose from, in their order; letters that are commands are left out.
inline constexpr std::string_view answer_keys = "123456789abcdefghilmoprtvwxyz";

struct AnswerPage {
  const review::Asked* asked = nullptr;          // null: all is answered
  const review::ReviewRecord* record = nullptr;  // that it is about; null for findings and claims
  std::string title;                             // of the item
  std::string reviewer;
  std::string full_text;                         // where it lies; may be empty
  std::vector<review::Answer> others;            // where a conflict is settled
  std::size_t forms = 0, done = 0;
  std::vector<std::string> chosen;               // of a question of several, so far
  Typing typing = Typing::nothing;
  std::string typed;
  std::string note;
  std::string message;                           // about the last key
  std::size_t scrolled = 0;
};

// A page of exactly `rows` lines, except where that is too few. `scrolled` is put back where it is too far.
std::string answer_page(AnswerPage&, std::size_t rows);

}  // namespace fieldbook::cli
