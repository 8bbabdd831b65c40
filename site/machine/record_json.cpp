#include "core/base/json_text.hpp"
#include "core/base/text.hpp"
#include "core/record/prose.hpp"
#include "site/machine/forms.hpp"

namespace fieldbook::site {
namespace {

using record::FieldType;
using record::Record;

constexpr std::size_t likely_bytes = std::size_t{32} << 10;

bool is_list(FieldType type) {
  switch (type) {
    case FieldType::texts:
    case FieldType::terms:
    case FieldType::records:
    case FieldType::citations:
    case FieldType::criteria:
      return true;
    case FieldType::text:
    case FieldType::number:
    case FieldType::date:
    case FieldType::url:
    case FieldType::doi:
    case FieldType::term:
    case FieldType::record:
    case FieldType::assessor:
    case FieldType::table:
      return false;
  }
  return false;
}

void tell_fields(JsonText& json, const Edition& edition, const Record& record) {
  for (const auto& rule : edition.schema().fields) {
    const auto* const field = edition.field(record, rule);
    if (field == nullptr) continue;
    json.name(rule.name);
    if (rule.type == FieldType::table) {
      json.list([&] {
        for (const auto& row : field->rows) {
          json.object([&] {
            for (const auto& [column, cell] : row) json.member(column, cell);
          });
        }
      });
    } else if (is_list(rule.type)) {
      json.list([&] {
        for (const auto& value : field->values) json.text(value);
      });
    } else {
      json.text(record.text(rule.name));
    }
  }
}

void tell_sections(JsonText& json, const Record& record) {
  const record::Prose prose(record);
  for (const auto& section : record.body.sections) {
    const auto text = trim(cut(prose.text(), section.body));
    if (section.heading.empty() && text.empty()) continue;
    json.object([&] {
      json.member("heading", section.heading);
      json.member("slug", section.slug);
      json.name("level").number(section.level);
      json.member("text", text);
    });
  }
}

void tell_sources(JsonText& json, const Edition& edition, const Record& record) {
  for (const auto& key : record.list("sources")) {
    const auto* reference = edition.collection().source(key);
    if (reference == nullptr) continue;
    json.object([&] {
      json.member("key", key);
      json.member("text", bibliography::to_text(*reference));
      json.member("url", bibliography::link(*reference));
      json.member("doi", reference->doi);
    });
  }
}

}  // namespace

std::string record_json(const Edition& edition, const Record& record) {
  JsonText json(likely_bytes);
  json.object([&] {
    json.member("id", record.id);
    json.member("kind", record.kind);
    json.member("title", record.title());
    json.member("address", edition.address(record));
    if (!edition.base_url().empty()) json.member("url", edition.base_url() + edition.address(record));
    json.name("fields").object([&] { tell_fields(json, edition, record); });
    json.optional("strength", edition.strength(record));
    json.name("sections").list([&] { tell_sections(json, record); });
    json.name("sources").list([&] { tell_sources(json, edition, record); });
    json.name("named_by").list([&] {
      for (const auto& [from, field] : edition.naming(record)) {
        json.object([&] {
          json.member("id", from->id);
          json.member("kind", from->kind);
          json.member("field", field->name);
        });
      }
    });
    json.name("assessments").list([&] {
      for (const auto& assessment : edition.assessments_json(record)) json.json(assessment);
    });
    if (const auto reviewed = record.date("reviewed")) json.member("reviewed", to_iso(*reviewed));
    if (const auto due = edition.next_due(record)) json.member("next_due", to_iso(*due));
    json.member("cite_as", citation_of(edition, record));
    json.member("licence", edition.schema().licence);
  });
  std::string out;
  out.reserve(json.view().size() + 1);
  return out.append(json.view()).append("\n");
}

}  // namespace fieldbook::site
