// Records that a record names, and records that name it.
#include <algorithm>
#include <map>

#include "site/pages/record_parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using record::FieldRule;
using record::FieldType;
using record::Record;

constexpr std::size_t rows_shown = 6, titles_shown = 24;  // a page stays small: the first as rows, then titles

// What the records that name this one in a field are to it.
std::string heading_back(const Edition& edition, const FieldRule& field, const Record& from) {
  static const std::map<std::string, std::string, std::less<>> known{{"evaluates", "Evaluations of it"},
                                                                     {"principles", "Practice examples that show it"},
                                                                     {"answers", "Principles that answer it"}};
  const auto found = known.find(field.name);
  if (found != known.end()) return found->second;
  return edition.kind(from).plural + " that name it under “" + field.label + "”";
}

struct Group {
  std::string heading;
  Records records;
  std::vector<std::string> absent;  // ids that have no page
  PageLink more;
};

void add_once(Records& records, const Record* record) {
  if (std::find(records.begin(), records.end(), record) == records.end()) records.push_back(record);
}

// Fields both ways; "related" is one group, whichever of the two names the other.
std::vector<Group> groups_by_field(const Edition& edition, const Record& record) {
  std::vector<Group> groups;
  Group related{.heading = "Related records", .records = {}, .absent = {}, .more = {}};
  for (const auto& field : edition.schema().fields) {
    if (field.type != FieldType::record && field.type != FieldType::records) continue;
    Group group{.heading = field.label,
                .records = edition.named(record, field.name),
                .absent = edition.missing(record, field.name),
                .more = {}};
    auto& target = field.name == "related" ? related : group;
    if (field.name == "related") {
      target.records = group.records;
      target.absent = group.absent;
    }
    std::map<std::string, Group> back;
    for (const auto& [from, named_by] : edition.naming(record)) {
      if (named_by != &field) continue;
      if (field.name == "related") {
        add_once(related.records, from);
      } else if (field.name != "evaluates") {  // these stand under the strength of evidence
        const auto heading = heading_back(edition, field, *from);
        back[heading].heading = heading;
        add_once(back[heading].records, from);
      }
    }
    if (field.name != "related") groups.push_back(std::move(group));
    for (auto& [heading, found] : back) groups.push_back(std::move(found));
  }
  groups.push_back(std::move(related));
  return groups;
}

// What a guide page guides to: the records of each kind that carry its value.
std::vector<Group> guided(const Edition& edition, const Record& record) {
  std::vector<Group> groups;
  const auto* facet = edition.schema().facet(record.kind);
  if (facet == nullptr) return groups;
  for (const auto& [value, records] : edition.facet(*facet)) {
    if (value != record.id) continue;
    for (const auto& kind : edition.schema().kinds) {
      Group group{.heading = kind.plural, .records = {}, .absent = {}, .more = {}};
      for (const auto* one : records) {
        if (one->kind == kind.id && one != &record) group.records.push_back(one);
      }
      if (group.records.size() > rows_shown) {
        group.more = {"All " + counted(records.size(), "record") + " on this approach",
                      edition.list_address(*facet, value)};
      }
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

// Those that have no row.
void add_titles(const Edition& edition, const Records& records, Values& section) {
  const auto end = std::min(records.size(), rows_shown + titles_shown);
  for (auto i = rows_shown; i < end; ++i)
    add_link(section, "MORE", {std::string(records[i]->title()), edition.address(*records[i])});
  if (end < records.size()) section.optional("NOTE", "The first " + std::to_string(end) + " of " + std::to_string(records.size()) + ".");
}

std::string slug_of(std::size_t number) {
  return "group_" + std::to_string(number);
}

}  // namespace

void fill_linked(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  auto groups = guided(edition, record);
  for (auto& group : groups_by_field(edition, record)) groups.push_back(std::move(group));
  std::size_t number = 0;
  for (const auto& group : groups) {
    if (group.records.empty() && group.absent.empty()) continue;
    const auto slug = slug_of(++number);
    auto& section = values.add("GROUP").set("SLUG", slug).set("HEADING", group.heading);
    for (std::size_t i = 0; i < group.records.size() && i < rows_shown; ++i)
      section.add("ROW", press.row(*group.records[i]));
    if (group.more.address.empty()) add_titles(edition, group.records, section);
    for (const auto& id : group.absent) section.add("ABSENT").set("TEXT", id);
    if (!group.more.address.empty()) add_link(section, "MORE", group.more);
    add_link(values, "CONTENTS", {group.heading, std::string("#") + slug});
  }
}

}  // namespace fieldbook::site
