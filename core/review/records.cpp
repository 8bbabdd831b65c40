#include "core/review/records.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/review/duplicates/log.hpp"
#include "core/review/folder.hpp"
#include "core/review/merging.hpp"

namespace fieldbook::review {
namespace {

namespace fs = std::filesystem;
using bibliography::Name;
using bibliography::Reference;

std::string text_of(const std::vector<Name>& names) {
  std::string out;
  for (const auto& name : names) out += name.family + "," + name.given + "," + name.literal + ";";
  return out;
}

constexpr std::string_view file_name = "records.jsonl";

using Line = std::pair<std::size_t, ReviewRecord>;   // the import's number, the record

// The records of records.jsonl as often as they stand there, and the numbers of the lines that hold none.
std::vector<Line> read_lines(std::string_view bytes, std::span<const Import> imports, std::vector<std::size_t>& broken) {
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < imports.size(); ++i) numbers.emplace("imports/" + imports[i].original, i);
  std::vector<Line> out;
  const auto lines = split(bytes, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (trim(lines[i]).empty()) continue;
    Diagnostics ignored;   // which line it was is all that can be said
    auto read = bibliography::read_csl_json(lines[i], std::string(file_name), ignored, bibliography::SourceLines::kept_with_file);
    if (read.size() != 1 || read.front().key.empty()) {
      broken.push_back(i + 1);
      continue;
    }
    auto& reference = read.front();
    const auto import = numbers.find(reference.where.file);
    if (import == numbers.end()) continue;   // of an import that was killed before its note was written
    auto id = reference.key;
    const auto line = reference.where.line;
    out.emplace_back(import->second, ReviewRecord{id, std::move(reference), {{std::move(id), imports[import->second].id, line}}});
  }
  return out;
}

// Whether the line stands among the last of `before`, which are sorted.
bool stands_in(const std::vector<Line>& before, const Line& line) {
  const auto& source = line.second.sources.front();
  for (auto at = before.rbegin(); at != before.rend() && at->first == line.first && at->second.sources.front().line == source.line; ++at) {
    if (at->second.sources.front() == source) return true;
  }
  return false;
}

// By import, then by line of the original. An import that was tried twice, or merged from two branches, has its lines once.
void put_in_order(std::vector<Line>& lines, std::span<const Import> imports) {
  std::ranges::stable_sort(lines, {}, [](const Line& line) { return std::tuple(line.first, line.second.sources.front().line); });
  std::vector<std::size_t> counts(imports.size());
  for (const auto& [import, record] : lines) ++counts[import];
  std::vector<Line> out;
  for (auto& line : lines) {
    const bool doubled = counts[line.first] > imports[line.first].records;
    if (doubled && stands_in(out, line)) continue;
    out.push_back(std::move(line));
  }
  lines = std::move(out);
}

void check_counts(const std::vector<Line>& lines, std::span<const Import> imports, const std::vector<std::size_t>& broken, Diagnostics& found) {
  std::vector<std::size_t> counts(imports.size());
  for (const auto& [import, record] : lines) ++counts[import];
  bool complete = true;
  for (std::size_t i = 0; i < imports.size(); ++i) {
    if (counts[i] >= imports[i].records) continue;
    complete = false;
    found.error({std::string(file_name), 0, 0}, std::to_string(counts[i]) + " records of the import " + imports[i].id + " are there, and " + std::to_string(imports[i].records) + " were imported",
                "take the file back from version control, or delete imports/" + imports[i].id + ".json and import again", "records.count");
  }
  for (const auto line : broken) {
    if (complete) found.warning({std::string(file_name), line, 0}, "this line is no record, and none is missing", "delete it: an import was stopped while it wrote", "records.line");
    else found.error({std::string(file_name), line, 0}, "this line is no record", "take the file back from version control", "records.line");
  }
}

// Every record as often as it was imported.
std::vector<ReviewRecord> read_all(const fs::path& review, std::span<const Import> imports, Diagnostics& found) {
  std::error_code failure;
  const auto file = records_file(review);
  const auto bytes = fs::is_regular_file(file, failure) ? read_file(file, longest_file_bytes) : std::string();
  std::vector<std::size_t> broken;
  auto lines = read_lines(bytes, imports, broken);
  put_in_order(lines, imports);
  check_counts(lines, imports, broken, found);
  std::vector<ReviewRecord> out;
  for (auto& [import, record] : lines) out.push_back(std::move(record));
  return out;
}

}  // namespace

Records::Records(std::vector<ReviewRecord> records) : records_(std::move(records)) {
  for (std::size_t i = 0; i < records_.size(); ++i) {
    places_.emplace(records_[i].id, i);
    for (const auto& source : records_[i].sources) places_.emplace(source.record, i);
  }
}

const ReviewRecord* Records::find(std::string_view id) const noexcept {
  const auto at = places_.find(std::string(id));
  return at == places_.end() ? nullptr : &records_[at->second];
}

std::string record_id(const Reference& r) {
  const auto year = r.issued ? std::to_string(r.issued->year) : std::string();
  std::string text = r.type;
  for (const auto& part : {r.title, text_of(r.authors), r.authors.empty() ? text_of(r.editors) : std::string(), year, r.container_title, r.publisher, r.number, r.volume, r.issue, r.page, r.doi, r.isbn}) {
    text += '\x1f' + fold(part);
  }
  // What has no number or journal to tell it from others is told by where it is and what it says.
  if (r.doi.empty() && r.container_title.empty()) text += '\x1f' + fold(r.url);
  if (r.title.empty()) text += '\x1f' + fold(r.abstract) + '\x1f' + fold(r.note);
  return "r" + sha256(text).substr(0, 16);
}

std::string imports_mark(const Records& records) {
  std::set<std::string_view> imports;
  for (const auto& record : records.all()) {
    for (const auto& source : record.sources) imports.insert(source.import);
  }
  std::string text;
  for (const auto import : imports) text += std::string(import) + "\n";
  return sha256(text).substr(0, 8);
}

std::vector<ReviewRecord> read_imported_records(const fs::path& review, std::span<const Import> imports, Diagnostics& found) {
  std::vector<ReviewRecord> out;
  std::unordered_map<std::string, std::size_t> places;
  for (auto& record : read_all(review, imports, found)) {
    const auto [at, is_new] = places.emplace(record.id, out.size());
    if (is_new) {
      out.push_back(std::move(record));
    } else {
      auto& first = out[at->second];
      first.sources.push_back(std::move(record.sources.front()));
      if (first.reference.abstract.empty()) first.reference.abstract = std::move(record.reference.abstract);
    }
  }
  return out;
}

Records read_records(const fs::path& review, Diagnostics& found) {
  const auto imports = read_imports(review, found);
  const auto verdicts = read_verdicts(review, found);
  return Records(merge(read_imported_records(review, imports, found), verdicts));
}

}  // namespace fieldbook::review
