#include "core/review/editions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/base/durable.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* file_name = "editions.jsonl";

std::size_t count_in(const Json& json, const char* name) {
  const auto& value = json.at(name);
  return value.is_number_unsigned() ? value.get<std::size_t>() : 0;
}

StageState state_from(const Json& json) {
  return {json.at("stage").get<std::string>(), count_in(json, "records"), count_in(json, "waiting"), count_in(json, "excluded"), count_in(json, "conflicts"), count_in(json, "unsure"),
          json.at("included").get<std::vector<std::string>>()};
}

std::optional<Edition> edition_from(std::string_view line) {
  try {
    const auto json = Json::parse(line);
    Edition out{json.at("edition").get<std::string>(), json.at("at").get<std::string>(), json.at("imports").get<std::vector<std::string>>(), {}};
    for (const auto& one : json.at("stages")) out.stages.push_back(state_from(one));
    if (out.name.empty()) return std::nullopt;
    return out;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

std::vector<std::string> without(const std::vector<std::string>& all, const std::set<std::string>& these) {
  std::vector<std::string> out;
  std::ranges::copy_if(all, std::back_inserter(out), [&](const std::string& one) { return !these.contains(one); });
  return out;
}

StageChange change_of(const StageState* before, const StageState& now, const Records& records) {
  StageChange out{now.stage, {}, {}, {}};
  std::set<std::string> then;   // by the ids of the records they are merged into now
  for (const auto& id : before == nullptr ? std::vector<std::string>{} : before->included) {
    const auto* const record = records.find(id);
    then.insert(record == nullptr ? id : record->id);
  }
  out.newly_included = without(now.included, then);
  out.no_longer_included = without({then.begin(), then.end()}, {now.included.begin(), now.included.end()});
  const auto decided = before == nullptr ? 0 : before->decided();
  out.newly_decided = now.decided() > decided ? now.decided() - decided : 0;
  return out;
}

}  // namespace

std::vector<StageState> stage_states(const Protocol& protocol, const Records& records, std::span<const Decision> decisions) {
  std::vector<StageState> out;
  for (const auto& stage : protocol.stages) {
    StageState state;
    state.stage = stage.id;
    for (const auto& one : standings(protocol, records, decisions, stage.id)) {
      ++state.records;
      if (one.is_unsettled()) ++state.unsure;
      switch (one.standing) {
        case Standing::waiting: ++state.waiting; break;
        case Standing::included: state.included.push_back(one.record->id); break;
        case Standing::excluded: ++state.excluded; break;
        case Standing::conflict: ++state.conflicts; break;
      }
    }
    std::ranges::sort(state.included);
    out.push_back(std::move(state));
  }
  return out;
}

std::vector<Edition> parse_editions(std::string_view text, Diagnostics& found) {
  std::vector<Edition> out;
  std::size_t number = 0;
  for (const auto line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    if (auto edition = edition_from(line)) out.push_back(std::move(*edition));
    else found.error({file_name, number, 0}, "this line is no edition", "restore it from version control, or remove it", "editions.line");
  }
  std::ranges::stable_sort(out, {}, &Edition::at);
  return out;
}

std::vector<Edition> read_editions(const fs::path& review, Diagnostics& found) {
  std::error_code failure;
  const auto file = review / file_name;
  if (!fs::is_regular_file(file, failure)) return {};
  return parse_editions(read_file(file, longest_file_bytes), found);
}

void add_edition(const fs::path& review, const Edition& edition) {
  auto stages = Json::array();
  for (const auto& one : edition.stages) {
    stages.push_back({{"stage", one.stage}, {"records", one.records}, {"waiting", one.waiting}, {"excluded", one.excluded}, {"conflicts", one.conflicts}, {"unsure", one.unsure}, {"included", one.included}});
  }
  append_line(review / file_name, Json{{"edition", edition.name}, {"at", edition.at}, {"imports", edition.imports}, {"stages", std::move(stages)}}.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Changes arrivals_since(const Edition& edition, const Records& records, std::span<const Import> imports) {
  Changes out;
  const std::set<std::string> known(edition.imports.begin(), edition.imports.end());
  for (const auto& import : imports) {
    if (!known.contains(import.id)) out.imports.push_back(import.id);
  }
  out.records = static_cast<std::size_t>(std::ranges::count_if(
      records.all(), [&](const ReviewRecord& record) { return std::ranges::none_of(record.sources, [&](const Source& source) { return known.contains(source.import); }); }));
  return out;
}

Changes changes_since(const Edition& edition, const Protocol& protocol, const Records& records, std::span<const Import> imports, std::span<const StageState> now) {
  auto out = arrivals_since(edition, records, imports);
  for (const auto& state : now) {
    const auto before = std::ranges::find(edition.stages, state.stage, &StageState::stage);
    out.stages.push_back(change_of(before == edition.stages.end() ? nullptr : &*before, state, records));
  }
  for (const auto& amendment : protocol.amendments) {
    const auto date = to_iso(amendment.date);   // perhaps of a month alone
    if (date >= edition.at.substr(0, date.size())) out.amendments.push_back(amendment);
  }
  return out;
}

}  // namespace fieldbook::review
