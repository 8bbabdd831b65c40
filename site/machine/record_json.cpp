#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "site/machine/forms.hpp"

namespace fieldbook::site {
namespace {

using Json = nlohmann::ordered_json;
using record::FieldType;
using record::Record;

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

Json fields(const Edition& edition, const Record& record) {
  Json out = Json::object();
  for (const auto& rule : edition.schema().fields) {
    if (!record.has(rule.name)) continue;
    if (rule.type == FieldType::table) {
      auto& rows = out[rule.name] = Json::array();
      for (const auto& row : record.rows(rule.name)) {
        Json cells = Json::object();
        for (const auto& [column, cell] : row) cells[column] = cell;
        rows.push_back(std::move(cells));
      }
    } else if (is_list(rule.type)) {
      out[rule.name] = record.list(rule.name);
    } else {
      out[rule.name] = record.text(rule.name);
    }
  }
  return out;
}

Json sections(const Record& record) {
  Json out = Json::array();
  for (const auto& section : record.body.sections) {
    const auto text = trim(cut(record.body.text, section.body));
    if (section.heading.empty() && text.empty()) continue;
    out.push_back({{"heading", section.heading}, {"slug", section.slug}, {"level", section.level}, {"text", text}});
  }
  return out;
}

Json sources(const Edition& edition, const Record& record) {
  Json out = Json::array();
  for (const auto& key : record.list("sources")) {
    const auto* reference = edition.collection().source(key);
    if (reference == nullptr) continue;
    out.push_back({{"key", key},
                   {"text", bibliography::to_text(*reference)},
                   {"url", bibliography::link(*reference)},
                   {"doi", reference->doi}});
  }
  return out;
}

std::string assessments(const Edition& edition, const Record& record) {
  std::string out = "[";
  for (const auto& json : edition.assessments_json(record)) out.append(out.size() > 1 ? "," : "").append(json);
  return out + "]";
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// One object of two, a member that is JSON already between them.
std::string joined(const Json& before, std::string_view name, std::string_view value, const Json& after) {
  auto out = dump(before);
  out.back() = ',';
  out.append("\"").append(name).append("\":").append(value).append(",");
  return out.append(dump(after), 1);
}

}  // namespace

std::string record_json(const Edition& edition, const Record& record) {
  Json out, after;
  out["id"] = record.id;
  out["kind"] = record.kind;
  out["title"] = record.title();
  out["address"] = edition.address(record);
  if (!edition.base_url().empty()) out["url"] = edition.base_url() + edition.address(record);
  out["fields"] = fields(edition, record);
  if (const auto& strength = edition.strength(record); !strength.empty()) out["strength"] = strength;
  out["sections"] = sections(record);
  out["sources"] = sources(edition, record);
  auto& named_by = out["named_by"] = Json::array();
  for (const auto& [from, field] : edition.naming(record))
    named_by.push_back({{"id", from->id}, {"kind", from->kind}, {"field", field->name}});
  if (const auto reviewed = record.date("reviewed")) after["reviewed"] = to_iso(*reviewed);
  if (const auto due = edition.next_due(record)) after["next_due"] = to_iso(*due);
  after["cite_as"] = citation_of(edition, record);
  after["licence"] = edition.schema().licence;
  return joined(out, "assessments", assessments(edition, record), after) + "\n";
}

}  // namespace fieldbook::site
