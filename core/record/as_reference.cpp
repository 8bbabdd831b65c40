#include "core/record/as_reference.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/bibliography/name_text.hpp"

namespace fieldbook::record {
namespace {

using bibliography::Reference;

// The source that is the study itself: of its DOI, else of its year and first author.
const Reference* study_of(const Collection& collection, const Record& record) {
  const auto doi = fold(record.text("doi"));
  const auto& authors = record.list("authors");
  for (const auto& key : record.list("sources")) {
    const auto* const source = collection.source(key);
    if (source == nullptr) continue;
    if (!doi.empty() && fold(source->doi) == doi) return source;
    const auto year = record.date("year");
    if (!doi.empty() || authors.empty() || source->authors.empty() || !year || !source->issued) continue;
    const auto first = bibliography::name_from_text(authors.front());
    const auto& theirs = source->authors.front();
    if (year->year == source->issued->year && fold(first.family + first.literal) == fold(theirs.family + theirs.literal)) return source;
  }
  return nullptr;
}

Reference as_study(const Collection& collection, const Record& record) {
  Reference out;
  if (const auto* const study = study_of(collection, record)) {
    out = *study;
  } else {
    out.type = record.text("doi").empty() ? "report" : "article-journal";
    out.title = record.title();
  }
  if (out.authors.empty()) {
    for (const auto& author : record.list("authors")) out.authors.push_back(bibliography::name_from_text(author));
  }
  if (!out.issued) out.issued = record.date("year");
  if (out.doi.empty()) out.doi = record.text("doi");
  if (out.publisher.empty() && out.container_title.empty()) out.publisher = record.text("publisher");
  return out;
}

std::optional<Date> last_touched(const Record& record) {
  auto newest = record.date("reviewed");
  for (const auto& change : record.rows("changes")) {
    const auto at = change.find("date");
    if (at == change.end()) continue;
    const auto date = parse_date(at->second);
    if (date && (!newest || *newest < *date)) newest = date;
  }
  return newest;
}

Reference as_page(const Collection& collection, const Record& record, const std::string& url) {
  Reference out;
  const auto* const kind = collection.schema.kind(record.kind);
  out.type = "webpage";
  out.title = record.title();
  out.container_title = collection.schema.title;
  out.publisher = collection.schema.publisher;
  out.genre = kind == nullptr ? record.kind : kind->label;
  out.issued = last_touched(record);
  out.language = collection.schema.language;
  out.url = url;
  return out;
}

}  // namespace

Reference as_reference(const Collection& collection, const Record& record, std::string_view base_url) {
  const auto* const kind = collection.schema.kind(record.kind);
  std::string url(base_url);
  if (!url.empty()) {
    if (!url.ends_with('/')) url += '/';
    if (kind != nullptr) url += kind->folder + "/" + record.id + ".html";
  }
  const bool is_study = record.has("authors") && record.has("year");
  auto out = is_study ? as_study(collection, record) : as_page(collection, record, url);
  out.key = record.id;
  out.abstract = collapse_whitespace(record.summary());
  out.where = {};
  out.custom.clear();
  for (const auto* const field : {"approaches", "sectors", "countries", "places"}) {
    const auto* const rule = collection.schema.field(field);
    const auto words = rule == nullptr ? collection.vocabularies.end() : collection.vocabularies.find(rule->vocabulary);
    for (const auto& value : record.list(field)) {
      out.keywords.push_back(words == collection.vocabularies.end() ? value : words->second.label(value));
    }
  }
  return out;
}

}  // namespace fieldbook::record
