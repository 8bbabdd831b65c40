// One page a record, its machine form beside it, and small pages where it used to be.
#include <algorithm>
#include <mutex>

#include "core/base/file.hpp"
#include "core/base/parallel.hpp"
#include "core/record/html.hpp"
#include "site/machine/forms.hpp"
#include "site/machine/lines_file.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/record_parts.hpp"
#include "site/pages/rows.hpp"

namespace fieldbook::site {
namespace {

using record::Record;

constexpr std::size_t json_limit_bytes = std::size_t{1} << 30;

// A body's own first-level headings stand below the page's.
std::string lowered(const Record& record, std::string html) {
  if (std::ranges::none_of(record.body.sections, [](const auto& section) { return section.level == 1; })) return html;
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"<h1 ", "<h2 "}, {"</h1>", "</h2>"}}) {
    for (auto at = html.find(from); at != std::string::npos; at = html.find(from, at))
      html.replace(at, from.size(), to);
  }
  return html;
}

// Citations are numbered as fill_sources() numbers them, links to records lead to their pages.
std::string body(const Edition& edition, const Record& record) {
  const auto root = path_to_root(edition.address(record));
  return lowered(record, record::body_html(record, [&](std::string_view id) -> std::optional<std::string> {
    const auto* target = edition.collection().find(id);
    if (target == nullptr) return std::nullopt;
    return root + edition.address(*target);
  }));
}

void fill_contents(const Record& record, Values& values) {
  for (const auto& section : record.body.sections) {
    if (section.level == 0 || section.level > 2) continue;
    add_link(values, "CONTENTS", {section.heading, std::string("#") + section.slug});
  }
}

PageInfo page_info(const Edition& edition, const Record& record) {
  const auto& kind = edition.kind(record);
  return {.address = edition.address(record),
          .title = std::string(record.title()),
          .description = std::string(record.summary()),
          .crumbs = {{kind.plural, kind.folder + "/index.html"}},
          .meta = citation_tags(edition, record),
          .alternates = {{kind.folder + "/" + record.id + ".json", "application/json", "This record as JSON"},
                         {kind.folder + "/" + record.id + ".bib", "application/x-bibtex",
                          "This record and its sources as BibTeX"}},
          .linked_data = linked_data(edition, record)};
}

std::string stem_of(const Edition& edition, const Record& record) { return edition.kind(record).folder + "/" + record.id; }

std::vector<std::string> addresses(const Edition& edition, const Record& record) {
  const auto stem = stem_of(edition, record);
  std::vector<std::string> all{edition.address(record)};
  for (const auto& form : record_forms()) all.push_back(stem + std::string(form.extension));
  return all;
}

void print_record(Press& press, const Record& record, const std::string& json, const std::string& print) {
  const auto& edition = press.edition();
  const auto& kind = edition.kind(record);
  Values values;
  values.set("KIND", kind.label);
  values.set("TITLE", record.title()).set("SUMMARY", record.summary());
  values.optional("WHERE", where(edition, record)).optional("WHEN", year_span(record));
  fill_at_a_glance(press, record, values);
  fill_facts(press, record, values);
  fill_findings(press, record, values);
  fill_contents(record, values);
  values.set_raw("BODY_HTML", body(edition, record));
  fill_evidence(press, record, values);
  fill_carried_out(press, record, values);
  fill_linked(press, record, values);
  fill_sources(press, record, values);
  fill_history(press, record, values);
  for (const auto& link : press.leads_of(record)) add_link(values, "IN_REVIEW", link);
  const auto stem = stem_of(edition, record);
  const auto own = forms_of(reference_of(edition, record));
  std::vector<const ReferenceForms*> references{&own};
  for (const auto& key : record.list("sources")) {
    if (const auto* const source = edition.collection().source(key)) references.push_back(&press.forms(*source));
  }
  for (const auto& form : record_forms()) {
    add_link(values, "FORM", {form.label, stem + form.extension});
    press.output().write(stem + form.extension, form.extension == json_extension ? json : record_form(references, form), print);
  }
  press.print("record", values, page_info(edition, record), print);
}

std::string print_of(Press& press, const Record& record) {
  return press.fingerprint("record", [&](Fingerprint& print, const RecordInputs& inputs) {
    print.add(inputs.page(record));
    for (const auto& link : press.leads_of(record)) print.add(link.label).add(link.address);
  });
}

}  // namespace

void print_records(Press& press, const Progress& progress) {
  const auto& edition = press.edition();
  const auto& records = edition.collection().records;   // by id, so that a new title moves no line
  LinesFile lines(press, press.fingerprint_of_all("lines", &RecordInputs::page));
  std::size_t done = 0;
  std::mutex mutex;
  each_in_parallel(records.size(), [&](std::size_t i) {
    const auto& record = records[i];
    const auto print = print_of(press, record);
    if (!press.output().keep(addresses(edition, record), print)) {
      auto json = record_json(edition, record);
      print_record(press, record, json, print);
      if (lines.is_wanted()) lines.add(i, std::move(json));
    } else if (lines.is_wanted()) {
      lines.add(i, read_file(press.output().made_in() / (stem_of(edition, record) + std::string(json_extension)), json_limit_bytes));
    }
    const std::scoped_lock lock(mutex);
    progress(++done, records.size());
  });
  lines.put();
}

void print_moved(Press& press) {
  const auto& edition = press.edition();
  for (const auto& [old, id] : edition.collection().aliases) {
    const auto* record = edition.collection().find(id);
    if (record == nullptr) continue;
    Values values;
    values.set("TITLE", record->title()).set("HREF", edition.address(*record));
    if (!edition.base_url().empty()) values.optional("CANONICAL", edition.base_url() + edition.address(*record));
    press.print_alone("moved", values, edition.kind(*record).folder + "/" + old + ".html");
  }
}

}  // namespace fieldbook::site
