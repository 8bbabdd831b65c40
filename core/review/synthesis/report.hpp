// A whole review as it is published: everything that a report or a site shows, counted from the review's files.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/review/agreement.hpp"
#include "core/review/editions.hpp"
#include "core/review/synthesis/evidence.hpp"
#include "core/review/synthesis/flow.hpp"

namespace fieldbook::review {

struct ReviewerWork {
  Reviewer reviewer;
  std::size_t decisions = 0, answers = 0, resolutions = 0;   // that hold; resolutions of both
};

// How far two reviewers agreed at a stage, before conflicts were settled; only of records that both decided on.
struct StageAgreement {
  std::string stage, stage_label, first, second;
  AgreementTable table{};
  Agreement agreement;
};

struct LeftOut {
  std::string record;
  std::string reason, reason_label;   // of a criterion; empty where none was given
  std::string note;                   // what was written with the decision
};

struct FormUsed {
  Instrument form;
  std::size_t items = 0;              // that it has answers to
};

struct ReviewReport {
  std::string id;                                   // name of the review's folder
  Protocol protocol;
  std::vector<Import> imports;
  Flow flow;
  std::vector<bibliography::Reference> references;  // of every record that a number counts; the key is the record's id
  std::vector<std::string> included;                // records, in their order
  std::vector<LeftOut> left_out;                    // at the last stage
  std::vector<Decision> decisions;                  // that hold: by stage, then in the order of records; those that settle a conflict after the others
  Synthesis synthesis;
  std::vector<StageAgreement> agreements;
  std::vector<ReviewerWork> reviewers;
  std::vector<FormUsed> forms;
  std::vector<Edition> editions;                    // by the time they were given out
  std::optional<std::size_t> since;                 // the edition that `changes` are told against: the last one, or where nothing has changed since, the one before
  Changes changes;
  std::vector<std::string> open;                    // what is not finished, in sentences; none: the report is whole

  const bibliography::Reference* reference(std::string_view record) const noexcept;
};

// Reads a review and puts it together. `instrument_folders`: more folders of forms. Problems are diagnostics; throws Error invalid where the
// protocol cannot be used.
ReviewReport read_report(const std::filesystem::path& review, const record::Vocabularies&, std::span<const std::string> more_instruments, Diagnostics&);

// The report in Markdown, studies cited as [@RECORD] (Pandoc), each number of the flow leading to its records. Pictures are flow.svg,
// effect-direction.svg and harvest.svg beside it.
std::string report_markdown(const ReviewReport&);

// One JSON object with every number and the ids behind it.
std::string report_json(const ReviewReport&);

// One row a result: study, design, read, quality, outcome, direction, figure, words.
std::string evidence_csv(const ReviewReport&);

}  // namespace fieldbook::review
