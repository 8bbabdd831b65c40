// The way in: by question, approach, sector, place, result; what is new; what is overdue for review.
#include "site/machine/forms.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/selections.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t new_shown = 8;
constexpr std::size_t overdue_shown = 5;
constexpr std::size_t terms_shown = 24;

void fill_questions(const Edition& edition, Values& values) {
  for (const auto& kind : edition.schema().kinds) {
    const auto count = edition.of_kind(kind.id).size();
    if (count == 0) continue;
    add_link(values, "QUESTION", {kind.plural, kind.folder + "/index.html"})
        .set("QUESTION", kind.answers)
        .set("COUNT", std::to_string(count));
  }
}

// The facet whose values have guide pages comes first and with its notes; the others are lists.
void fill_ways(const Edition& edition, Values& values) {
  for (const auto& facet : edition.schema().facets) {
    const auto& terms = edition.facet(facet);
    if (facet.name == "kind" || terms.empty()) continue;
    const bool guided = edition.schema().kind(facet.name) != nullptr;
    if (!guided) {
      auto& way = values.add("WAY");
      fill_facet(edition, facet, way, terms_shown);
      continue;
    }
    for (const auto& [value, records] : terms) {
      const auto* term = edition.term(facet.vocabulary, value);
      auto& entry =
          add_link(values, "APPROACH", {edition.facet_label(facet, value), edition.facet_address(facet, value)});
      entry.set("COUNT", counted(records.size(), "record"));
      if (term != nullptr) entry.optional("NOTE", term->scope_note);
    }
  }
}

}  // namespace

void print_home(Press& press) {
  const auto& edition = press.edition();
  Values values;
  values.set("TITLE", edition.schema().title).set("LEAD", edition.schema().description);
  values.show("SEARCH", press.searchable());
  add_counts_by_kind(edition, "COUNTED", values);
  fill_questions(edition, values);
  fill_ways(edition, values);
  const auto news = newest_first(edition);
  for (std::size_t i = 0; i < news.size() && i < new_shown; ++i) values.add("NEW", press.row(*news[i]));
  if (news.size() > new_shown) add_link(values, "NEW_MORE", {"All that is new", "new.html"});
  const auto overdue = overdue_records(edition);
  for (std::size_t i = 0; i < overdue.size() && i < overdue_shown; ++i) values.add("OVERDUE", press.row(*overdue[i]));
  values.set("OVERDUE_COUNT", counted(overdue.size(), "record is", "records are"));
  if (overdue.size() > overdue_shown) add_link(values, "OVERDUE_MORE", {"All that are overdue", "overdue.html"});
  press.print("home", values,
              {.address = "index.html",
               .title = edition.schema().title,
               .description = edition.schema().description,
               .crumbs = {},
               .meta = {},
               .alternates = {},
               .linked_data = linked_data(edition)});
}

}  // namespace fieldbook::site
