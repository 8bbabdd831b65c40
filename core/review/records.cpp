#include "core/review/records.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/line_reader.hpp"
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
constexpr std::size_t longest_line_bytes = std::size_t{64} << 20U;

// The records of records.jsonl as often as they stand there. There may be millions: they are put in order where they are.
struct Lines {
  std::vector<ReviewRecord> records;
  std::vector<std::uint32_t> imports;   // the number of each one's import

  auto place(std::size_t i) const { return std::tuple(imports[i], records[i].sources.front().line); }
};

// Assigning an empty string would keep the memory.
void keep_what_names(Reference& reference) {
  std::string().swap(reference.note);
  std::vector<std::string>().swap(reference.keywords);
  reference.custom.clear();
}

// One line of records.jsonl; nothing where it holds no record.
class LineParser {
 public:
  explicit LineParser(Detail detail) : detail_(detail) {}

  std::optional<Reference> operator()(std::string_view line) {
    if (detail_ == Detail::ids) return place_of(line);
    Diagnostics ignored;   // which line it was is all that can be said
    auto read = bibliography::read_csl_json(line, std::string(file_name), ignored, bibliography::SourceLines::kept_with_file);
    if (read.size() != 1 || read.front().key.empty()) return std::nullopt;
    if (detail_ == Detail::what_names_the_work) keep_what_names(read.front());
    return std::move(read.front());
  }

 private:
  std::optional<Reference> place_of(std::string_view line) {
    simdjson::dom::element item;
    std::string_view id, file;
    if (parser_.parse(line.data(), line.size()).get(item) != simdjson::SUCCESS || item["id"].get_string().get(id) != simdjson::SUCCESS || id.empty()) return std::nullopt;
    Reference out;
    out.key = id;
    if (item["custom"]["source_file"].get_string().get(file) == simdjson::SUCCESS) out.where.file = file;
    std::uint64_t number = 0;
    if (item["custom"]["source_line"].get_uint64().get(number) == simdjson::SUCCESS) out.where.line = number;
    return out;
  }

  Detail detail_;
  simdjson::dom::parser parser_;
};

// And the numbers of the lines that hold none.
Lines read_lines(const std::shared_ptr<const OpenFile>& file, std::span<const Import> imports, Detail detail, std::vector<std::size_t>& broken) {
  LineReader reader(*file, longest_line_bytes);
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<FileName> names;   // one for all records of an import
  for (std::uint32_t i = 0; i < imports.size(); ++i) {
    names.emplace_back("imports/" + imports[i].original);
    numbers.emplace(names.back(), i);
  }
  LineParser parse(detail);
  Lines out;
  std::size_t number = 0;
  while (const auto line = reader.next()) {
    ++number;
    if (trim(*line).empty()) continue;
    auto reference = parse(*line);
    if (!reference) {
      broken.push_back(number);
      continue;
    }
    const auto import = numbers.find(reference->where.file);
    if (import == numbers.end()) continue;   // of an import that was killed before its note was written
    reference->where.file = names[import->second];
    auto id = reference->key;
    const auto place = reference->where.line;
    const auto abstract_size = static_cast<std::uint32_t>(reference->abstract.size());
    std::string().swap(reference->abstract);
    out.records.push_back({id, std::move(*reference), {{std::move(id), imports[import->second].id, place}}});
    if (detail == Detail::everything && abstract_size > 0) {
      out.records.back().abstract_place = {{file, reader.begin(), static_cast<std::uint32_t>(line->size())}, abstract_size};
    }
    out.imports.push_back(import->second);
  }
  return out;
}

// Element `order[i]` comes to `i`.
template <typename T>
void rearrange(std::vector<T>& what, std::vector<std::uint32_t> order) {
  for (std::uint32_t begin = 0; begin < order.size(); ++begin) {
    for (auto at = begin;;) {
      const auto from = std::exchange(order[at], at);
      if (from == begin) break;
      std::swap(what[at], what[from]);
      at = from;
    }
  }
}

// Whether the line stands among the first `count`, which are in order.
bool stands_in(const Lines& lines, std::size_t count, std::size_t line) {
  for (auto at = count; at-- > 0 && lines.place(at) == lines.place(line);) {
    if (lines.records[at].sources.front() == lines.records[line].sources.front()) return true;
  }
  return false;
}

// By import, then by line of the original. An import that was tried twice, or merged from two branches, has its lines once.
void put_in_order(Lines& lines, std::span<const Import> imports) {
  std::vector<std::uint32_t> order(lines.records.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return lines.place(i); });
  rearrange(lines.records, order);
  rearrange(lines.imports, std::move(order));
  std::vector<std::size_t> counts(imports.size());
  for (const auto import : lines.imports) ++counts[import];
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.records.size(); ++i) {
    const auto import = lines.imports[i];
    if (counts[import] > imports[import].records && stands_in(lines, kept, i)) continue;
    if (kept != i) {
      lines.records[kept] = std::move(lines.records[i]);
      lines.imports[kept] = import;
    }
    ++kept;
  }
  lines.records.erase(lines.records.begin() + static_cast<std::ptrdiff_t>(kept), lines.records.end());
  lines.imports.resize(kept);
}

void check_counts(const Lines& lines, std::span<const Import> imports, const std::vector<std::size_t>& broken, Diagnostics& found) {
  std::vector<std::size_t> counts(imports.size());
  for (const auto import : lines.imports) ++counts[import];
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
std::vector<ReviewRecord> read_all(const fs::path& review, std::span<const Import> imports, Detail detail, Diagnostics& found) {
  std::error_code failure;
  std::vector<std::size_t> broken;
  Lines lines;
  if (const auto file = records_file(review); fs::is_regular_file(file, failure)) lines = read_lines(std::make_shared<const OpenFile>(open_file(file)), imports, detail, broken);
  put_in_order(lines, imports);
  check_counts(lines, imports, broken, found);
  return std::move(lines.records);
}

}  // namespace

std::string ReviewRecord::abstract() const {
  if (!abstract_place.line.file) return reference.abstract;
  simdjson::dom::parser parser;
  std::string_view out;
  try {
    return parser.parse(abstract_place.line.read())["abstract"].get_string().get(out) == simdjson::SUCCESS ? std::string(out) : std::string();
  } catch (const Error&) {
    return {};
  }
}

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

std::vector<ReviewRecord> read_imported_records(const fs::path& review, std::span<const Import> imports, Diagnostics& found, Detail detail) {
  auto out = read_all(review, imports, detail, found);
  std::unordered_map<std::string, std::size_t> places;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto [at, is_new] = places.emplace(out[i].id, kept);
    if (!is_new) {
      auto& first = out[at->second];
      first.sources.push_back(std::move(out[i].sources.front()));
      if (first.abstract_place.size == 0) first.abstract_place = std::move(out[i].abstract_place);
    } else if (const auto to = kept++; to != i) {
      out[to] = std::move(out[i]);
    }
  }
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(kept), out.end());
  return out;
}

Records read_records(const fs::path& review, Diagnostics& found) {
  const auto imports = read_imports(review, found);
  const auto verdicts = read_verdicts(review, found);
  return Records(merge(read_imported_records(review, imports, found), verdicts));
}

}  // namespace fieldbook::review
