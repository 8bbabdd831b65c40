#include "core/review/duplicates/log.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <utility>

#include "core/base/durable.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/review/folder.hpp"

namespace fieldbook::review {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view programs_own = "automatic";

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm parts = {};
  ::gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

Json json_of(const PairVerdict& verdict) {
  const auto [a, b] = std::minmax(verdict.a, verdict.b);
  Json out = {{"a", a}, {"b", b}, {"verdict", verdict.same ? "same" : "different"}};
  if (!verdict.at.empty()) out["at"] = verdict.at;
  if (verdict.score > 0) out["score"] = std::round(verdict.score * 10'000) / 10'000;
  if (!verdict.why.empty()) out["why"] = verdict.why;
  return out;
}

std::string line_of(const PairVerdict& verdict) { return json_of(verdict).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string text_member(const Json& line, const char* name) {
  const auto at = line.find(name);
  return at != line.end() && at->is_string() ? at->get<std::string>() : std::string();
}

// Nothing where the line is not one of ours.
std::optional<PairVerdict> verdict_from(std::string_view text, const std::string& by) {
  const auto line = Json::parse(text, nullptr, false);
  if (!line.is_object()) return std::nullopt;
  const auto said = text_member(line, "verdict");
  PairVerdict out{text_member(line, "a"), text_member(line, "b"), said == "same", by, text_member(line, "at"), 0, text_member(line, "why")};
  if (const auto score = line.find("score"); score != line.end() && score->is_number()) out.score = score->get<double>();
  if (out.a.empty() || out.b.empty() || out.a == out.b || (said != "same" && said != "different")) return std::nullopt;
  if (out.b < out.a) std::swap(out.a, out.b);
  return out;
}

bool holds_over(const PairVerdict& one, const PairVerdict& other) {
  return std::tuple(!one.by.empty(), std::string_view(one.at), std::string_view(one.by)) >= std::tuple(!other.by.empty(), std::string_view(other.at), std::string_view(other.by));
}

}  // namespace

std::vector<PairVerdict> parse_verdicts(std::string_view text, const std::string& by, const std::string& file, Diagnostics& found) {
  std::vector<PairVerdict> out;
  std::size_t number = 0;
  for (const auto line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    if (auto verdict = verdict_from(line, by)) out.push_back(std::move(*verdict));
    else found.warning({file, number, 0}, "this line is no verdict on two records", "delete it if a program was stopped while it wrote, else put it right", "duplicates.line");
  }
  return out;
}

std::vector<PairVerdict> read_verdicts(const fs::path& review, Diagnostics& found) {
  std::map<std::pair<std::string, std::string>, PairVerdict> holding;
  for (const auto& file : files_in(duplicates_folder(review), ".jsonl")) {
    const auto name = file.stem().string();
    for (auto& verdict : parse_verdicts(read_file(file, longest_file_bytes), name.starts_with(programs_own) ? std::string() : name, "duplicates/" + file.filename().string(), found)) {
      auto& holds = holding[{verdict.a, verdict.b}];
      if (holds.a.empty() || holds_over(verdict, holds)) holds = std::move(verdict);
    }
  }
  std::vector<PairVerdict> out;
  for (auto& [pair, verdict] : holding) out.push_back(std::move(verdict));
  return out;
}

void add_verdicts(const fs::path& review, const std::string& person, std::span<const PairVerdict> verdicts) {
  if (!is_id(person) || person.starts_with(programs_own)) throw Error(Errc::invalid, in_quotes(person) + " cannot be a reviewer's name", "use the id that protocol.yaml lists under reviewers: small letters, digits and hyphens");
  std::vector<std::string> lines;
  for (auto verdict : verdicts) {
    if (verdict.at.empty()) verdict.at = now();
    lines.push_back(line_of(verdict));
  }
  append_lines(duplicates_folder(review) / (person + ".jsonl"), lines);
}

void add_automatic_verdicts(const fs::path& review, std::span<const PairVerdict> verdicts) {
  if (verdicts.empty()) return;
  std::vector<std::string> lines;
  for (const auto& verdict : verdicts) lines.push_back(line_of(verdict));
  std::ranges::sort(lines);
  const auto text = join(lines, "\n") + "\n";
  constexpr std::size_t hash_size = 12;
  write_durably(duplicates_folder(review) / (std::string(programs_own) + "-" + sha256(text).substr(0, hash_size) + ".jsonl"), text);
}

}  // namespace fieldbook::review
