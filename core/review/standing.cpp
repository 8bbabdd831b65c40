#include "core/review/standing.hpp"

#include <algorithm>
#include <map>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

namespace fieldbook::review {
namespace {

// By record, then by reviewer: the last decision.
using Held = std::map<std::string, std::map<std::string, Decision>, std::less<>>;

bool all_say(const std::vector<Decision>& decisions, Verdict verdict) {
  return std::ranges::all_of(decisions, [&](const Decision& one) { return one.verdict == verdict; });
}

std::vector<Decision> that_hold(const Held& held, const std::string& record) {
  std::vector<Decision> out;
  const auto at = held.find(record);
  if (at == held.end()) return out;
  for (const auto& [reviewer, decision] : at->second) {
    if (decision.verdict != Verdict::withdrawn) out.push_back(decision);
  }
  return out;
}

Standing standing_of(const RecordStanding& one, std::size_t asked) {
  const auto& said = one.resolutions.empty() ? one.opinions : one.resolutions;
  if (one.resolutions.empty() && said.size() < asked) return Standing::waiting;
  if (all_say(said, Verdict::include)) return Standing::included;
  return all_say(said, Verdict::exclude) ? Standing::excluded : Standing::conflict;
}

}  // namespace

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
    one.standing = standing_of(one, stage->reviewers);
  }
  return out;
}

}  // namespace fieldbook::review
