#include "core/library/indexable.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/file.hpp"
#include "core/library/terms.hpp"
#include "core/record/prose.hpp"

namespace fieldbook::library {
namespace {

constexpr std::size_t fingerprint_bytes = 8;

struct Period {
  std::optional<Date> first, last;
};

// When it was published, else when it went on; an activity with a start and no end still does.
Period period_of(const record::Record& record) {
  if (const auto published = record.date("year")) return {published, published};
  const auto start = record.date("start");
  const auto end = record.date("end");
  if (start && end) return {start, std::max(*start, *end)};
  if (start) return {start, Date{.year = still_going_on}};
  return {end, end};
}

std::string years_in_words(const Period& period) {
  if (!period.first) return {};
  const auto first = std::to_string(period.first->year);
  if (period.last->year == still_going_on) return "since " + first;
  return period.first->year == period.last->year ? first : first + "–" + std::to_string(period.last->year);
}

std::vector<Span> in_order(record::Prose& prose) {
  std::vector<Span> out;
  for (const auto& sentence : prose.sentences()) {
    if (sentence.begin >= (out.empty() ? 0 : out.back().end) && sentence.end >= sentence.begin &&
        sentence.end <= prose.text().size()) {
      out.push_back(sentence);
    }
  }
  return out;
}

}  // namespace

std::size_t Indexable::size() const noexcept {
  auto size = card.body.size();
  for (const auto& text : texts) size += text.words.size();
  return size;
}

std::string Indexable::fingerprint() const {
  std::vector<std::string> parts{content_hash, card.url, card.file, to_iso(first.value_or(Date{})),
                                 to_iso(last.value_or(Date{}))};
  for (const auto& [name, value] : card.fields) parts.insert(parts.end(), {name, value});
  for (const auto& text : texts) parts.insert(parts.end(), {text.field, std::to_string(text.weight)});
  for (const auto& value : values)
    parts.insert(parts.end(), {std::to_string(value.number), value.facet, value.value, value.own ? "own" : "broader"});
  parts.insert(parts.end(), groups.begin(), groups.end());
  parts.insert(parts.end(), aliases.begin(), aliases.end());
  const auto digits = sha256(encode(parts));
  std::string out(fingerprint_bytes, '\0');
  for (std::size_t i = 0; i < out.size(); ++i) {
    unsigned byte = 0;
    std::from_chars(&digits[2 * i], &digits[2 * i] + 2, byte, 16);
    out[i] = static_cast<char>(byte);
  }
  return out;
}

Preparation::Preparation(const record::Collection& collection) : collection_(collection), groups_(groups_of(collection.schema)) {
  for (const auto& field : collection.schema.fields) {
    if (field.weight > 0) searched_.push_back(&field);
  }
  std::ranges::stable_sort(searched_, [](const auto* a, const auto* b) { return a->weight > b->weight; });
  for (const auto& [alias, id] : collection.aliases) aliases_[id].push_back(alias);
}

Indexable Preparation::operator()(const record::Record& record) const {
  Indexable out;
  record::Prose prose(record);
  const auto* const kind = collection_.schema.kind(record.kind);
  out.card = {record.id,
              record.kind,
              std::string(record.title()),
              (kind == nullptr ? record.kind : kind->folder) + "/" + record.id + ".html",
              record.file.generic_string(),
              {},
              std::string(prose.text()),
              in_order(prose)};
  out.content_hash = record.content_hash;
  out.mentions = record.mentions;
  for (const auto* const field : searched_) {
    if (record.has(field->name))
      out.texts.push_back({field->name, join(record.list(field->name), "\n"), field->weight});
  }
  add_values(record, out);
  for (const auto& one : groups_) out.groups.push_back(group(record, one.name));
  const auto period = period_of(record);
  out.first = period.first;
  out.last = period.last;
  out.card.fields["summary"] = record.summary();
  out.card.fields["years"] = years_in_words(period);
  out.card.fields["strength"] = collection_.strength(record);
  if (const auto found = aliases_.find(record.id); found != aliases_.end()) out.aliases = found->second;
  return out;
}

void Preparation::add_values(const record::Record& record, Indexable& out) const {
  const auto& facets = collection_.schema.facets;
  for (std::size_t number = 0; number < facets.size(); ++number) {
    const auto& facet = facets[number];
    std::vector<std::string> own;
    if (facet.name == "kind") {
      own = {record.kind};
    } else if (facet.name == "strength") {
      own = {collection_.strength(record)};  // of a practice example: that of the evaluations that name it
    } else {
      for (const auto& field : collection_.schema.fields) {
        if (field.facet == facet.name)
          own.insert(own.end(), record.list(field.name).begin(), record.list(field.name).end());
      }
    }
    std::erase(own, "");
    for (const auto& value : own) add_value(number, value, out);
    if (facet.name != "kind" && !own.empty()) out.card.fields[facet.name] = join(own, " ");
  }
}

// The first value, so that every record is in one group.
std::string Preparation::group(const record::Record& record, const std::string& name) const {
  if (name == "kind") return record.kind;
  if (name == "strength") return collection_.strength(record);
  for (const auto& field : collection_.schema.fields) {
    if ((field.facet == name || field.name == name) && record.has(field.name)) {
      const auto& first = record.list(field.name).front();
      return bounded(field.facet == name ? first : fold(first));
    }
  }
  return {};
}

void Preparation::add_value(std::size_t number, const std::string& value, Indexable& out) const {
  const auto& facet = collection_.schema.facets[number];
  const auto add = [&](const std::string& which, bool own) {
    const auto found =
        std::ranges::find_if(out.values, [&](const auto& v) { return v.number == number && v.value == which; });
    if (found == out.values.end()) {
      out.values.push_back({facet.name, which, number, own});
    } else if (own) {
      found->own = true;
    }
  };
  add(value, true);
  const auto vocabulary = collection_.vocabularies.find(facet.vocabulary);
  if (vocabulary == collection_.vocabularies.end()) return;
  for (const auto& broader : vocabulary->second.with_broader(value)) add(broader, broader == value);
}

}  // namespace fieldbook::library
