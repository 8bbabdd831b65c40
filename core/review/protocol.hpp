// What a review set out to do, read from protocol.yaml. `review init` writes a skeleton that explains each part.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostics.hpp"

namespace fieldbook::review {

// A part of the question, such as PICO's population or SPICE's setting.
struct Facet {
  std::string name;
  std::string text;
};

// A rule for taking a study in or leaving it out. An exclusion's id is the reason that a decision notes.
struct Criterion {
  std::string id;
  std::string text;
};

struct Stage {
  std::string id;               // "title-abstract", "full-text"
  std::string label;            // as people see it
  std::size_t reviewers = 1;    // how many decide on each record, blind to each other
};

struct Reviewer {
  std::string id;               // also the stem of the files with their decisions
  std::string name;
  std::string about;            // who that is, in a sentence; may be empty
};

enum class StoppingRule {
  screen_all,       // no record is left unseen
  hypergeometric,   // a test on a random sample of what is unseen: recall with a stated confidence
  safe              // phases of the SAFE procedure, as `consecutive` and `least_share` set them
};

struct Stopping {
  StoppingRule rule = StoppingRule::screen_all;
  double recall = 0.95;           // share of the relevant records that is to be found, in (0, 1]
  double confidence = 0.95;       // in (0, 1)
  std::size_t consecutive = 0;    // irrelevant ones in a row before stopping; 0: not asked for
  double least_share = 0;         // of all records, to be screened in any case, in [0, 1]
};

// What was searched, as PRISMA 2020 keeps them apart.
enum class SourceKind { database, register_, website, organisation, citations };

struct PlannedSearch {
  std::string database;   // as `review import --database` names it, but for case
  std::string strategy;
  SourceKind kind = SourceKind::database;
};

struct Amendment {
  Date date;
  std::string what;
  std::string why;
};

// How studies are appraised and facts taken out.
struct Appraising {
  std::size_t appraisers = 1;   // how many answer each question of an appraisal, blind to each other
  std::size_t extractors = 1;
  std::string quality_from;     // the instrument whose judgement tells good studies from weak ones; empty: the first that can
};

struct Protocol {
  std::string title;
  std::string question;
  std::string notice;           // what a reader must know first, such as that no database was searched; stands on every page. May be empty
  std::string registration;     // where the protocol is registered; may be empty
  std::string framework;        // "PICO", "SPICE", …: a name for the facets; may be empty
  std::vector<Facet> facets;
  std::vector<Criterion> include;
  std::vector<Criterion> exclude;
  std::vector<PlannedSearch> searches;
  std::vector<Stage> stages;    // in their order; at least one
  std::vector<Reviewer> reviewers;
  Stopping stopping;
  std::vector<std::string> words_in;    // words that the screen marks as speaking for a record
  std::vector<std::string> words_out;   // … against it
  std::vector<std::string> instruments; // ids of the appraisal instruments
  std::vector<std::string> instrument_folders;   // more folders of them, relative to the review
  Appraising appraising;
  std::vector<Amendment> amendments;    // by date

  // Of the planned search of that name, else a database.
  SourceKind kind_of(std::string_view database) const;
  const Stage* stage(std::string_view id) const noexcept;
  const Reviewer* reviewer(std::string_view id) const noexcept;
};

// Reads REVIEW/protocol.yaml. Nothing where a diagnostic (rules protocol.*, yaml.*) is an error; what is only not filled in
// yet is an error too. Throws Error not_found where there is no such file.
std::optional<Protocol> read_protocol(const std::filesystem::path& review, Diagnostics&);

// The same from text; `file` is its name in diagnostics.
std::optional<Protocol> parse_protocol(std::string_view text, const std::string& file, Diagnostics&);

// A protocol.yaml with each part in its place and explained, to be filled in.
std::string protocol_skeleton(const std::string& title);

}  // namespace fieldbook::review
