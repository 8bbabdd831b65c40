// Forms by which studies, results and findings are judged and facts taken out: data files, whose format the README describes.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/record/vocabulary.hpp"

namespace fieldbook::review {

// What one answer is about.
enum class Unit { study, practice_example, outcome, finding, claim };
std::string_view name_of(Unit) noexcept;   // "practice-example", as in the files

enum class Use { appraisal, extraction };

enum class AnswerKind { one, several, text, number };

// Whether an answer must quote the words it rests on.
enum class Words { needed, wanted, none };

struct Choice {
  std::string id, label, help;
  std::string counts_as;   // what the synthesis makes of it; may be empty
};

// Holds where at least `at_least` and at most `at_most` of the questions have an answer among `answers`.
struct Condition {
  std::vector<std::string> questions;
  std::vector<std::string> answers;
  std::size_t at_least = 1, at_most = static_cast<std::size_t>(-1);
};

struct Question {
  std::string id, text, help, role;
  AnswerKind kind = AnswerKind::one;
  std::vector<Choice> answers;           // of `one` and `several`
  bool optional = false;
  Words words = Words::needed;
  std::vector<Condition> asked_when;     // all must hold; none: always asked

  const Choice* answer(std::string_view id) const noexcept;
};

// Holds where all of `when` do; gives a value of the judgement.
struct JudgementRule {
  std::vector<Condition> when;
  std::string gives;
};

struct JudgementForm {
  std::string label;
  std::vector<Choice> values;            // the best first
  std::vector<JudgementRule> rules;      // the first that holds decides; the last always holds

  const Choice* value(std::string_view id) const noexcept;
};

// How answers of an older version carry over to this one.
struct Migration {
  std::size_t from = 0;
  std::map<std::string, std::string> questions;                       // old name -> new; unnamed ones keep theirs
  std::map<std::string, std::map<std::string, std::string>> answers;  // new question -> old answer -> new
  std::vector<std::string> again;                                     // new questions that are asked anew
};

struct Instrument {
  std::string id;
  std::size_t version = 1;
  std::string title, purpose, source, licence;
  Unit unit = Unit::study;
  Use use = Use::appraisal;
  bool causal_only = false;              // of a claim
  std::map<std::string, std::string> refuses;   // name of a unit, or "not-causal" -> why it does not fit
  std::vector<Question> questions;
  std::optional<JudgementForm> judgement;
  std::vector<Migration> migrations;
  std::string file;                      // where it was read

  const Question* question(std::string_view id) const noexcept;
  const Question* with_role(std::string_view role) const noexcept;
};

// Reads one file; `file` is its name in diagnostics (rules instrument.*, yaml.*). Nothing where one is an error. Terms of a question's
// `vocabulary` are taken from `vocabularies`; where there is none of that name it is an error.
std::optional<Instrument> parse_instrument(std::string_view text, const std::string& file, const record::Vocabularies&, Diagnostics&);

}  // namespace fieldbook::review
