#include "core/record/collection_checks.hpp"

#include <algorithm>
#include <functional>
#include <optional>

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

class Checker {
 public:
  Checker(Collection& collection, const std::map<std::string, std::string>& all_kinds)
      : collection_(collection), all_kinds_(all_kinds), found_(collection.diagnostics) {
    for (const auto& source : collection.sources) keys_.push_back(source.key);
    for (const auto& [id, kind] : all_kinds) ids_.push_back(id);
  }

  void check(const std::map<std::string, std::string>& aliases_of_skipped) {
    drop_if([this](const Record& record) { return has_clashing_alias(record); });
    for (const auto& [alias, id] : aliases_of_skipped) {
      if (!all_kinds_.contains(alias)) collection_.aliases.emplace(alias, id);
    }
    for (const auto& [alias, id] : collection_.aliases) ids_.push_back(alias);
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
      const auto owner = collection_.aliases.find(alias);
      if (all_kinds_.contains(alias)) {
        found_.error(at->second.value_where[i], "the alias " + in_quotes(alias) + " is the id of a record",
                     "remove it, or rename that record", "record.alias");
      } else if (owner != collection_.aliases.end()) {
        found_.error(at->second.value_where[i],
                     "the alias " + in_quotes(alias) + " belongs to " + in_quotes(owner->second) + " already",
                     "remove one of them", "record.alias");
      } else {
        continue;
      }
      clashes = true;
    }
    for (const auto& alias : at->second.values) {
      if (!all_kinds_.contains(alias)) collection_.aliases.emplace(alias, record.id);
    }
    return clashes;
  }

  const std::string& current(const std::string& id) const {
    const auto at = collection_.aliases.find(id);
    return at == collection_.aliases.end() ? id : at->second;
  }

  bool has_broken_reference(const Record& record) {
    const auto before = found_.errors();
    for (const auto& [name, field] : record.fields) {
      const auto* const rule = collection_.schema.field(name);
      if (rule == nullptr) continue;
      const bool names_records = rule->type == FieldType::record || rule->type == FieldType::records;
      for (std::size_t i = 0; i < field.values.size(); ++i) {
        if (names_records) check_record(*rule, field.values[i], field.value_where[i]);
        if (rule->type == FieldType::citations) check_key(field.values[i], field.value_where[i]);
      }
    }
    for (const auto& link : record.body.links) {
      if (const auto id = record_target(link)) check_link(*id, link.where);
    }
    for (const auto& citation : record.body.citations) check_key(citation.key, citation.where);
    return found_.errors() != before;
  }

  std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
    if (suggestions_left_ == 0) return {};
    --suggestions_left_;
    return did_you_mean(word, candidates);
  }

  void check_record(const FieldRule& rule, const std::string& id, const Location& where) {
    const auto kind = all_kinds_.find(current(id));
    if (kind == all_kinds_.end()) {
      const auto nearby = suggestion(id, ids_);
      found_.error(where, in_quotes(rule.name) + ": there is no record " + in_quotes(id) + nearby,
                   nearby.empty() ? "use the name of a record's file without .md" : "", "record.link");
    } else if (!rule.kinds.empty() && !kind->second.empty() &&
               std::ranges::find(rule.kinds, kind->second) == rule.kinds.end()) {
      found_.error(where, in_quotes(rule.name) + ": " + in_quotes(id) + " is of the kind " + in_quotes(kind->second),
                   "name a record of the kind " + join(rule.kinds, " or "), "record.link-kind");
    }
  }

  void check_link(const std::string& id, const Location& where) {
    if (all_kinds_.contains(current(id))) return;
    const auto meant = id_in_path(id);
    if (meant != id && all_kinds_.contains(current(meant))) {
      found_.error(where, "a link to a file: " + in_quotes(id), "write the record's id alone: " + in_quotes(meant),
                   "record.link");
      return;
    }
    const auto nearby = suggestion(id, ids_);
    found_.error(
        where,
        id.empty() ? "a link without an address" : "a link to " + in_quotes(id) + ", which is no record" + nearby,
        nearby.empty() ? "use the name of a record's file without .md, or an address that begins with https://" : "",
        "record.link");
  }

  void check_key(const std::string& key, const Location& where) {
    if (collection_.source(key) != nullptr) return;
    const auto nearby = suggestion(key, keys_);
    found_.error(where, "the source " + in_quotes(key) + " is not in sources.bib" + nearby,
                 nearby.empty() ? "add an entry with this key" : "", "record.citation");
  }

  // What is left to say of a record that stands.
  void settle_references(Record& record) {
    for (auto& [name, field] : record.fields) {
      const auto* const rule = collection_.schema.field(name);
      if (rule == nullptr || (rule->type != FieldType::record && rule->type != FieldType::records)) continue;
      Field settled;
      settled.where = field.where;
      for (std::size_t i = 0; i < field.values.size(); ++i) {
        const auto& id = current(field.values[i]);
        if (warn_if_skipped(id, field.value_where[i]) || std::ranges::find(settled.values, id) != settled.values.end())
          continue;
        settled.values.push_back(id);
        settled.value_where.push_back(field.value_where[i]);
      }
      field = std::move(settled);
    }
    std::erase_if(record.fields,
                  [](const auto& field) { return field.second.values.empty() && field.second.rows.empty(); });
    for (const auto& link : record.body.links) {
      const auto id = record_target(link);
      if (!id || !warn_if_skipped(current(*id), link.where)) check_place(record, link, id);
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
    found_.warning(link.where, "the record " + in_quotes(target->id) + " has no section " + in_quotes(place) + nearby,
                   nearby.empty() ? "write the heading in small letters with hyphens" : "", "record.link-section");
  }

  bool warn_if_skipped(const std::string& id, const Location& where) {
    if (!collection_.skipped.contains(id)) return false;
    found_.warning(where,
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
      found_.warning(citation.where, "the source " + in_quotes(citation.key) + " is cited but not listed",
                     "add it to 'sources'", "record.unlisted-source");
    }
  }

  Collection& collection_;
  const std::map<std::string, std::string>& all_kinds_;
  Diagnostics& found_;
  std::vector<std::string> keys_, ids_;
  std::size_t suggestions_left_ = 200;  // each looks at every candidate
};

}  // namespace

void check_together(Collection& collection, const std::map<std::string, std::string>& all_kinds,
                    const std::map<std::string, std::string>& aliases_of_skipped) {
  Checker(collection, all_kinds).check(aliases_of_skipped);
}

}  // namespace fieldbook::record
