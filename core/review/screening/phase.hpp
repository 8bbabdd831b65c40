// What is read next and whether reading may stop, from the protocol's stopping rule and what was read so far.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "core/review/decisions.hpp"
#include "core/review/protocol.hpp"

namespace fieldbook::review {

struct ReadRecord {
  bool relevant = false;
  Shown shown = Shown::at_random;
  bool among_these = true;   // chosen from the records that are there now: no import came after it
};

struct Progress {
  Shown next = Shown::at_random;    // how the next record is to be chosen
  bool may_stop = false;
  std::optional<double> p;          // of p_recall_below, where there is a random sample
  std::string statement;            // for people: what can be said now, and what cannot
};

// In each rule records come at random until both a relevant and an irrelevant one are known.
// screen-all: ranked; may stop when nothing is left.
// hypergeometric: ranked; after `consecutive` irrelevant records in a row (50 where the protocol does not say) a random
//   sample of the unread begins and goes on until the test passes. `sample` begins it sooner. Testing after each record
//   makes the true confidence somewhat lower than the stated one.
// safe: the phases of Boetje and van de Schoot (2024), "The SAFE procedure", Systematic Reviews 13:81: one per cent at random;
//   ranked by the first model until `least_share` is read and `consecutive` irrelevant ones came in a row; then by another model until
//   that many came again. It is a heuristic, and the statement says so.
// What was chosen before the last import says nothing of what that brought: no row goes on over it, and a sample begins anew.
// `records`: how many there are, read ones included; `read` in the order of reading.
Progress progress(const Stopping&, std::size_t records, std::span<const ReadRecord> read, bool sample = false);

// What the rule promises where it is met, and what it does not, for people.
std::string guarantee(const Stopping&);

// The rule of one stage: the protocol's in the first, where records come by the thousand; later ones are read to their end.
Stopping stopping_in(const Protocol&, std::string_view stage);

}  // namespace fieldbook::review
