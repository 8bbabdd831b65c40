// Lists of records: A to Z by kind, by facet, what is new, what is overdue; and the page that leads to all of them.
#include <algorithm>

#include "site/machine/feeds.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/selections.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t news_limit = 200;
constexpr std::size_t terms_a_way = 30;

const PageLink browse{"Browse", "browse/index.html"};

// The lists of a facet's values that these records are in too, each with the number of records it leads to.
Listing::Way way_by(const Edition& edition, const record::Facet& facet, const Records& records) {
  Listing::Way way{.heading = facet.label, .terms = {}};
  const auto& values = edition.facet(facet);
  std::vector<char> found(values.size());
  for (const auto* record : records) {
    for (const auto place : edition.facet_places(*record, facet)) found[place] = 1;
  }
  for (std::size_t place = 0; place < values.size() && way.terms.size() < terms_a_way; ++place) {
    const auto& [value, all] = values[place];
    if (found[place] != 0) way.terms.push_back({{edition.facet_label(facet, value), edition.list_address(facet, value)}, all.size()});
  }
  return way;
}

// For the few facets that most readers go by.
std::vector<Listing::Way> ways(const Edition& edition, const Records& records, std::string_view without) {
  std::vector<Listing::Way> found;
  for (const auto* name : {"kind", "approach", "sector", "result", "strength"}) {
    const auto* facet = edition.schema().facet(name);
    if (facet == nullptr || facet->name == without) continue;
    if (auto way = way_by(edition, *facet, records); way.terms.size() > 1) found.push_back(std::move(way));
  }
  return found;
}

void print_kinds(Press& press) {
  const auto& edition = press.edition();
  for (const auto& kind : edition.schema().kinds) {
    const auto& records = edition.of_kind(kind.id);
    if (records.empty()) continue;
    print_listing(press,
                  {.address = kind.folder + "/index.html",
                   .title = kind.plural,
                   .lead = kind.answers,
                   .note = {},
                   .description = kind.plural + " of the " + edition.schema().title + ", A to Z. " + kind.answers,
                   .feed = {},
                   .crumbs = {},
                   .records = records,
                   .ways = ways(edition, records, "kind")});
  }
}

void print_facet(Press& press, const record::Facet& facet) {
  const auto& edition = press.edition();
  const bool has_feed = std::find(feeds_by_facet.begin(), feeds_by_facet.end(), facet.name) != feeds_by_facet.end();
  for (const auto& [value, records] : edition.facet(facet)) {
    const auto label = edition.facet_label(facet, value);
    const auto* term = edition.term(facet.vocabulary, value);
    print_listing(press,
                  {.address = edition.list_address(facet, value),
                   .title = facet.label + ": " + label,
                   .lead = term != nullptr ? term->scope_note : std::string(),
                   .note = {},
                   .description = counted(records.size(), "record") + " with " + facet.label + ": " + label + ".",
                   .feed = has_feed ? feed_address(edition.list_address(facet, value)) : std::string(),
                   .crumbs = {browse},
                   .records = records,
                   .ways = ways(edition, records, facet.name)});
  }
}

void print_browse(Press& press) {
  const auto& edition = press.edition();
  Values values;
  values.set("TITLE", "Browse");
  for (const auto& facet : edition.schema().facets) {
    if (!edition.facet(facet).empty()) fill_facet(edition, facet, values.add("FACET"));
  }
  press.print("browse", values,
              {.address = "browse/index.html",
               .title = "Browse",
               .description = "All ways into the " + edition.schema().title + ".",
               .crumbs = {},
               .meta = {},
               .alternates = {},
               .linked_data = {}});
}

}  // namespace

Records newest_first(const Edition& edition) {
  std::vector<std::pair<Date, const record::Record*>> order;
  for (const auto* record : edition.records()) order.emplace_back(edition.last_change(*record), record);
  const auto shown = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), news_limit));
  std::partial_sort(order.begin(), shown, order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->id < b.second->id;
  });
  Records records;
  for (auto at = order.begin(); at != shown; ++at) records.push_back(at->second);
  return records;
}

Records overdue_records(const Edition& edition) {
  std::vector<std::pair<Date, const record::Record*>> order;
  for (const auto* record : edition.records()) {
    if (edition.overdue(*record)) order.emplace_back(*edition.next_due(*record), record);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
  });
  Records records;
  for (const auto& [date, record] : order) records.push_back(record);
  return records;
}

void print_lists(Press& press) {
  const auto& edition = press.edition();
  print_kinds(press);
  for (const auto& facet : edition.schema().facets) {
    if (facet.name != "kind") print_facet(press, facet);
  }
  print_browse(press);
  const auto as_of = to_words(edition.today());
  print_listing(press, {.address = "new.html",
                        .title = "What is new",
                        .lead = "Records by the day they were last changed or reviewed, as of " + as_of + ".",
                        .note = {},
                        .description = "Records last changed or reviewed.",
                        .feed = "feed.xml",
                        .crumbs = {},
                        .records = newest_first(edition),
                        .ways = {}});
  print_listing(press, {.address = "overdue.html",
                        .title = "Overdue for review",
                        .lead = "Every record is held against its sources every " +
                                std::to_string(edition.schema().review_interval_months) +
                                " months. These are past that day, as of " + as_of + ".",
                        .note = {},
                        .description = "Records that are overdue for review.",
                        .feed = "overdue.xml",
                        .crumbs = {},
                        .records = overdue_records(edition),
                        .ways = {}});
}

}  // namespace fieldbook::site
