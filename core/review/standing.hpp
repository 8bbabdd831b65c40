// Where each record stands in a stage: computed from the reviewers' decisions, never written down.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/review/decisions.hpp"

namespace fieldbook::review {

enum class Standing {
  waiting,    // not everybody who has to has decided
  included,
  excluded,
  conflict    // all have decided, and not the same; or two resolved it differently; or somebody is unsure in the last stage
};

struct RecordStanding {
  const ReviewRecord* record = nullptr;   // in the Records
  Standing standing = Standing::waiting;
  std::vector<Decision> opinions;         // what holds, by reviewer
  std::vector<Decision> resolutions;      // likewise, of decisions that resolve a conflict

  // Whether somebody is unsure, all have decided, and nobody has settled it: to be talked over.
  bool is_unsettled() const;
};

// The records that come to a stage, in their order: all, or those the stage before includes. A record on which fewer have
// decided than the stage asks for is waiting, even if they differ already, so that nobody sees another's decision before
// their own. Throws Error not_found where the protocol has no such stage.
std::vector<RecordStanding> standings(const Protocol&, const Records&, std::span<const Decision>, std::string_view stage);

}  // namespace fieldbook::review
