#include "site/edition.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/base/file.hpp"
#include "core/base/text.hpp"

namespace fieldbook::site {
namespace {

using record::Facet;
using record::FieldRule;
using record::FieldType;
using record::Record;

template <class Map, class Key>
const typename Map::mapped_type& at_or_empty(const Map& map, const Key& key) {
  static const typename Map::mapped_type none{};
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

bool names_records(const FieldRule& rule) {
  return rule.type == FieldType::record || rule.type == FieldType::records;
}

// A value as part of an address; values that are no ids get a slug, and a hash where the slug alone could be taken.
std::string address_part(std::string_view value) {
  return is_id(value) ? std::string(value) : slug(value) + "-x" + sha256(value).substr(0, 8);
}

}  // namespace

Edition::Edition(record::Collection collection, Assessed assessed, assess::Catalogue catalogue, EditionOptions options)
    : collection_(std::move(collection)),
      assessed_(std::move(assessed)),
      catalogue_(std::move(catalogue)),
      base_url_(std::move(options.base_url)),
      today_(options.date.value_or(collection_.newest_date())) {
  std::vector<std::tuple<std::string, std::string_view, const Record*>> order;
  for (const auto& record : collection_.records) order.emplace_back(fold(record.title()), record.id, &record);
  std::sort(order.begin(), order.end());
  for (const auto& [title, id, record] : order) {
    by_title_.push_back(record);
    by_kind_[record->kind].push_back(record);
  }
  link();
  count_facets();
}

void Edition::link() {
  for (const auto& rule : schema().fields) {
    if (!names_records(rule)) continue;
    for (const auto* from : by_title_) {
      for (const auto* to : named(*from, rule.name)) naming_[to].push_back({from, &rule});
    }
  }
  for (const auto& record : collection_.records) strength_[&record] = collection_.strength(record);
}

void Edition::count_facets() {
  for (const auto& facet : schema().facets) {
    std::map<std::string, Records> members;
    const auto vocabulary = collection_.vocabularies.find(facet.vocabulary);
    for (const auto* record : by_title_) {
      std::set<std::string> values;
      auto& own = facet_values_[record][facet.name];
      own = read_facet_values(*record, facet);
      for (const auto& value : own) {
        values.insert(value);
        if (vocabulary == collection_.vocabularies.end()) continue;
        for (const auto& broader : vocabulary->second.with_broader(value)) values.insert(broader);
      }
      for (const auto& value : values) members[value].push_back(record);
    }
    std::vector<std::tuple<int, std::string, std::string>> order;
    for (const auto& [value, records] : members) {
      const auto* known = term(facet.vocabulary, value);
      order.emplace_back(known != nullptr ? known->rank : 1 << 20, fold(facet_label(facet, value)), value);
    }
    std::sort(order.begin(), order.end());
    auto& values = facets_[facet.name];
    for (const auto& [rank, label, value] : order) {
      values.emplace_back(value, std::move(members[value]));
      list_addresses_[facet.name][value] = facet.name == "kind"
                                               ? schema().kind(value)->folder + "/index.html"
                                               : "browse/" + facet.name + "/" + address_part(value) + ".html";
    }
  }
}

const Records& Edition::of_kind(std::string_view kind) const {
  return at_or_empty(by_kind_, kind);
}

const record::KindRule& Edition::kind(const Record& record) const {
  return *schema().kind(record.kind);
}

std::string Edition::address(const Record& record) const {
  return kind(record).folder + "/" + record.id + ".html";
}

const std::vector<Naming>& Edition::naming(const Record& record) const {
  return at_or_empty(naming_, &record);
}

Records Edition::named(const Record& record, std::string_view field) const {
  Records found;
  for (const auto& id : record.list(field)) {
    const auto* target = collection_.find(id);
    if (target != nullptr && std::find(found.begin(), found.end(), target) == found.end()) found.push_back(target);
  }
  return found;
}

std::vector<std::string> Edition::missing(const Record& record, std::string_view field) const {
  std::vector<std::string> ids;
  for (const auto& id : record.list(field)) {
    if (collection_.find(id) == nullptr) ids.push_back(id);
  }
  return ids;
}

const assess::KeptAssessments& Edition::kept(const Record& record) const {
  auto& last = [&]() -> LastAsked& {
    const std::scoped_lock lock(mutex_);
    return last_asked_[std::this_thread::get_id()];
  }();
  if (last.record != &record) {
    last.assessments = assessed_ ? assessed_(record) : assess::KeptAssessments{};
    last.record = &record;
  }
  return last.assessments;
}

const std::string& Edition::strength(const Record& record) const {
  return at_or_empty(strength_, &record);
}

const record::Term* Edition::term(std::string_view vocabulary, std::string_view id) const {
  const auto found = collection_.vocabularies.find(vocabulary);
  return found == collection_.vocabularies.end() ? nullptr : found->second.find(id);
}

std::string Edition::label(std::string_view vocabulary, std::string_view id) const {
  const auto* known = term(vocabulary, id);
  return known != nullptr ? known->pref_label : std::string(id);
}

const std::vector<std::string>& Edition::facet_values(const Record& record, const Facet& facet) const {
  return at_or_empty(at_or_empty(facet_values_, &record), facet.name);
}

std::vector<std::string> Edition::read_facet_values(const Record& record, const Facet& facet) const {
  if (facet.name == "kind") return {record.kind};
  if (facet.name == "strength") {
    const auto& own = strength(record);
    return own.empty() ? std::vector<std::string>{} : std::vector<std::string>{own};
  }
  std::vector<std::string> values;
  for (const auto& rule : schema().fields) {
    if (rule.facet != facet.name) continue;
    for (const auto& value : record.list(rule.name)) {
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
  }
  return values;
}

const std::vector<std::pair<std::string, Records>>& Edition::facet(const Facet& facet) const {
  return at_or_empty(facets_, facet.name);
}

const Records& Edition::with_value(const Facet& facet, std::string_view value) const {
  static const Records none;
  for (const auto& [known, records] : this->facet(facet)) {
    if (known == value) return records;
  }
  return none;
}

std::string Edition::facet_label(const Facet& facet, std::string_view value) const {
  if (facet.name == "kind") {
    const auto* rule = schema().kind(value);
    return rule != nullptr ? rule->plural : std::string(value);
  }
  return label(facet.vocabulary, value);
}

const Record* Edition::guide(const Facet& facet, std::string_view value) const {
  const auto* record = collection_.find(value);
  return record != nullptr && record->kind == facet.name ? record : nullptr;
}

const std::string& Edition::list_address(const Facet& facet, std::string_view value) const {
  return at_or_empty(at_or_empty(list_addresses_, facet.name), value);
}

std::string Edition::facet_address(const Facet& facet, std::string_view value) const {
  const auto* page = guide(facet, value);
  return page != nullptr ? address(*page) : list_address(facet, value);
}

std::optional<Date> Edition::next_due(const Record& record) const {
  const auto reviewed = record.date("reviewed");
  if (!reviewed) return std::nullopt;
  return plus_months(*reviewed, schema().review_interval_months);
}

bool Edition::overdue(const Record& record) const {
  const auto due = next_due(record);
  if (!due) return false;
  const Date last_day{due->year, due->month == 0 ? 12 : due->month, due->day == 0 ? 31 : due->day};
  return last_day < today_;
}

Date Edition::last_change(const Record& record) const {
  Date newest = record.date("reviewed").value_or(Date{});
  for (const auto& change : record.rows("changes")) {
    const auto written = change.find("date");
    if (written == change.end()) continue;
    if (const auto date = parse_date(written->second)) newest = std::max(newest, *date);
  }
  return newest;
}

std::string year_span(const Record& record) {
  if (const auto year = record.date("year")) return std::to_string(year->year);
  const auto start = record.date("start"), end = record.date("end");
  if (!start && !end) return {};
  if (start && end && start->year == end->year) return std::to_string(start->year);
  if (!start) return "until " + std::to_string(end->year);
  if (!end) return "since " + std::to_string(start->year);
  return std::to_string(start->year) + " to " + std::to_string(end->year);
}

}  // namespace fieldbook::site
