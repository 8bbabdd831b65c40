#include <algorithm>

#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/ris.hpp"
#include "site/machine/forms.hpp"

namespace fieldbook::site {
namespace {

using bibliography::Reference;
using record::Record;

// What people would search by: approaches and sectors.
std::vector<std::string> keywords(const Edition& edition, const Record& record) {
  std::vector<std::string> found;
  for (const auto* name : {"approach", "sector"}) {
    const auto* facet = edition.schema().facet(name);
    if (facet == nullptr) continue;
    for (const auto& value : edition.facet_values(record, *facet)) found.push_back(edition.facet_label(*facet, value));
  }
  return found;
}

std::string publisher(const Edition& edition) {
  return edition.schema().publisher.empty() ? edition.schema().title : edition.schema().publisher;
}

std::string with_slashes(std::string iso) {
  std::replace(iso.begin(), iso.end(), '-', '/');
  return iso;
}

}  // namespace

Reference reference_of(const Edition& edition, const Record& record) {
  Reference r;
  r.key = record.id;
  r.type = record.rows("findings").empty() ? "webpage" : "report";
  r.title = record.title();
  r.authors = {{.family = {}, .given = {}, .literal = publisher(edition)}};
  r.container_title = edition.schema().title;
  r.publisher = publisher(edition);
  r.genre = edition.kind(record).label;
  if (const auto changed = edition.last_change(record); changed.year != 0) r.issued = changed;
  if (!edition.base_url().empty()) r.url = edition.base_url() + edition.address(record);
  r.language = edition.schema().language;
  r.abstract = record.summary();
  r.keywords = keywords(edition, record);
  return r;
}

ReferenceForms forms_of(const Reference& reference) {
  ReferenceForms forms{bibliography::to_bibtex(reference), bibliography::to_ris(reference), bibliography::to_csl_item(reference)};
  for (auto* const form : {&forms.bibtex, &forms.ris}) {
    if (!form->ends_with('\n')) *form += '\n';
  }
  return forms;
}

const std::vector<Form>& record_forms() {
  static const std::vector<Form> forms{
      {"JSON", ".json"}, {"BibTeX", ".bib"}, {"RIS", ".ris"}, {"CSL-JSON", ".csl.json"}};
  return forms;
}

std::string record_form(const std::vector<const ReferenceForms*>& references, const Form& form) {
  const bool json = form.extension == ".csl.json";
  std::string out = json ? "[" : "";
  for (const auto* const reference : references) {
    if (json) out += out.size() == 1 ? "\n" : ",\n";
    out += json ? reference->csl : form.extension == ".bib" ? reference->bibtex : reference->ris;
  }
  return json ? out + "\n]\n" : out;
}

std::string citation_of(const Edition& edition, const Record& record) {
  const auto changed = edition.last_change(record);
  std::string text = publisher(edition) + " (" + (changed.year == 0 ? "n.d." : std::to_string(changed.year)) + "). ";
  text.append(record.title())
      .append(". ")
      .append(edition.kind(record).label)
      .append(" in: ")
      .append(edition.schema().title)
      .append(".");
  if (const auto reviewed = record.date("reviewed"))
    text.append(" Last reviewed ").append(to_words(*reviewed)).append(".");
  return text;
}

// After Zotero's "Embedded Metadata" translator (zotero/translators, 0180a147): an institution makes a report, Dublin
// Core without any citation_ tag a web page; citation_title alone would make a journal article.
std::vector<std::pair<std::string, std::string>> citation_tags(const Edition& edition, const Record& record) {
  const auto r = reference_of(edition, record);
  const bool report = r.type == "report";
  std::vector<std::pair<std::string, std::string>> tags;
  const auto add = [&](const char* citation, const char* dublin_core, const std::string& value) {
    const char* const name = report ? citation : dublin_core;
    if (*name != '\0' && !value.empty()) tags.emplace_back(name, value);
  };
  add("citation_title", "DC.title", r.title);
  add("citation_author", "DC.creator", publisher(edition));
  add("citation_technical_report_institution", "DC.publisher", publisher(edition));
  add("citation_publication_date", "DC.date",
      r.issued ? (report ? with_slashes(to_iso(*r.issued)) : to_iso(*r.issued)) : "");
  add("citation_public_url", "DC.identifier", r.url);
  add("citation_language", "DC.language", r.language);
  add("", "DC.type", "webpage");
  for (const auto& keyword : r.keywords) add("citation_keywords", "DC.subject", keyword);
  return tags;
}

}  // namespace fieldbook::site
