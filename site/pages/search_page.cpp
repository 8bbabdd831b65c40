// The page that searches. Without a script it is one more way to all the lists.
#include "site/pages/pages.hpp"
#include "site/pages/rows.hpp"
#include "site/search/publish_search.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t terms_shown = 12;

}  // namespace

void print_search(Press& press) {
  if (!press.searchable()) return;
  publish_texts(press);
  publish_search(press);
  print_search_page(press);
}

void print_search_page(Press& press) {
  const auto& edition = press.edition();
  Values values;
  if (press.stands_alone() && !edition.base_url().empty()) values.optional("RECORDS_AT", edition.base_url());
  add_counts_by_kind(edition, "COUNTED", values);
  values.show("SCRIPTED");
  for (const auto* facet : search_facets(edition)) {
    if (facet->name != "kind") fill_facet(edition, *facet, values.add("FACET"), terms_shown);
  }
  press.print("search", values,
              {.address = std::string(search_address),
               .title = "Search",
               .description = "Search the " + edition.schema().title + ".",
               .crumbs = {},
               .meta = {},
               .alternates = {},
               .linked_data = {}});
}

}  // namespace fieldbook::site
