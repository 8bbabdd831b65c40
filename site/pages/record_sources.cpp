// Where a record's statements come from, how to cite the record, and when it changed.
#include <algorithm>

#include "core/record/html.hpp"
#include "site/machine/forms.hpp"
#include "site/pages/record_parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using record::Record;

void add_source(const Edition& edition, const std::string& key, bool cited, Values& values) {
  const auto* reference = edition.collection().source(key);
  if (reference == nullptr) return;
  const auto text = bibliography::to_text(*reference);
  const auto link = bibliography::link(*reference);
  const auto shown = reference->doi.empty() ? link : "doi:" + reference->doi;  // as to_text() has it, near its end
  const auto at = link.empty() ? std::string::npos : text.rfind(shown);
  auto& source = values.add("SOURCE")
                     .set("SLUG", record::source_anchor(key))
                     .set("TEXT", text.substr(0, at))
                     .show("UNCITED", !cited)
                     .optional("NOTE", reference->note);
  source.set("AFTER", at == std::string::npos ? std::string() : text.substr(at + shown.size()));
  if (!link.empty()) source.add("ADDRESS").set("URL", link).set("SHOWN", shown);
}

}  // namespace

void fill_sources(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  const auto address = edition.address(record);
  const auto cited = record::cited_keys(record.body);
  for (const auto& key : cited) add_source(edition, key, true, values);
  for (const auto& key : record.list("sources")) {
    if (std::find(cited.begin(), cited.end(), key) == cited.end()) add_source(edition, key, false, values);
  }
  if (values.section("SOURCE") != nullptr) add_link(values, "CONTENTS", {"Sources", std::string("#") + part::sources});
  values.set("CITE", citation_of(edition, record));
  if (!edition.base_url().empty()) values.optional("CITE_URL", edition.base_url() + address);
  add_link(values, "CONTENTS", {"Cite this", std::string("#") + part::cite});
}

void fill_history(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  std::vector<std::pair<Date, std::string>> changes;
  for (const auto& row : record.rows("changes")) {
    const auto date = row.find("date"), note = row.find("note");
    if (date == row.end() || note == row.end()) continue;
    if (const auto read = parse_date(date->second)) changes.emplace_back(*read, note->second);
  }
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [date, note] : changes) values.add("CHANGE").set("DATE", to_words(date)).set("NOTE", note);
  if (const auto reviewed = record.date("reviewed")) values.optional("REVIEWED", to_words(*reviewed));
  if (const auto due = edition.next_due(record)) values.optional("NEXT_DUE", to_words(*due));
  values.show("OVERDUE", edition.overdue(record));
}

}  // namespace fieldbook::site
