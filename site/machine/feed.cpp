#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "site/machine/feeds.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/selections.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t entries_in_feed = 50;

// A name for ever, wherever the site is read: a UUID (RFC 9562, version 8) made from what it names.
std::string urn(const std::string& what) {
  auto hex = sha256(what).substr(0, 32);
  hex[12] = '8';
  hex[16] = '8';
  return "urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) +
         "-" + hex.substr(20);
}

std::string timestamp(Date date) {
  if (date.year == 0) return "1970-01-01T00:00:00Z";
  date.month = std::max(date.month, 1U);
  date.day = std::max(date.day, 1U);
  return to_iso(date) + "T00:00:00Z";
}

// From the feed's own folder where nobody knows where the site will be read.
std::string target(const Edition& edition, const Feed& feed, const std::string& address) {
  return (edition.base_url().empty() ? path_to_root(feed.address) : edition.base_url()) + address;
}

std::string entry_id(const Edition& edition, const FeedEntry& entry) {
  return urn(edition.schema().title + "\n" + entry.record->id + (entry.occasion.empty() ? "" : "\n" + entry.occasion));
}

std::string json_form(const Edition& edition, const Feed& feed, const std::string& address) {
  Json out{{"version", "https://jsonfeed.org/version/1.1"},
           {"title", feed.title},
           {"home_page_url", target(edition, feed, feed.page)}};
  if (!edition.base_url().empty()) out["feed_url"] = edition.base_url() + address;
  out["language"] = edition.schema().language;
  auto& items = out["items"] = Json::array();
  for (const auto& entry : feed.entries) {
    if (items.size() == entries_in_feed) break;
    items.push_back({{"id", entry_id(edition, entry)},
                     {"url", target(edition, feed, edition.address(*entry.record))},
                     {"title", entry.record->title()},
                     {"content_text", entry.record->summary()},
                     {"date_modified", timestamp(entry.when)},
                     {"tags", Json::array({edition.kind(*entry.record).label})}});
  }
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Feed feed_of_changes(const Edition& edition, std::string address, std::string title, std::string page,
                     const Records& records) {
  Feed feed{.address = std::move(address), .title = std::move(title), .page = std::move(page), .entries = {}};
  for (const auto* record : records) feed.entries.push_back({record, edition.last_change(*record), {}});
  const auto shown = feed.entries.begin() + static_cast<std::ptrdiff_t>(std::min(feed.entries.size(), entries_in_feed));
  std::partial_sort(feed.entries.begin(), shown, feed.entries.end(), [](const FeedEntry& a, const FeedEntry& b) {
    return a.when != b.when ? a.when > b.when : a.record->id < b.record->id;
  });
  feed.entries.erase(shown, feed.entries.end());
  return feed;
}

void print_feed(Press& press, const Feed& feed) {
  const auto& edition = press.edition();
  const auto& schema = edition.schema();
  const auto json = feed.address.substr(0, feed.address.size() - std::string_view(".xml").size()) + ".json";
  const auto print = press.fingerprint("feed", [&](Fingerprint& whole, const RecordInputs& inputs) {
    whole.add(feed.address).add(feed.title).add(feed.page).add(feed.entries.empty() ? "" : to_iso(feed.entries.front().when));
    for (std::size_t i = 0; i < feed.entries.size() && i < entries_in_feed; ++i) {
      const auto& entry = feed.entries[i];
      whole.add(inputs.row(*entry.record)).add(to_iso(entry.when)).add(entry.occasion);
    }
  });
  if (press.output().keep({feed.address, json}, print)) return;
  Values values;
  values.set("ID", urn(schema.title + "\n" + feed.address))
      .set("TITLE", feed.title)
      .set("HOME_URL", target(edition, feed, feed.page));
  values.set("UPDATED", timestamp(feed.entries.empty() ? edition.today() : feed.entries.front().when));
  if (!edition.base_url().empty()) values.optional("SELF", edition.base_url() + feed.address);
  values.set("PUBLISHER", schema.publisher.empty() ? schema.title : schema.publisher)
      .set("RIGHTS", licence_name(schema.licence));
  std::size_t shown = 0;
  for (const auto& entry : feed.entries) {
    if (shown++ == entries_in_feed) break;
    values.add("ENTRY")
        .set("ID", entry_id(edition, entry))
        .set("TITLE", entry.record->title())
        .set("URL", target(edition, feed, edition.address(*entry.record)))
        .set("UPDATED", timestamp(entry.when))
        .set("SUMMARY", entry.record->summary())
        .set("KIND", edition.kind(*entry.record).label);
  }
  press.print_alone("feed", values, feed.address, print);
  press.output().write(json, json_form(edition, feed, json), print);
}

std::string feed_address(std::string_view list_address) {
  return std::string(list_address.substr(0, list_address.size() - std::string_view(".html").size())) + ".xml";
}

void print_feeds(Press& press) {
  const auto& edition = press.edition();
  const auto& title = edition.schema().title;
  print_feed(press, feed_of_changes(edition, "feed.xml", title, "index.html", edition.records()));
  for (const auto* name : feeds_by_facet) {
    const auto* facet = edition.schema().facet(name);
    if (facet == nullptr) continue;
    for (const auto& [value, records] : edition.facet(*facet)) {
      const auto page = edition.facet_address(*facet, value);
      print_feed(press, feed_of_changes(edition, feed_address(edition.list_address(*facet, value)),
                                        title + ": " + edition.facet_label(*facet, value), page, records));
    }
  }
  Feed overdue{
      .address = "overdue.xml", .title = title + ": overdue for review", .page = "overdue.html", .entries = {}};
  for (const auto* record : overdue_records(edition)) {
    const auto due = *edition.next_due(*record);
    overdue.entries.push_back({record, due, "overdue " + to_iso(due)});
  }
  std::reverse(overdue.entries.begin(), overdue.entries.end());
  print_feed(press, overdue);
}

// OpenSearch 1.1: by it a browser offers the library as a search engine. It needs an address that holds everywhere.
void print_opensearch(Press& press) {
  const auto& edition = press.edition();
  if (!press.findable_from_afar()) return;
  constexpr std::size_t longest_short_name = 16;  // by the specification
  Values values;
  values.set("SHORT_NAME", truncate(edition.schema().title, longest_short_name)).set("DESCRIPTION", "Search " + edition.schema().title);
  values.set("ROOT_URL", edition.base_url()).set("LANG", edition.schema().language);
  press.print_alone("opensearch", values, "opensearch.xml");
}

void print_sitemap(Press& press) {
  const auto& edition = press.edition();
  if (edition.base_url().empty()) return;
  std::unordered_map<std::string, Date> changed;
  for (const auto* record : edition.records()) changed[edition.address(*record)] = edition.last_change(*record);
  std::vector<std::pair<std::string, std::string>> pages;   // address, day
  for (const auto address : press.output().addresses()) {
    if (!address.ends_with(".html") || address == "404.html") continue;
    auto& page = pages.emplace_back(address, std::string());
    const auto date = changed.find(page.first);
    if (date != changed.end() && date->second.day != 0) page.second = to_iso(date->second);
  }
  const auto print = press.fingerprint("sitemap", [&](Fingerprint& whole, const RecordInputs&) {
    for (const auto& [address, day] : pages) whole.add(address).add(day);
  });
  if (press.output().keep({"sitemap.xml"}, print)) return;
  Values values;
  for (const auto& [address, day] : pages) values.add("PAGE").set("URL", edition.base_url() + address).optional("CHANGED", day);
  press.print_alone("sitemap", values, "sitemap.xml", print);
}

}  // namespace fieldbook::site
