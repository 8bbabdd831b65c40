#include "core/cli/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;

Json list(const Diagnostics& diagnostics) {
  auto out = Json::array();
  for (const auto& d : diagnostics.sorted()) {
    out.push_back({{"severity", d.severity == Severity::error ? "error" : "warning"},
                   {"file", d.where.file},
                   {"line", d.where.line},
                   {"column", d.where.column},
                   {"what", d.what},
                   {"advice", d.advice},
                   {"rule", d.rule}});
  }
  return out;
}

Json spans(const std::vector<Span>& from) {
  auto out = Json::array();
  for (const auto& span : from) out.push_back({span.begin, span.end});
  return out;
}

const char* name_of(library::Finding::Weight weight) {
  switch (weight) {
    case library::Finding::Weight::leftover:
      return "leftover";
    case library::Finding::Weight::behind:
      return "behind";
    case library::Finding::Weight::damage:
      return "damage";
  }
  return "";
}

bool takes_several(const record::Schema& schema, std::string_view facet) {
  return std::ranges::any_of(schema.fields, [&](const record::FieldRule& field) {
    return field.facet == facet && field.type == record::FieldType::terms;
  });
}

Json fields(const library::Hit& hit, const record::Schema& schema) {
  auto out = Json::object();
  for (const auto& [name, value] : hit.fields) {
    if (!takes_several(schema, name)) {
      out[name] = value;
      continue;
    }
    auto values = Json::array();
    for (const auto part : split(value, ' ')) {
      if (!part.empty()) values.push_back(part);
    }
    out[name] = std::move(values);
  }
  return out;
}

Json typed(const record::FieldRule& rule, const record::Field& field) {
  if (rule.type == record::FieldType::table) return field.rows;
  if (rule.type == record::FieldType::number && !field.values.empty()) return std::atoi(field.values.front().c_str());
  switch (rule.type) {
    case record::FieldType::texts:
    case record::FieldType::terms:
    case record::FieldType::records:
    case record::FieldType::citations:
    case record::FieldType::criteria: return field.values;
    case record::FieldType::text:
    case record::FieldType::number:
    case record::FieldType::date:
    case record::FieldType::url:
    case record::FieldType::doi:
    case record::FieldType::term:
    case record::FieldType::record:
    case record::FieldType::assessor:
    case record::FieldType::table: break;
  }
  return field.values.empty() ? Json(nullptr) : Json(field.values.front());
}

}  // namespace

std::string check_json(const record::Collection& collection) {
  const Json out = {{"records", collection.records.size()},
                    {"skipped", collection.skipped},
                    {"errors", collection.diagnostics.errors()},
                    {"warnings", collection.diagnostics.warnings()},
                    {"diagnostics", list(collection.diagnostics)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string index_json(const library::IndexReport& report, const Diagnostics& diagnostics) {
  const Json out = {{"added", report.added},         {"changed", report.changed},
                    {"removed", report.removed},     {"unchanged", report.unchanged},
                    {"rebuilt", report.rebuilt},     {"errors", diagnostics.errors()},
                    {"warnings", diagnostics.warnings()}, {"diagnostics", list(diagnostics)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string doctor_json(const std::filesystem::path& index, const library::Examination& examination,
                        const std::vector<std::filesystem::path>& pruned, bool rebuilt) {
  const auto paths = [](const std::vector<std::filesystem::path>& from) {
    auto out = Json::array();
    for (const auto& path : from) out.push_back(path.string());
    return out;
  };
  Json out = {{"index", index.string()},
              {"made_by", examination.made_by},
              {"records", examination.records},
              {"files", examination.files},
              {"terms_compared", examination.terms_compared},
              {"rebuilt", rebuilt},
              {"pruned", paths(pruned)},
              {"leftovers", paths(examination.leftovers)},
              {"findings", Json::array()}};
  for (const auto& finding : examination.findings) {
    out["findings"].push_back({{"weight", name_of(finding.weight)}, {"rule", finding.rule}, {"what", finding.what}, {"advice", finding.advice}});
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string search_json(const library::Results& results, const record::Schema& schema) {
  Json out = {{"query", results.query}, {"total", results.total}, {"total_is_exact", results.total_is_exact}};
  out["corrected"] = results.corrected ? Json(*results.corrected) : Json(nullptr);
  out["hits"] = Json::array();
  for (const auto& hit : results.hits) {
    Json one = {{"id", hit.id},           {"kind", hit.kind},
                {"title", hit.title},     {"score", hit.score},
                {"snippet", hit.snippet}, {"highlights", spans(hit.highlights)},
                {"url", hit.url},         {"fields", fields(hit, schema)}};
    if (hit.folded > 0) one["folded"] = hit.folded;
    if (!hit.why.empty()) one["why"] = hit.why;
    out["hits"].push_back(std::move(one));
  }
  out["facets"] = Json::object();
  for (const auto& [name, counts] : results.facets) {
    auto values = Json::array();
    for (const auto& count : counts) values.push_back({{"value", count.value}, {"label", count.label}, {"count", count.count}});
    out["facets"][name] = std::move(values);
  }
  out["facets_are_exact"] = results.facets_are_exact;
  out["folded"] = results.folded;
  out["unknown"] = results.unknown;
  out["drivers"] = results.drivers;
  out["added"] = results.added;
  out["warnings"] = results.warnings;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string record_json(const record::Collection& collection, const record::Record& record) {
  Json out = {{"id", record.id}, {"kind", record.kind}, {"title", record.title()}, {"file", record.file.generic_string()}};
  if (const auto* const kind = collection.schema.kind(record.kind)) out["url"] = kind->folder + "/" + record.id + ".html";
  out["fields"] = Json::object();
  for (const auto& [name, field] : record.fields) {
    if (const auto* const rule = collection.schema.field(name)) out["fields"][name] = typed(*rule, field);
  }
  if (auto strength = collection.strength(record); !strength.empty()) out["strength"] = std::move(strength);
  out["text"] = record.body.text;
  out["sections"] = Json::array();
  for (const auto& section : record.body.sections) {
    if (section.level == 0) continue;
    out["sections"].push_back({{"heading", section.heading}, {"begin", section.body.begin}, {"end", section.body.end}});
  }
  out["sources"] = Json::array();
  for (const auto& key : record.list("sources")) {
    if (const auto* const source = collection.source(key)) {
      out["sources"].push_back({{"key", key}, {"text", to_text(*source)}, {"link", link(*source)}});
    }
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fieldbook::cli
