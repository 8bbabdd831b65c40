#include "core/review/decisions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/durable.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, Verdict>, 4> verdicts{
    {{"include", Verdict::include}, {"exclude", Verdict::exclude}, {"unsure", Verdict::unsure}, {"withdrawn", Verdict::withdrawn}}};
constexpr std::array<std::pair<std::string_view, Shown>, 6> ways{
    {{"random", Shown::at_random}, {"svm", Shown::by_svm}, {"nb", Shown::by_nb}, {"overlap", Shown::for_overlap}, {"list", Shown::from_list}, {"conflict", Shown::in_conflict}}};

template <typename Table, typename Value>
std::string_view name_in(const Table& table, Value value) {
  for (const auto& [name, one] : table) {
    if (one == value) return name;
  }
  return {};
}

template <typename Table>
auto value_of(const Table& table, std::string_view name) -> std::optional<typename Table::value_type::second_type> {
  for (const auto& [one, value] : table) {
    if (one == name) return value;
  }
  return std::nullopt;
}

std::string text(const Json& item, const char* key) {
  const auto at = item.find(key);
  return at != item.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::optional<Decision> parse(std::string_view line, const std::string& reviewer) {
  const auto item = Json::parse(line, nullptr, false);
  if (!item.is_object()) return std::nullopt;
  const auto verdict = value_of(verdicts, text(item, "decision"));
  const auto shown = value_of(ways, text(item, "shown"));
  Decision out{reviewer, text(item, "record"), text(item, "stage"), verdict.value_or(Verdict::withdrawn), {}, text(item, "note"), shown.value_or(Shown::by_svm), text(item, "at"), text(item, "among")};
  if (!verdict || out.record.empty() || out.stage.empty()) return std::nullopt;
  if (const auto reasons = item.find("reasons"); reasons != item.end() && reasons->is_array()) {
    for (const auto& reason : *reasons) {
      if (reason.is_string()) out.reasons.push_back(reason.get<std::string>());
    }
  }
  return out;
}

}  // namespace

std::string_view name_of(Verdict verdict) { return name_in(verdicts, verdict); }
std::optional<Verdict> verdict_of(std::string_view name) { return value_of(verdicts, name); }

std::vector<Decision> parse_decisions(std::string_view bytes, const std::string& reviewer, const std::string& file, Diagnostics& found) {
  std::vector<Decision> out;
  const auto lines = split(bytes, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (trim(lines[i]).empty()) continue;
    if (auto decision = parse(lines[i], reviewer)) {
      out.push_back(std::move(*decision));
    } else if (i + 1 == lines.size()) {
      found.warning({file, i + 1, 0}, "the last line is not whole", "it was being written when the program ended; decide again on what it was about", "decisions.line");
    } else {
      found.error({file, i + 1, 0}, "this line is no decision", "restore it from version control, or remove it", "decisions.line");
    }
  }
  return out;
}

std::string decision_line(const Decision& decision) {
  Json out{{"record", decision.record}, {"stage", decision.stage}, {"decision", name_of(decision.verdict)}};
  if (!decision.reasons.empty()) out["reasons"] = decision.reasons;
  if (!decision.note.empty()) out["note"] = decision.note;
  out["shown"] = name_in(ways, decision.shown);
  out["at"] = decision.at;
  if (!decision.among.empty()) out["among"] = decision.among;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_decisions(const std::filesystem::path& review, std::span<const Decision> decisions) {
  if (decisions.empty()) return;
  std::vector<std::string> lines;
  for (const auto& one : decisions) lines.push_back(decision_line(one));
  append_lines(decisions_folder(review) / (decisions.front().reviewer + ".jsonl"), lines);
}

void add_decision(const std::filesystem::path& review, const Decision& decision) { add_decisions(review, std::span(&decision, 1)); }

std::vector<Decision> read_decisions(const std::filesystem::path& review, Diagnostics& found) {
  std::vector<Decision> out;
  for (const auto& file : files_in(decisions_folder(review), ".jsonl")) {
    std::ranges::move(parse_decisions(read_file(file, longest_file_bytes), file.stem().string(), "decisions/" + file.filename().string(), found), std::back_inserter(out));
  }
  return out;
}

std::vector<Decision> own_decisions(std::span<const Decision> all, const Records& records, std::string_view stage, std::string_view reviewer) {
  std::vector<std::optional<Decision>> in_order;
  std::map<std::string, std::size_t> places;
  for (const auto& decision : all) {
    if (decision.stage != stage || decision.reviewer != reviewer || decision.shown == Shown::in_conflict) continue;
    const auto* const record = records.find(decision.record);
    if (record == nullptr) continue;
    if (const auto before = places.find(record->id); before != places.end()) in_order[before->second].reset();
    places[record->id] = in_order.size();
    in_order.emplace_back(decision);
    in_order.back()->record = record->id;
  }
  std::vector<Decision> out;
  for (auto& decision : in_order) {
    if (decision && decision->verdict != Verdict::withdrawn) out.push_back(std::move(*decision));
  }
  return out;
}

std::string timestamp() {
  auto now = std::time(nullptr);
  if (const char* const told = std::getenv("SOURCE_DATE_EPOCH")) {
    const std::string_view digits = told;
    long long seconds = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    constexpr long long last = 253'402'300'799;   // the end of the year 9999
    if (failure != std::errc{} || end != digits.data() + digits.size() || seconds < 0 || seconds > last) {
      throw Error(Errc::invalid, "SOURCE_DATE_EPOCH is " + in_quotes(told) + ", which is no number of seconds since 1970", "unset it, or give it as 1767225600");
    }
    now = static_cast<std::time_t>(seconds);
  }
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace fieldbook::review
