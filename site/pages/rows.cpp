#include "site/pages/rows.hpp"

#include <algorithm>
#include <map>

#include "core/base/text.hpp"
#include "core/record/prose.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using record::Record;

constexpr std::size_t rows_a_page = 100;
constexpr std::size_t words_shown = 3;
constexpr std::size_t passage_bytes = 320;

std::vector<std::string> labels(const Edition& edition, const Record& record, std::string_view facet_name) {
  std::vector<std::string> found;
  if (const auto* facet = edition.schema().facet(facet_name)) {
    for (const auto& value : edition.facet_values(record, *facet)) found.push_back(edition.facet_label(*facet, value));
  }
  return found;
}

std::string page_address(const std::string& first, std::size_t number) {
  if (number == 1) return first;
  return first.substr(0, first.size() - std::string_view(".html").size()) + "-" + std::to_string(number) + ".html";
}

void fill_paging(Values& values, const std::string& first, std::size_t number, std::size_t pages) {
  if (pages < 2) return;
  auto& paging = values.add("PAGING");
  paging.set("POSITION", "Page " + std::to_string(number) + " of " + std::to_string(pages));
  if (number > 1) paging.add("PREVIOUS").set("HREF", page_address(first, number - 1));
  if (number < pages) paging.add("NEXT").set("HREF", page_address(first, number + 1));
  for (std::size_t other = 1; other <= pages; ++other) {
    const bool near = other + 3 >= number && other <= number + 3;
    if (!near && other != 1 && other != pages) continue;
    paging.add("PAGE")
        .set("NUMBER", std::to_string(other))
        .set("HREF", page_address(first, other))
        .show("CURRENT", other == number);
  }
}

// What page `number` of a listing follows from.
std::string print_of(Press& press, const Listing& listing, std::size_t number, std::span<const record::Record* const> shown) {
  return press.fingerprint("list", [&](Fingerprint& print, const RecordInputs& inputs) {
    print.add(number).add(listing.records.size()).add(listing.address).add(listing.title).add(listing.lead);
    print.add(listing.note).add(listing.description).add(listing.feed);
    print.add(listing.rows == nullptr ? "" : listing.rows->heading());
    for (const auto& crumb : listing.crumbs) print.add(crumb.label).add(crumb.address);
    for (const auto& way : listing.ways) {
      print.add(way.heading).add(way.terms.size());
      for (const auto& [link, count] : way.terms) print.add(link.label).add(link.address).add(count);
    }
    for (const auto* record : shown) print.add(inputs.row(*record));
  });
}

}  // namespace

std::optional<Passage> beginning_of_section(const Record& record, std::string_view heading, std::size_t limit_bytes) {
  for (const auto& section : record.body.sections) {
    if (section.level != 2 || section.slug != heading) continue;
    auto text = collapse_whitespace(cut(record::Prose(record).text(), section.body), limit_bytes);
    if (text.empty()) return std::nullopt;
    if (text.size() > limit_bytes) {
      text = truncate(text, limit_bytes);
      text = text.substr(0, text.find_last_of(' ')) + " …";
    }
    return Passage{.text = std::move(text), .fragment = section.slug, .heading = section.heading};
  }
  return std::nullopt;
}

std::shared_ptr<const Values> RowsWithPassage::row(const Record& record) {
  auto& row = rows_[&record];
  if (row != nullptr) return row;
  auto made = std::make_shared<Values>(Values::over(press_.row(record)));
  if (const auto passage = beginning_of_section(record, heading_, passage_bytes)) {
    made->add("PASSAGE").set("TEXT", passage->text).set("FRAGMENT", passage->fragment).set("HEADING", passage->heading);
  }
  made->keep_made();
  return row = std::move(made);
}

Values& add_link(Values& into, std::string_view section, const PageLink& link) {
  return into.add(section).set("LABEL", link.label).set("HREF", link.address);
}

std::vector<std::string> findings_in_words(const Edition& edition, const Record& record) {
  const auto* rule = edition.schema().field("findings");
  if (rule == nullptr) return {};
  const auto vocabulary_of = [&](std::string_view column) -> std::string {
    for (const auto& known : rule->columns) {
      if (known.name == column) return known.vocabulary;
    }
    return {};
  };
  const auto directions = vocabulary_of("direction"), outcomes = vocabulary_of("outcome");
  std::map<std::pair<int, std::string>, std::vector<std::string>> by_direction;
  for (const auto& row : record.rows("findings")) {
    const auto direction = row.find("direction"), outcome = row.find("outcome");
    if (direction == row.end() || outcome == row.end()) continue;
    const auto* term = edition.term(directions, direction->second);
    auto& found = by_direction[{term != nullptr ? term->rank : 1 << 20, direction->second}];
    auto label = edition.label(outcomes, outcome->second);
    if (std::find(found.begin(), found.end(), label) == found.end()) found.push_back(std::move(label));
  }
  std::vector<std::string> lines;
  for (const auto& [direction, found] : by_direction) {
    lines.push_back(edition.label(directions, direction.second) + ": " + listed(found, 4));
  }
  return lines;
}

std::vector<Statement> statements(const Edition& edition, const Record& record) {
  std::vector<Statement> found;
  for (const auto& result : labels(edition, record, "result")) found.push_back({"Result", result});
  if (const auto findings = findings_in_words(edition, record); !findings.empty())
    found.push_back({"Found", join(findings, "; ")});
  for (const auto& strength : labels(edition, record, "strength")) found.push_back({"Strength of evidence", strength});
  return found;
}

std::string where(const Edition& edition, const Record& record) {
  auto places = labels(edition, record, "place");
  const auto countries = labels(edition, record, "country");
  if (places.empty()) return listed(countries, words_shown);
  const bool says_more =
      countries.size() == 1 && places.size() == 1 && places[0].find(countries[0]) == std::string::npos;
  if (says_more) places.push_back(countries[0]);
  if (places.size() == 2) return places[0] + ", " + places[1];
  return listed(places, words_shown);
}

Values make_row(const Edition& edition, const Record& record) {
  Values row;
  row.set("HREF", edition.address(record)).set("TITLE", record.title()).set("KIND", edition.kind(record).label);
  row.set("SUMMARY", record.summary()).optional("WHERE", where(edition, record)).optional("WHEN", year_span(record));
  for (const auto& [label, value] : statements(edition, record))
    row.add("STATEMENT").set("LABEL", label).set("VALUE", value);
  if (edition.overdue(record)) row.optional("NOTE", "Overdue for review since " + to_words(*edition.next_due(record)));
  return row;
}

void fill_facet(const Edition& edition, const record::Facet& facet, Values& into, std::size_t limit) {
  into.set("NAME", facet.name).set("LABEL", facet.label).set("HREF", "browse/index.html#" + facet.name);
  const auto* vocabulary = [&]() -> const record::Vocabulary* {
    const auto found = edition.collection().vocabularies.find(facet.vocabulary);
    return found == edition.collection().vocabularies.end() ? nullptr : &found->second;
  }();
  std::size_t shown = 0;
  for (const auto& [value, records] : edition.facet(facet)) {
    if (shown++ == limit) return;
    const auto* term = vocabulary != nullptr ? vocabulary->find(value) : nullptr;
    auto& entry = add_link(into, "TERM", {edition.facet_label(facet, value), edition.list_address(facet, value)});
    entry.set("COUNT", std::to_string(records.size())).show("NARROWER", term != nullptr && !term->broader.empty());
    if (term != nullptr) entry.optional("NOTE", term->scope_note);
  }
}

void add_counts_by_kind(const Edition& edition, std::string_view section, Values& into) {
  for (const auto& kind : edition.schema().kinds) {
    const auto count = edition.of_kind(kind.id).size();
    if (count == 0) continue;
    add_link(into, section, {count == 1 ? kind.label : kind.plural, kind.folder + "/index.html"})
        .set("COUNT", std::to_string(count));
  }
}

void print_listing(Press& press, const Listing& listing) {
  const auto pages = std::max<std::size_t>(1, (listing.records.size() + rows_a_page - 1) / rows_a_page);
  for (std::size_t number = 1; number <= pages; ++number) {
    const auto begin = (number - 1) * rows_a_page;
    const auto end = std::min(listing.records.size(), number * rows_a_page);
    const auto print = print_of(press, listing, number, std::span(listing.records).subspan(begin, end - begin));
    if (press.output().keep({page_address(listing.address, number)}, print)) continue;
    Values values;
    values.set("TITLE", listing.title).optional("LEAD", listing.lead).optional("NOTE", listing.note);
    values.set("COUNTED", counted(listing.records.size(), "record"));
    for (const auto& way : listing.ways) {
      if (way.terms.empty()) continue;
      auto& section = values.add("RELATED_WAY").set("HEADING", way.heading);
      for (const auto& [link, count] : way.terms) add_link(section, "TERM", link).set("COUNT", std::to_string(count));
    }
    for (auto at = begin; at < end; ++at) {
      const auto& record = *listing.records[at];
      if (listing.rows == nullptr) {
        values.add("ROW", press.row(record));
      } else {
        values.add("ROW", listing.rows->row(record));
      }
    }
    fill_paging(values, listing.address, number, pages);
    PageInfo page{.address = page_address(listing.address, number),
                  .title = listing.title,
                  .description = listing.description,
                  .crumbs = listing.crumbs,
                  .meta = {},
                  .alternates = {},
                  .linked_data = {}};
    if (number > 1) page.title += ", page " + std::to_string(number);
    values.optional("FEED", listing.feed);
    if (!listing.feed.empty()) page.alternates.push_back({listing.feed, "application/atom+xml", listing.title});
    press.print("list", values, page, print);
  }
}

}  // namespace fieldbook::site
