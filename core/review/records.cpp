#include "core/review/records.hpp"

#include <algorithm>
#include <set>

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

// Every record as often as it was imported.
std::vector<ReviewRecord> read_lines(const fs::path& review, std::span<const Import> imports, Diagnostics& found) {
  std::vector<ReviewRecord> out;
  for (const auto& import : imports) {
    const auto file = "records/" + import.id + ".jsonl";
    std::error_code failure;
    if (!fs::is_regular_file(review / file, failure)) {
      found.error({file, 0, 0}, "the records of this import are not there", "take the file back from version control, or delete imports/" + import.id + ".json and import again", "records.missing");
      continue;
    }
    auto references = bibliography::read_csl_json(read_file(review / file, longest_file_bytes), file, found, bibliography::SourceLines::kept);
    if (references.size() != import.records) {
      found.error({file, 0, 0}, std::to_string(references.size()) + " records are there, and " + std::to_string(import.records) + " were imported", "take the file back from version control", "records.count");
    }
    for (auto& reference : references) {
      auto id = reference.key;
      const auto line = reference.where.line;
      out.push_back({id, std::move(reference), {{std::move(id), import.id, line}}});
    }
  }
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

std::vector<ReviewRecord> read_imported_records(const fs::path& review, std::span<const Import> imports, Diagnostics& found) {
  std::vector<ReviewRecord> out;
  std::unordered_map<std::string, std::size_t> places;
  for (auto& record : read_lines(review, imports, found)) {
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
