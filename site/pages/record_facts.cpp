// The facts of a record: its fields, but for those that have a part of the page to themselves.
#include <algorithm>
#include <array>

#include "site/pages/record_parts.hpp"
#include "site/pages/rows.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using record::FieldRule;
using record::FieldType;
using record::Record;

bool shown_elsewhere(const FieldRule& rule) {
  static constexpr std::array<std::string_view, 10> elsewhere{"aliases",  "title",          "summary",  "sources",
                                                              "changes",  "findings",       "strength", "result",
                                                              "reviewed", "strength-reason"};
  if (rule.type == FieldType::record || rule.type == FieldType::records) return true;  // fill_linked
  return std::find(elsewhere.begin(), elsewhere.end(), rule.name) != elsewhere.end();
}

void add_terms(const Edition& edition, const Record& record, const FieldRule& rule, Values& fact) {
  const auto* facet = rule.facet.empty() ? nullptr : edition.schema().facet(rule.facet);
  for (const auto& id : record.list(rule.name)) {
    auto& value = fact.add("VALUE").set("TEXT", edition.label(rule.vocabulary, id));
    const auto address = facet != nullptr ? edition.facet_address(*facet, id) : std::string();
    if (!address.empty()) value.add("LINK").set("HREF", address);
  }
}

void add_criteria(const Edition& edition, const Record& record, const FieldRule& rule, Values& fact) {
  for (const auto& id : record.list(rule.name)) {
    std::string name = id;
    for (const auto& assessor : edition.catalogue().assessors) {
      for (const auto& criterion : assessor.criteria) {
        if (criterion.id == id) name = criterion.name + " (" + assessor.name + ")";
      }
    }
    fact.add("VALUE").set("TEXT", name);
  }
}

void add_assessor(const Edition& edition, const Record& record, const FieldRule& rule, Values& fact) {
  const std::string id(record.text(rule.name));
  const auto* assessor = edition.catalogue().find(id);
  auto& value = fact.add("VALUE").set("TEXT", assessor != nullptr ? assessor->name + " " + assessor->version : id);
  if (assessor != nullptr) value.add("LINK").set("HREF", "about/evidence.html#assessors");
}

void add_table(const Record& record, const FieldRule& rule, Values& fact) {
  for (const auto& row : record.rows(rule.name)) {
    std::vector<std::string> cells;
    for (const auto& column : rule.columns) {
      if (const auto cell = row.find(column.name); cell != row.end())
        cells.push_back(column.label + ": " + cell->second);
    }
    fact.add("VALUE").set("TEXT", listed(cells));
  }
}

void add_values(const Edition& edition, const Record& record, const FieldRule& rule, Values& fact) {
  switch (rule.type) {
    case FieldType::term:
    case FieldType::terms:
      add_terms(edition, record, rule, fact);
      return;
    case FieldType::date:
      if (const auto date = record.date(rule.name)) fact.add("VALUE").set("TEXT", to_words(*date));
      return;
    case FieldType::doi:
      fact.add("VALUE")
          .set("TEXT", record.text(rule.name))
          .add("URL")
          .set("ADDRESS", "https://doi.org/" + std::string(record.text(rule.name)));
      return;
    case FieldType::url:
      fact.add("VALUE").set("TEXT", record.text(rule.name)).add("URL").set("ADDRESS", record.text(rule.name));
      return;
    case FieldType::criteria:
      add_criteria(edition, record, rule, fact);
      return;
    case FieldType::assessor:
      add_assessor(edition, record, rule, fact);
      return;
    case FieldType::table:
      add_table(record, rule, fact);
      return;
    case FieldType::text:
    case FieldType::texts:
    case FieldType::number:
    case FieldType::citations:
      for (const auto& text : record.list(rule.name)) fact.add("VALUE").set("TEXT", text);
      return;
    case FieldType::record:
    case FieldType::records:
      return;
  }
}

}  // namespace

void fill_facts(Press& press, const Record& record, Values& values) {
  const auto& edition = press.edition();
  for (const auto& rule : edition.schema().fields) {
    if (shown_elsewhere(rule) || !record.has(rule.name)) continue;
    Values fact;
    fact.set("LABEL", rule.label);
    add_values(edition, record, rule, fact);
    if (fact.section("VALUE") != nullptr) values.add("FACT", std::make_shared<const Values>(std::move(fact)));
  }
}

}  // namespace fieldbook::site
