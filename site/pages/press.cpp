#include "site/pages/press.hpp"

#include <algorithm>

#include "core/base/date.hpp"
#include "site/pages/matrix.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"
#include "site/search/publish_search.hpp"

namespace fieldbook::site {

Press::Press(const Edition& edition, const Theme& theme, Output& output, const RecordInputs* inputs, std::string_view common)
    : edition_(edition), theme_(theme), output_(output), searchable_(can_search(edition)), inputs_(inputs), rows_(edition.collection().records.size()), sources_(edition.collection().sources.size()) {
  for (const auto& kind : edition.schema().kinds) {
    if (!edition.of_kind(kind.id).empty()) navigation_.push_back({kind.plural, kind.folder + "/index.html"});
  }
  navigation_.push_back({"Browse", "browse/index.html"});
  if (has_maps(edition)) navigation_.push_back({"Gap maps", "maps/effectiveness.html"});
  navigation_.push_back({"Evidence", "about/evidence.html"});
  ground_ = ground(common);
}

const std::vector<PageLink>& Press::leads_of(const record::Record& record) const {
  static const std::vector<PageLink> none;
  const auto found = leads_.find(&record);
  return found == leads_.end() ? none : found->second;
}

void Press::add_navigation(PageLink link) {
  ground_ = Fingerprint().add(ground_).add(link.label).add(link.address).digest();
  navigation_.insert(navigation_.end() - 1, std::move(link));
}

// What stands on every page, and which values of facets have guide pages, to which facts lead.
std::string Press::ground(std::string_view common) const {
  Fingerprint print;
  print.add(common).add(theme_.digest()).add(edition_.base_url()).add(to_iso(edition_.today()));
  print.add(searchable_ ? "search" : "");
  for (const auto& entry : navigation_) print.add(entry.label).add(entry.address);
  for (const auto& facet : edition_.schema().facets) {
    for (const auto* guide : edition_.of_kind(facet.name)) print.add(guide->id);
  }
  for (const auto& [alias, id] : edition_.collection().aliases) {
    const auto* record = edition_.collection().find(id);
    if (record != nullptr && edition_.schema().facet(record->kind) != nullptr) print.add(alias).add(id);
  }
  return print.digest();
}

const Values& Press::row(const record::Record& record) {
  return rows_.at(edition_.number(record), [&] {
    auto row = make_row(edition_, record);
    row.keep_made();
    return row;
  });
}

const ReferenceForms& Press::forms(const bibliography::Reference& source) {
  return sources_.at(static_cast<std::size_t>(&source - edition_.collection().sources.data()), [&] { return forms_of(source); });
}

void Press::fill_layout(Values& values, const PageInfo& page) const {
  const auto& schema = edition_.schema();
  values.set("ROOT", path_to_root(page.address));
  values.set("LANG", schema.language);
  values.set("PAGE_TITLE", page.title);
  values.set("SITE_TITLE", schema.title);
  values.set("DESCRIPTION", page.description);
  if (!edition_.base_url().empty()) values.optional("CANONICAL", edition_.base_url() + page.address);
  values.show("ALONE", alone_);
  values.show("OPENSEARCH", findable_from_afar() && !alone_);
  values.show("HOME", page.address == "index.html");
  values.show("FIND", searchable_ && page.address != "index.html" && page.address != search_address);
  for (const auto& crumb : page.crumbs) add_link(values, "CRUMB", crumb);
  for (const auto& entry : navigation_) {
    const bool above = std::any_of(page.crumbs.begin(), page.crumbs.end(),
                                   [&](const auto& crumb) { return crumb.address == entry.address; });
    add_link(values, "NAVIGATION", entry).show("CURRENT", above || entry.address == page.address);
  }
  for (const auto& [name, content] : page.meta) values.add("META").set("NAME", name).set("CONTENT", content);
  for (const auto& [address, type, title] : page.alternates) {
    values.add("ALTERNATE").set("HREF", address).set("TYPE", type).set("TITLE", title);
  }
  if (!page.linked_data.empty()) values.add("LINKED_DATA").set_raw("DATA_JSON", page.linked_data);
  values.set("AS_OF", to_words(edition_.today()));
  values.set("LICENCE", licence_name(schema.licence));
  values.optional("LICENCE_URL", licence_url(schema.licence));
  values.optional("PUBLISHER", schema.publisher);
}

void Press::print(std::string_view page_template, Values& values, const PageInfo& page, const std::string& print) {
  fill_layout(values, page);
  output_.write(page.address, theme_.render(page_template, values), print);
}

void Press::print_alone(std::string_view page_template, Values& values, const std::string& address,
                        const std::string& print) {
  values.set("ROOT", path_to_root(address)).set("LANG", edition_.schema().language);
  output_.write(address, theme_.render(page_template, values), print);
}

std::string path_to_root(std::string_view address) {
  std::string path;
  for (const char c : address) {
    if (c == '/') path += "../";
  }
  return path;
}

}  // namespace fieldbook::site
