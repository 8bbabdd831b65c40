#include "core/review/duplicates/apply.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/review/duplicates/log.hpp"
#include "core/review/merging.hpp"
#include "core/review/records.hpp"

namespace fieldbook::review {
namespace {

using Places = std::unordered_map<std::string, std::size_t>;

std::vector<Ruling> rulings_of(const std::vector<PairVerdict>& verdicts, const Places& places) {
  std::vector<Ruling> out;
  for (const auto& verdict : verdicts) {
    const auto a = places.find(verdict.a), b = places.find(verdict.b);
    if (!verdict.by.empty() && a != places.end() && b != places.end()) out.push_back({a->second, b->second, verdict.same});
  }
  return out;
}

}  // namespace

Deduplicated dedupe(const std::filesystem::path& review, Diagnostics& found) {
  Deduplicated out;
  auto imported = read_imported_records(review, read_imports(review, found), found, Detail::what_names_the_work);
  Places places;
  out.records.reserve(imported.size());
  for (auto& record : imported) {
    places.emplace(record.id, out.records.size());
    out.records.push_back(std::move(record.reference));
  }
  imported = std::vector<ReviewRecord>();   // `{}` would keep the memory
  auto verdicts = read_verdicts(review, found);
  const auto result = find_duplicates(out.records, rulings_of(verdicts, places));

  const auto before = firsts_of_clusters(out.records, verdicts);
  std::vector<PairVerdict> added;
  for (const auto& pair : result.merged) {
    if (before[pair.a] == before[pair.b]) continue;
    const auto [a, b] = std::minmax(out.records[pair.a].key, out.records[pair.b].key);
    added.push_back({a, b, true, "", "", pair.score, pair.why});
  }
  add_automatic_verdicts(review, added);
  verdicts.insert(verdicts.end(), added.begin(), added.end());
  out.merged_now = added.size();

  const auto now = firsts_of_clusters(out.records, verdicts);
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < now.size(); ++i) groups[now[i]].push_back(i);
  for (auto& [first, members] : groups) {
    if (members.size() > 1) out.clusters.push_back(std::move(members));
  }
  for (const auto& pair : result.review) {
    if (now[pair.a] != now[pair.b]) out.review.push_back(pair);
  }
  return out;
}

}  // namespace fieldbook::review
