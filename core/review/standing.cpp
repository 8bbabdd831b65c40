#include "core/review/standing.hpp"

#include <algorithm>
#include <map>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::review {
namespace {

// By record, then by reviewer: the last decision.
using Held = std::map<std::string, std::map<std::string, Decision>, std::less<>>;

std::vector<Decision> that_hold(const Held& held, const std::string& record) {
  std::vector<Decision> out;
  const auto at = held.find(record);
  if (at == held.end()) return out;
  for (const auto& [reviewer, decision] : at->second) {
    if (decision.verdict != Verdict::withdrawn) out.push_back(decision);
  }
  return out;
}

bool is_unsure(const std::vector<Decision>& decisions) { return std::ranges::find(decisions, Verdict::unsure, &Decision::verdict) != decisions.end(); }

Standing standing_of(const RecordStanding& one, std::size_t asked, bool is_last_stage) {
  const auto& said = one.resolutions.empty() ? one.opinions : one.resolutions;
  if (one.resolutions.empty() && said.size() < asked) return Standing::waiting;
  if (std::ranges::all_of(said, goes_on, &Decision::verdict)) return is_last_stage && is_unsure(said) ? Standing::conflict : Standing::included;
  return std::ranges::none_of(said, goes_on, &Decision::verdict) ? Standing::excluded : Standing::conflict;
}

}  // namespace

bool RecordStanding::is_unsettled() const { return standing != Standing::waiting && resolutions.empty() && is_unsure(opinions); }

std::vector<RecordStanding> standings(const Protocol& protocol, const Records& records, std::span<const Decision> decisions, std::string_view stage_id) {
  const auto stage = std::ranges::find(protocol.stages, stage_id, &Stage::id);
  if (stage == protocol.stages.end()) {
    std::vector<std::string> ids;
    for (const auto& one : protocol.stages) ids.push_back(one.id);
    throw Error(Errc::not_found, "the protocol has no stage " + in_quotes(stage_id) + did_you_mean(stage_id, ids), "use " + join(ids, " or "));
  }
  std::vector<RecordStanding> out;
  if (stage == protocol.stages.begin()) {
    for (const auto& record : records.all()) out.push_back({.record = &record, .standing = Standing::waiting, .opinions = {}, .resolutions = {}});
  } else {
    for (const auto& before : standings(protocol, records, decisions, std::prev(stage)->id)) {
      if (before.standing == Standing::included) out.push_back({.record = before.record, .standing = Standing::waiting, .opinions = {}, .resolutions = {}});
    }
  }
  Held opinions, resolutions;
  for (const auto& decision : decisions) {
    if (decision.stage != stage_id) continue;
    const auto* const record = records.find(decision.record);
    if (record == nullptr) continue;
    auto& held = decision.shown == Shown::in_conflict ? resolutions : opinions;
    held[record->id].insert_or_assign(decision.reviewer, decision);
  }
  for (auto& one : out) {
    one.opinions = that_hold(opinions, one.record->id);
    one.resolutions = that_hold(resolutions, one.record->id);
    one.standing = standing_of(one, stage->reviewers, std::next(stage) == protocol.stages.end());
  }
  return out;
}

}  // namespace fieldbook::review
