#include "site/edition.hpp"

#include <algorithm>
#include <deque>
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
  find_fields();
  for (const auto& record : collection_.records) {
    addresses_.push_back(kind(record).folder + "/" + record.id + ".html");
    strength_.push_back(collection_.strength(record));
    dates_.push_back(dates_of(record));
  }
  link();
  count_facets();
}

void Edition::find_fields() {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < schema().fields.size(); ++i) places.emplace(schema().fields[i].name, i);
  fields_.resize(collection_.records.size() * schema().fields.size());
  for (const auto& record : collection_.records) {
    for (const auto& [name, field] : record.fields) {
      if (const auto place = places.find(name); place != places.end()) fields_[number(record) * schema().fields.size() + place->second] = &field;
    }
  }
}

void Edition::link() {
  const auto& records = collection_.records;
  std::unordered_map<std::string_view, const Record*> by_id;
  for (const auto& record : records) by_id.emplace(record.id, &record);
  const auto find = [&](const std::string& id) {   // as the collection does, in fewer steps
    const auto alias = collection_.aliases.find(id);
    const auto found = by_id.find(alias == collection_.aliases.end() ? id : alias->second);
    return found == by_id.end() ? nullptr : found->second;
  };
  naming_.resize(records.size());
  for (const auto& rule : schema().fields) {
    if (!names_records(rule)) continue;
    auto& by_field = named_.emplace_back(&rule, std::vector<Records>(records.size()), std::vector<std::vector<std::string>>(records.size()));
    for (const auto* from : by_title_) {
      const auto* const own = field(*from, rule);
      if (own == nullptr) continue;
      auto& found = by_field.records[number(*from)];
      for (const auto& id : own->values) {
        const auto* to = find(id);
        if (to == nullptr) {
          by_field.missing[number(*from)].push_back(id);
        } else if (std::find(found.begin(), found.end(), to) == found.end()) {
          found.push_back(to);
          naming_[number(*to)].push_back({from, &rule});
        }
      }
    }
  }
}

void Edition::count_facets() {
  facets_.resize(schema().facets.size());
  for (std::size_t i = 0; i < facets_.size(); ++i) count(schema().facets[i], facets_[i]);
}

void Edition::count(const Facet& facet, FacetIndex& index) const {
  struct Value {
    std::string id;
    Records records;
    std::vector<Value*> broader;  // itself too
    std::uint32_t place = 0;
  };
  std::deque<Value> values;
  std::unordered_map<std::string, Value*> known;
  const auto vocabulary = collection_.vocabularies.find(facet.vocabulary);
  const auto value_of = [&](const std::string& id) {
    auto& value = known[id];
    if (value == nullptr) value = &values.emplace_back(id);
    return value;
  };
  const auto with_broader = [&](Value& value) -> const std::vector<Value*>& {
    if (!value.broader.empty()) return value.broader;
    value.broader.push_back(&value);
    if (vocabulary == collection_.vocabularies.end()) return value.broader;
    for (const auto& broader : vocabulary->second.with_broader(value.id)) {
      if (broader != value.id) value.broader.push_back(value_of(broader));
    }
    return value.broader;
  };
  std::vector<const FieldRule*> rules;
  for (const auto& rule : schema().fields) {
    if (rule.facet == facet.name) rules.push_back(&rule);
  }
  index.own.resize(collection_.records.size());
  std::vector<std::vector<Value*>> own(collection_.records.size());
  for (const auto* record : by_title_) {
    const auto& read = own_values(*record, facet, rules, index);
    index.own[number(*record)] = &read;
    for (const auto& id : read) {
      auto* const value = value_of(id);
      own[number(*record)].push_back(value);
      for (auto* const one : with_broader(*value)) {
        if (one->records.empty() || one->records.back() != record) one->records.push_back(record);
      }
    }
  }
  std::vector<std::tuple<int, std::string, Value*>> order;
  for (auto& value : values) {
    const auto* term = this->term(facet.vocabulary, value.id);
    order.emplace_back(term != nullptr ? term->rank : 1 << 20, fold(facet_label(facet, value.id)), &value);
  }
  std::ranges::sort(order, [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a)->id) < std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(b)->id);
  });
  for (const auto& [rank, label, value] : order) {
    value->place = static_cast<std::uint32_t>(index.values.size());
    index.places.emplace(value->id, value->place);
    index.addresses.push_back(facet.name == "kind" ? schema().kind(value->id)->folder + "/index.html"
                                                   : "browse/" + facet.name + "/" + address_part(value->id) + ".html");
    index.values.emplace_back(value->id, std::move(value->records));
  }
  index.own_places.resize(own.size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    for (const auto* const value : own[i]) index.own_places[i].push_back(value->place);
  }
}

const Edition::FacetIndex& Edition::index(const Facet& facet) const {
  return facets_[static_cast<std::size_t>(&facet - schema().facets.data())];
}

const Records& Edition::of_kind(std::string_view kind) const {
  return at_or_empty(by_kind_, kind);
}

const record::KindRule& Edition::kind(const Record& record) const {
  return *schema().kind(record.kind);
}

const std::vector<Naming>& Edition::naming(const Record& record) const {
  return naming_[number(record)];
}

const Edition::NamedBy* Edition::named_by(std::string_view field) const {
  const auto found = std::ranges::find_if(named_, [field](const NamedBy& one) { return one.field->name == field; });
  return found == named_.end() ? nullptr : &*found;
}

const Records& Edition::named(const Record& record, std::string_view field) const {
  static const Records none;
  const auto* const found = named_by(field);
  return found == nullptr ? none : found->records[number(record)];
}

const std::vector<std::string>& Edition::missing(const Record& record, std::string_view field) const {
  static const std::vector<std::string> none;
  const auto* const found = named_by(field);
  return found == nullptr ? none : found->missing[number(record)];
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
  return strength_[number(record)];
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
  return *index(facet).own[number(record)];
}

const std::vector<std::uint32_t>& Edition::facet_places(const Record& record, const Facet& facet) const {
  return index(facet).own_places[number(record)];
}

const std::vector<std::string>& Edition::own_values(const Record& record, const Facet& facet, const std::vector<const FieldRule*>& rules, FacetIndex& index) const {
  static const std::vector<std::string> none;
  const auto make = [&](std::vector<std::string> values) -> const auto& { return index.made.emplace_back(std::move(values)); };
  if (facet.name == "kind") return make({record.kind});
  if (facet.name == "strength") return strength(record).empty() ? none : make({strength(record)});
  std::vector<const std::vector<std::string>*> fields;
  for (const auto* const rule : rules) {
    if (const auto* const own = field(record, *rule)) fields.push_back(&own->values);
  }
  if (fields.empty()) return none;
  const auto are_apart = [](const std::vector<std::string>& values) {
    for (auto at = values.begin(); at != values.end(); ++at) {
      if (std::find(values.begin(), at, *at) != at) return false;
    }
    return true;
  };
  if (fields.size() == 1 && are_apart(*fields.front())) return *fields.front();
  std::vector<std::string> values;
  for (const auto* const own : fields) {
    for (const auto& value : *own) {
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
  }
  return make(std::move(values));
}

const std::vector<std::pair<std::string, Records>>& Edition::facet(const Facet& facet) const {
  return index(facet).values;
}

const Records& Edition::with_value(const Facet& facet, std::string_view value) const {
  static const Records none;
  const auto& known = index(facet);
  const auto place = known.places.find(value);
  return place == known.places.end() ? none : known.values[place->second].second;
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
  static const std::string none;
  const auto& known = index(facet);
  const auto place = known.places.find(value);
  return place == known.places.end() ? none : known.addresses[place->second];
}

std::string Edition::facet_address(const Facet& facet, std::string_view value) const {
  const auto* page = guide(facet, value);
  return page != nullptr ? address(*page) : list_address(facet, value);
}

bool Edition::overdue(const Record& record) const {
  const auto due = next_due(record);
  if (!due) return false;
  const Date last_day{due->year, due->month == 0 ? 12 : due->month, due->day == 0 ? 31 : due->day};
  return last_day < today_;
}

Edition::Dates Edition::dates_of(const Record& record) const {
  Dates out;
  if (const auto reviewed = record.date("reviewed")) out = {plus_months(*reviewed, schema().review_interval_months), *reviewed};
  for (const auto& change : record.rows("changes")) {
    const auto written = change.find("date");
    if (written == change.end()) continue;
    if (const auto date = parse_date(written->second)) out.changed = std::max(out.changed, *date);
  }
  return out;
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
