// The feed of what is new (Atom, RFC 4287) and the sitemap (sitemaps.org 0.9).
#include <algorithm>

#include "core/base/file.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/selections.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t entries_in_feed = 50;

// A name for ever, wherever the site is read: a UUID (RFC 4122, version 8) made from what it names.
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

}  // namespace

void print_feed(Press& press) {
  const auto& edition = press.edition();
  const auto& schema = edition.schema();
  auto records = newest_first(edition);
  if (records.size() > entries_in_feed) records.resize(entries_in_feed);
  Values values;
  values.set("ID", urn(schema.title)).set("TITLE", schema.title).set("HOME_URL", edition.base_url() + "index.html");
  values.set("UPDATED", timestamp(records.empty() ? edition.today() : edition.last_change(*records.front())));
  if (!edition.base_url().empty()) values.optional("SELF", edition.base_url() + "feed.xml");
  values.set("PUBLISHER", schema.publisher.empty() ? schema.title : schema.publisher)
      .set("RIGHTS", licence_name(schema.licence));
  for (const auto* record : records) {
    values.add("ENTRY")
        .set("ID", urn(schema.title + "\n" + record->id))
        .set("TITLE", record->title())
        .set("URL", edition.base_url() + edition.address(*record))
        .set("UPDATED", timestamp(edition.last_change(*record)))
        .set("SUMMARY", record->summary())
        .set("KIND", edition.kind(*record).label);
  }
  press.print_alone("feed", values, "feed.xml");
}

void print_sitemap(Press& press) {
  const auto& edition = press.edition();
  if (edition.base_url().empty()) return;
  std::map<std::string, Date> changed;
  for (const auto* record : edition.records()) changed[edition.address(*record)] = edition.last_change(*record);
  Values values;
  for (const auto& address : press.output().addresses()) {
    if (!address.ends_with(".html") || address == "404.html") continue;
    auto& page = values.add("PAGE").set("URL", edition.base_url() + address);
    const auto date = changed.find(address);
    if (date != changed.end() && date->second.day != 0) page.optional("CHANGED", to_iso(date->second));
  }
  press.print_alone("sitemap", values, "sitemap.xml");
}

}  // namespace fieldbook::site
