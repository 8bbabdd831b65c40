// Living reviews: what was known when an edition was given out, and what is new since. editions.jsonl, one edition a line.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/review/imports.hpp"
#include "core/review/standing.hpp"

namespace fieldbook::review {

// Where a stage stands. decided = included + excluded + conflicts.
struct StageState {
  std::string stage;
  std::size_t records = 0;
  std::size_t waiting = 0;
  std::size_t excluded = 0;
  std::size_t conflicts = 0;
  std::size_t unsure = 0;               // somebody is, and nobody has settled it; also counted as included or in conflict
  std::vector<std::string> included;    // ids, sorted

  std::size_t decided() const noexcept { return included.size() + excluded + conflicts; }
};

struct Edition {
  std::string name;                     // "2026-03"
  std::string at;                       // UTC, "2026-03-01T09:30:00Z"
  std::vector<std::string> imports;     // ids, sorted
  std::vector<StageState> stages;       // in the protocol's order
};

// Every stage of the protocol as it stands.
std::vector<StageState> stage_states(const Protocol&, const Records&, std::span<const Decision>);

// By the time they were given out. A line that cannot be read is an error (rule editions.line), and is left out.
std::vector<Edition> read_editions(const std::filesystem::path& review, Diagnostics&);
std::vector<Edition> parse_editions(std::string_view text, Diagnostics&);

// On the disk when it returns.
void add_edition(const std::filesystem::path& review, const Edition&);

// What is there now and was not in an edition, and the other way round.
struct StageChange {
  std::string stage;
  std::vector<std::string> newly_included, no_longer_included;   // ids as they are now; by id
  std::size_t newly_decided = 0;                                 // more than then; 0 where there are fewer
};

struct Changes {
  std::vector<std::string> imports;     // new ones, by id
  std::size_t records = 0;              // that came with these alone
  std::vector<StageChange> stages;
  std::vector<Amendment> amendments;    // of the protocol, on the edition's day or later
};

Changes changes_since(const Edition&, const Protocol&, const Records&, std::span<const Import>, std::span<const StageState> now);
// The imports and records alone, as right after an import.
Changes arrivals_since(const Edition&, const Records&, std::span<const Import>);

}  // namespace fieldbook::review
