#include "core/record/collection_checks.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.hpp"
#include "core/record/tree.hpp"

namespace fieldbook::record {
namespace {

// The id in "plymouth-alliance#costs"; nothing for addresses on the web and places in the same record.
std::optional<std::string> record_target(const Link& link) {
  const auto end = link.target.find_first_of(":#?");
  if (end != std::string::npos && link.target[end] == ':') return std::nullopt;
  auto id = link.target.substr(0, link.target.find('#'));
  if (id.empty() && !link.target.empty()) return std::nullopt;
  return id;
}

// The id somebody may have meant who wrote the path of a file: "../evaluations/x.md".
std::string id_in_path(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  for (const std::string_view ending : {".md", ".html"}) {
    if (path.ends_with(ending)) path.remove_suffix(ending.size());
  }
  return std::string(path);
}

// Put into words only for those who have done something wrong.
struct Where {
  const Record& record;
  Place place;
  Location told() const { return in_file_of(record, place); }
};

class Checker {
 public:
  Checker(Collection& collection, const Known& known)
      : collection_(collection), known_(known), found_(collection.diagnostics) {
    for (const auto& rule : collection.schema.fields) rules_.emplace(rule.name, &rule);
    for (const auto& source : collection.sources) sources_.insert(source.key);
  }

  void check() {
    drop_if([this](const Record& record) { return has_clashing_alias(record); });
    for (const auto& [alias, id] : known_.aliases_of_skipped) {
      if (!kind_of(alias)) collection_.aliases.emplace(alias, id);
    }
    drop_if([this](const Record& record) { return has_broken_reference(record); });
    std::erase_if(collection_.aliases,
                  [this](const auto& alias) { return collection_.skipped.contains(alias.second); });
    for (auto& record : collection_.records) settle_references(record);
  }

 private:
  void drop_if(const std::function<bool(const Record&)>& is_bad) {
    std::erase_if(collection_.records, [&](const Record& record) {
      if (!is_bad(record)) return false;
      collection_.skipped.insert(record.id);
      return true;
    });
  }

  bool has_clashing_alias(const Record& record) {
    const auto at = record.fields.find("aliases");
    if (at == record.fields.end()) return false;
    bool clashes = false;
    for (std::size_t i = 0; i < at->second.values.size(); ++i) {
      const auto& alias = at->second.values[i];
      const auto owner = owner_of(alias);
      if (kind_of(alias)) {
        found_.error(in_file_of(record, at->second.value_where[i]), "the alias " + in_quotes(alias) + " is the id of a record",
                     "remove it, or rename that record", "record.alias");
      } else if (owner) {
        found_.error(in_file_of(record, at->second.value_where[i]),
                     "the alias " + in_quotes(alias) + " belongs to " + in_quotes(*owner) + " already",
                     "remove one of them", "record.alias");
      } else {
        continue;
      }
      clashes = true;
    }
    for (const auto& alias : at->second.values) {
      if (!kind_of(alias) && !owner_of(alias)) collection_.aliases.emplace(alias, record.id);
    }
    return clashes;
  }

  std::optional<std::string> kind_of(const std::string& id) const {
    if (const auto at = known_.kinds.find(id); at != known_.kinds.end()) return at->second;
    return known_.others == nullptr ? std::nullopt : known_.others->kind(id);
  }

  // The id an alias stands for.
  std::optional<std::string> owner_of(const std::string& alias) const {
    if (const auto at = collection_.aliases.find(alias); at != collection_.aliases.end()) return at->second;
    return known_.others == nullptr ? std::nullopt : known_.others->alias(alias);
  }

  std::string current(const std::string& id) const { return owner_of(id).value_or(id); }

  bool has_source(const std::string& key) const {
    return sources_.contains(key) ||
           (known_.others != nullptr && std::ranges::binary_search(known_.others->source_keys(), key));
  }

  // Null where the schema has no such field.
  const FieldRule* rule_of(std::string_view field) const {
    const auto at = rules_.find(field);
    return at == rules_.end() ? nullptr : at->second;
  }

  bool has_broken_reference(const Record& record) {
    const auto before = found_.errors();
    for (const auto& [name, field] : record.fields) {
      const auto* const rule = rule_of(name);
      if (rule == nullptr) continue;
      const bool names_records = rule->type == FieldType::record || rule->type == FieldType::records;
      for (std::size_t i = 0; i < field.values.size(); ++i) {
        if (names_records) check_record(*rule, field.values[i], {record, field.value_where[i]});
        if (rule->type == FieldType::citations) check_key(field.values[i], {record, field.value_where[i]});
      }
    }
    for (const auto& link : record.body.links) {
      if (const auto id = record_target(link)) check_link(*id, {record, link.where});
    }
    for (const auto& citation : record.body.citations) check_key(citation.key, {record, citation.where});
    return found_.errors() != before;
  }

  // Everything a link may name, and every key of a source; gathered for the first slip only, sorted.
  const std::vector<std::string>& names() {
    if (!names_.empty()) return names_;
    if (known_.others != nullptr) names_ = known_.others->names();
    for (const auto& [id, kind] : known_.kinds) names_.push_back(id);
    for (const auto& [alias, id] : collection_.aliases) names_.push_back(alias);
    std::ranges::sort(names_);
    return names_;
  }
  const std::vector<std::string>& keys() {
    if (!keys_.empty()) return keys_;
    if (known_.others != nullptr) keys_ = known_.others->source_keys();
    for (const auto& source : collection_.sources) keys_.push_back(source.key);
    return keys_;
  }

  std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
    if (suggestions_left_ == 0) return {};
    --suggestions_left_;
    return did_you_mean(word, candidates);
  }

  // Most references name a record that is read too, by its id of today: nothing need be copied to see it. Null where it is not so.
  const std::string* kind_of_current(const std::string& id) const {
    if (!collection_.aliases.empty() && collection_.aliases.contains(id)) return nullptr;
    const auto at = known_.kinds.find(id);
    return at == known_.kinds.end() ? nullptr : &at->second;
  }

  void check_record(const FieldRule& rule, const std::string& id, const Where& where) {
    if (const auto* const kind = kind_of_current(id); kind != nullptr && (rule.kinds.empty() || std::ranges::find(rule.kinds, *kind) != rule.kinds.end())) return;
    const auto kind = kind_of(current(id));
    if (!kind) {
      const auto nearby = suggestion(id, names());
      found_.error(where.told(), in_quotes(rule.name) + ": there is no record " + in_quotes(id) + nearby,
                   nearby.empty() ? "use the name of a record's file without .md" : "", "record.link");
    } else if (!rule.kinds.empty() && !kind->empty() &&
               std::ranges::find(rule.kinds, *kind) == rule.kinds.end()) {
      found_.error(where.told(), in_quotes(rule.name) + ": " + in_quotes(id) + " is of the kind " + in_quotes(*kind),
                   "name a record of the kind " + join(rule.kinds, " or "), "record.link-kind");
    }
  }

  void check_link(const std::string& id, const Where& where) {
    if (kind_of_current(id) != nullptr || kind_of(current(id))) return;
    const auto meant = id_in_path(id);
    if (meant != id && kind_of(current(meant))) {
      found_.error(where.told(), "a link to a file: " + in_quotes(id), "write the record's id alone: " + in_quotes(meant),
                   "record.link");
      return;
    }
    const auto nearby = suggestion(id, names());
    found_.error(
        where.told(),
        id.empty() ? "a link without an address" : "a link to " + in_quotes(id) + ", which is no record" + nearby,
        nearby.empty() ? "use the name of a record's file without .md, or an address that begins with https://" : "",
        "record.link");
  }

  void check_key(const std::string& key, const Where& where) {
    if (has_source(key)) return;
    const auto nearby = suggestion(key, keys());
    found_.error(where.told(), "the source " + in_quotes(key) + " is not in sources.bib" + nearby,
                 nearby.empty() ? "add an entry with this key" : "", "record.citation");
  }

  // What is left to say of a record that stands.
  void settle_references(Record& record) {
    bool changed = false;
    for (auto& [name, field] : record.fields) {
      const auto* const rule = rule_of(name);
      if (rule == nullptr || (rule->type != FieldType::record && rule->type != FieldType::records)) continue;
      if (known_.with_mentions) {
        for (const auto& id : field.values) record.mentions.push_back({name, id});
      }
      std::size_t settled = 0;
      for (std::size_t i = 0; i < field.values.size(); ++i) {
        auto id = current(field.values[i]);
        changed = changed || id != field.values[i];
        const std::span before(field.values.data(), settled);
        if (warn_if_skipped(id, {record, field.value_where[i]}) || std::ranges::find(before, id) != before.end()) continue;
        field.values[settled] = std::move(id);
        if (settled != i) field.value_where[settled] = std::move(field.value_where[i]);
        ++settled;
      }
      changed = changed || settled != field.values.size();
      field.values.resize(settled);
      field.value_where.resize(settled);
    }
    changed = erase_if(record.fields, [](const auto& field) { return field.second.values.empty() && field.second.rows.empty(); }) != 0 || changed;
    if (changed && !record.hash.empty()) record.hash = hash_of(record);
    for (const auto& link : record.body.links) {
      const auto id = record_target(link);
      if (id && known_.with_mentions) record.mentions.push_back({{}, *id});
      if (!id || !warn_if_skipped(current(*id), {record, link.where})) check_place(record, link, id);
    }
    warn_of_unlisted(record);
  }

  // Whether the section that a link names after "#" is there.
  void check_place(const Record& from, const Link& link, const std::optional<std::string>& id) {
    const auto hash = link.target.find('#');
    const auto* const target = id ? collection_.find(*id) : link.target.starts_with('#') ? &from : nullptr;
    if (hash == std::string::npos || target == nullptr) return;
    std::vector<std::string> places;
    for (const auto& section : target->body.sections) places.push_back(section.slug);
    const auto place = link.target.substr(hash + 1);
    if (std::ranges::find(places, place) != places.end()) return;
    const auto nearby = suggestion(place, places);
    found_.warning(in_file_of(from, link.where), "the record " + in_quotes(target->id) + " has no section " + in_quotes(place) + nearby,
                   nearby.empty() ? "write the heading in small letters with hyphens" : "", "record.link-section");
  }

  bool warn_if_skipped(const std::string& id, const Where& where) {
    const bool elsewhere = known_.others != nullptr && !known_.kinds.contains(id) && known_.others->is_left_out(id);
    if (!elsewhere && !collection_.skipped.contains(id)) return false;
    found_.warning(where.told(),
                   "the record " + in_quotes(id) + " is left out because of its errors, so the link to it is too",
                   "put that record right", "record.skipped-link");
    return true;
  }

  void warn_of_unlisted(const Record& record) {
    const auto* const kind = collection_.schema.kind(record.kind);
    const auto lists = [](const std::vector<std::string>& names) {
      return std::ranges::find(names, "sources") != names.end();
    };
    if (kind == nullptr || (!lists(kind->required) && !lists(kind->optional))) return;
    const auto& listed = record.list("sources");
    std::set<std::string> warned;
    for (const auto& citation : record.body.citations) {
      if (std::ranges::find(listed, citation.key) != listed.end() || !warned.insert(citation.key).second) continue;
      found_.warning(in_file_of(record, citation.where), "the source " + in_quotes(citation.key) + " is cited but not listed",
                     "add it to 'sources'", "record.unlisted-source");
    }
  }

  Collection& collection_;
  const Known& known_;
  Diagnostics& found_;
  std::unordered_map<std::string_view, const FieldRule*> rules_;
  std::unordered_set<std::string_view> sources_;
  std::vector<std::string> keys_, names_;
  std::size_t suggestions_left_ = 200;  // each looks at every candidate
};

}  // namespace

void check_together(Collection& collection, const Known& known) {
  Checker(collection, known).check();
}

}  // namespace fieldbook::record
