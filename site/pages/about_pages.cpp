// Pages about the library itself: how evidence is judged, what is here, who can read it, and what is not there.
#include "site/machine/forms.hpp"
#include "site/pages/matrix.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

const PageLink about{"About", "about/index.html"};

PageInfo page_info(std::string address, std::string title, std::string description, std::vector<PageLink> crumbs) {
  return {.address = std::move(address),
          .title = std::move(title),
          .description = std::move(description),
          .crumbs = std::move(crumbs),
          .meta = {},
          .alternates = {},
          .linked_data = {}};
}

// The terms of the vocabulary that a field draws on, with what each means.
void fill_scale(const Edition& edition, std::string_view field, std::string_view section, Values& values) {
  const auto* rule = edition.schema().field(field);
  if (rule == nullptr) return;
  const auto vocabulary = edition.collection().vocabularies.find(rule->vocabulary);
  if (vocabulary == edition.collection().vocabularies.end()) return;
  for (const auto& term : vocabulary->second.terms())
    values.add(section).set("LABEL", term.pref_label).optional("NOTE", term.scope_note);
}

void print_evidence(Press& press) {
  const auto& edition = press.edition();
  Values values;
  fill_scale(edition, "strength", "STRENGTH", values);
  fill_scale(edition, "result", "RESULT", values);
  for (const auto rating :
       {assess::Rating::established, assess::Rating::partial, assess::Rating::absent, assess::Rating::contradicted}) {
    values.add("RATING").set("LABEL", in_words(rating)).optional("NOTE", meaning(rating));
  }
  for (int fit = 3; fit >= 0; --fit)
    values.add("FIT").set("LABEL", assess::fit_in_words(fit)).optional("NOTE", fit_meaning(fit));
  for (const auto& assessor : edition.catalogue().assessors) {
    auto& section = values.add("ASSESSOR")
                        .set("NAME", assessor.name)
                        .set("VERSION", assessor.version)
                        .set("SUMMARY", assessor.summary);
    for (const auto& criterion : assessor.criteria)
      section.add("CRITERION").set("NAME", criterion.name).set("QUESTION", criterion.question);
  }
  values.set("REVIEW_MONTHS", std::to_string(edition.schema().review_interval_months));
  press.print("evidence", values,
              page_info("about/evidence.html", "About the evidence",
                        "How strength of evidence is judged, how it differs from how well an approach is carried out, "
                        "and what the ratings cannot tell.",
                        {}));
}

void print_library(Press& press) {
  const auto& edition = press.edition();
  Values values;
  values.set("TITLE", "About this library").set("DESCRIPTION_TEXT", edition.schema().description);
  values.set("RECORD_COUNT", counted(edition.records().size(), "record"));
  add_counts_by_kind(edition, "COUNTED", values);
  add_link(values, "ALL_DATA", {"JSON lines", "data/library.jsonl"})
      .set("NOTE", "every record with its fields, text, sources and assessments, one a line");
  add_link(values, "ALL_DATA", {"CSV", "data/library.csv"}).set("NOTE", "one row a record, for a spreadsheet");
  if (has_maps(edition))
    add_link(values, "ALL_DATA", {"Gap map as CSV", "maps/effectiveness.csv"}).set("NOTE", "one row a cell");
  add_link(values, "ALL_DATA", {"SQLite", "data/library.sqlite"}).set("NOTE", "records, their fields and sources as tables, for those who write queries");
  add_link(values, "ALL_DATA", {"Atom feed", "feed.xml"}).set("NOTE", "what is new, for a feed reader");
  press.print("about", values, page_info("about/index.html", "About this library", edition.schema().description, {}));
}

void print_not_found(Press& press) {
  Values values;
  add_counts_by_kind(press.edition(), "COUNTED", values);
  press.print("not_found", values, page_info("404.html", "Not found", "There is no page at this address.", {}));
}

}  // namespace

void print_vocabularies(Press& press) {
  const auto& edition = press.edition();
  Values index;
  index.set("TITLE", "Vocabulary");
  for (const auto& [name, vocabulary] : edition.collection().vocabularies) {
    const auto address = "vocabulary/" + name + ".html";
    add_link(index, "VOCABULARY", {vocabulary.title(), address})
        .set("COUNT", counted(vocabulary.terms().size(), "term"));
    const record::Facet* facet = nullptr;
    for (const auto& candidate : edition.schema().facets) {
      if (candidate.vocabulary == name) facet = &candidate;
    }
    Values values;
    values.set("TITLE", vocabulary.title());
    for (const auto& term : vocabulary.terms()) {
      auto& entry = values.add("TERM").set("SLUG", term.id).set("LABEL", term.pref_label);
      entry.optional("ALSO", listed(term.alt_labels)).optional("NOTE", term.scope_note);
      const auto add = [&](std::string_view section, const std::vector<std::string>& ids) {
        for (const auto& id : ids) add_link(entry, section, {vocabulary.label(id), address + "#" + id});
      };
      add("BROADER", term.broader);
      add("NARROWER", vocabulary.narrower(term.id));
      add("RELATED", term.related);
      const auto list = facet != nullptr ? edition.list_address(*facet, term.id) : std::string();
      if (!list.empty())
        add_link(entry, "RECORDS", {"Records", list})
            .set("COUNT", std::to_string(edition.with_value(*facet, term.id).size()));
    }
    press.print("vocabulary", values,
                page_info(address, vocabulary.title(),
                          "The terms of the vocabulary “" + vocabulary.title() + "”, with what each means.",
                          {{"Vocabulary", "vocabulary/index.html"}}));
  }
  press.print(
      "vocabularies", index,
      page_info("vocabulary/index.html", "Vocabulary", "The words this library uses, and what each means.", {about}));
}

void print_about(Press& press) {
  print_evidence(press);
  print_library(press);
  Values values;
  press.print("accessibility", values,
              page_info("about/accessibility.html", "Accessibility",
                        "How these pages are made so that all can read them, and what is known to fail.", {about}));
  print_not_found(press);
}

}  // namespace fieldbook::site
