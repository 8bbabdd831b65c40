// What the included studies say, put together: everything that tables, plots and maps show, each number with what it counts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/review/appraisal/answer_standing.hpp"
#include "core/review/appraisal/items.hpp"
#include "core/review/synthesis/strength.hpp"

namespace fieldbook::review {

// One answer that a judgement rests on, as it holds.
struct JudgedPart {
  std::string question, answer;      // as people read them
  std::string words, where, note;    // those it rests on; of who settled it, else of the first reviewer
};

// What a form made of an item.
struct ItemJudgement {
  std::string instrument;        // its id
  std::size_t version = 1;
  std::string title, label;      // of the form, of the judgement
  std::string value, words;      // id of the value and its label; empty where it is not judged yet
  std::string counts_as;
  std::vector<std::string> missing;   // questions that are open, waiting or in conflict
  std::vector<JudgedPart> parts;      // in the form's order
};

struct Result {
  std::string item;              // "r0123/health/2"
  std::string outcome;
  Direction direction = Direction::unclear;
  std::string figure, words, where;
};

struct Study {
  std::string record;            // id; of the first report where a study has several
  std::vector<std::string> reports;     // ids of records, the first among them
  std::string citation;          // "Marsh and others (2020)"
  std::string title;
  std::string design, design_label;
  Worth worth = Worth::unknown;
  bool whole = false;            // the whole text was read
  std::string read_label;
  std::vector<std::string> approaches, approach_labels, countries, country_labels, themes, theme_labels;
  std::string sample;
  std::optional<std::size_t> size;
  std::vector<ItemJudgement> judgements;
  Quality quality = Quality::unknown;   // what the form that the protocol names for it says
  std::vector<Result> results;
  std::vector<std::string> open;        // of extraction: "study-facts: design is in conflict"; such answers are left out
};

struct StudyOnOutcome {
  std::size_t study = 0;         // in Synthesis::studies
  Direction direction = Direction::unclear;
  std::size_t results = 0;       // from which the direction comes
};

struct OutcomeEvidence {
  std::string id, label;
  std::vector<StudyOnOutcome> studies;
  std::map<Direction, std::size_t> counts;
  SignTest sign;
  Strength strength;
  std::string strength_label;
};

struct FindingEvidence {
  Statement statement;
  std::vector<ItemJudgement> judgements;
  std::vector<std::pair<std::string, std::string>> parts;   // of the first judged form: question, answer with its note or words
};

struct MapHeading {
  std::string id, label;
};

struct ReviewMap {
  std::string id, title;         // "effectiveness", "implementation"
  std::vector<MapHeading> rows, columns;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> cells;   // (row, column) -> records of studies; none: a gap

  const std::vector<std::string>& at(const std::string& row, const std::string& column) const;
};

struct Synthesis {
  std::vector<Study> studies;            // by the order of records
  std::vector<OutcomeEvidence> outcomes; // in the vocabulary's order, then by name
  std::vector<FindingEvidence> findings, claims;
  ReviewMap effectiveness;               // approaches by outcomes: studies with a result there
  ReviewMap implementation;              // approaches by what studies tell of carrying out
  std::string quality_from;              // the form that Study::quality comes from; empty where none can tell

  const Study* study(const std::string& record) const noexcept;   // by any of its reports
};

struct SynthesisInput {
  const Protocol& protocol;
  const Records& records;
  const Appraisable& items;
  const Instruments& instruments;
  const record::Vocabularies& vocabularies;
  std::span<const Answer> appraisals, extractions;
};

// Problems (rules extraction.*) are diagnostics; what is open or in conflict is left out and named in Study::open.
Synthesis synthesise(const SynthesisInput&, Diagnostics&);

}  // namespace fieldbook::review
