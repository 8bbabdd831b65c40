#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "core/review/synthesis/report.hpp"

namespace fieldbook::review {
namespace {

using Json = nlohmann::ordered_json;

Json of(const std::vector<ItemJudgement>& all) {
  auto out = Json::array();
  for (const auto& one : all) {
    out.push_back({{"instrument", one.instrument}, {"version", one.version}, {"title", one.title}, {"label", one.label}, {"value", one.value.empty() ? Json(nullptr) : Json(one.value)}, {"words", one.words}, {"counts_as", one.counts_as}, {"missing", one.missing}});
  }
  return out;
}

Json of(const Study& one) {
  Json out{{"record", one.record}, {"reports", one.reports}, {"citation", one.citation}, {"title", one.title}, {"design", one.design}, {"design_label", one.design_label}, {"read", one.read_label}, {"whole", one.whole},
           {"approaches", one.approaches}, {"countries", one.countries}, {"themes", one.themes}, {"sample", one.sample}, {"size", nullptr}, {"quality", name_of(one.quality)}, {"judgements", of(one.judgements)}, {"open", one.open}};
  if (one.size) out["size"] = *one.size;
  out["results"] = Json::array();
  for (const auto& result : one.results) {
    out["results"].push_back({{"item", result.item}, {"outcome", result.outcome}, {"direction", name_of(result.direction)}, {"figure", result.figure}, {"words", result.words}, {"where", result.where}});
  }
  return out;
}

Json of(const Synthesis& all, const OutcomeEvidence& one) {
  Json out{{"id", one.id}, {"label", one.label}, {"strength", one.strength.id}, {"strength_label", one.strength_label}, {"why", one.strength.why}, {"counts", Json::object()}, {"studies", Json::array()}};
  for (const auto direction : all_directions) out["counts"][std::string(name_of(direction))] = one.counts.contains(direction) ? one.counts.at(direction) : 0;
  out["sign_test"] = {{"better", one.sign.better}, {"worse", one.sign.worse}, {"p", one.sign.p}, {"share_better", one.sign.share_better}, {"interval", one.sign.interval}};
  for (const auto& study : one.studies) out["studies"].push_back({{"record", all.studies[study.study].record}, {"direction", name_of(study.direction)}, {"results", study.results}});
  return out;
}

Json of(const std::vector<FindingEvidence>& all) {
  auto out = Json::array();
  for (const auto& one : all) {
    auto parts = Json::array();
    for (const auto& [part, why] : one.parts) parts.push_back({{"part", part}, {"why", why}});
    out.push_back({{"id", one.statement.id}, {"statement", one.statement.statement}, {"studies", one.statement.studies}, {"outcome", one.statement.outcome}, {"words", one.statement.words}, {"judgements", of(one.judgements)}, {"parts", std::move(parts)}});
  }
  return out;
}

Json of(const ReviewMap& map) {
  Json out{{"id", map.id}, {"title", map.title}, {"rows", Json::array()}, {"columns", Json::array()}, {"cells", Json::array()}};
  for (const auto& one : map.rows) out["rows"].push_back({{"id", one.id}, {"label", one.label}});
  for (const auto& one : map.columns) out["columns"].push_back({{"id", one.id}, {"label", one.label}});
  for (const auto& [place, records] : map.cells) out["cells"].push_back({{"row", place.first}, {"column", place.second}, {"count", records.size()}, {"records", records}});
  return out;
}

// As RFC 4180 has it; never taken for a formula by a spreadsheet.
std::string cell(std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = formula ? "\"'" : "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string report_json(const ReviewReport& report) {
  Json out{{"id", report.id}, {"title", report.protocol.title}, {"question", report.protocol.question}, {"open", report.open}, {"notice", report.protocol.notice}, {"imports", Json::array()}, {"flow", Json::parse(flow_json(report.flow))}};
  for (const auto& one : report.imports) out["imports"].push_back({{"id", one.id}, {"database", one.database}, {"searched", to_iso(one.searched)}, {"records_in", one.records_in}, {"records", one.records}, {"sha256", one.sha256}});
  out["included"] = report.included;
  out["left_out"] = Json::array();
  for (const auto& one : report.left_out) out["left_out"].push_back({{"record", one.record}, {"reason", one.reason}, {"label", one.reason_label}, {"note", one.note}});
  const auto& all = report.synthesis;
  out["quality_from"] = all.quality_from;
  out["studies"] = Json::array();
  for (const auto& one : all.studies) out["studies"].push_back(of(one));
  out["outcomes"] = Json::array();
  for (const auto& one : all.outcomes) out["outcomes"].push_back(of(all, one));
  out["findings"] = of(all.findings);
  out["claims"] = of(all.claims);
  out["maps"] = Json::array({of(all.effectiveness), of(all.implementation)});
  out["agreement"] = Json::array();
  for (const auto& one : report.agreements) {
    Json seen{{"stage", one.stage}, {"reviewers", {one.first, one.second}}, {"n", one.agreement.n}, {"kappa", nullptr}, {"kappa_ci", nullptr}, {"ac1", one.agreement.ac1}, {"pabak", one.agreement.pabak}, {"table", one.table}};
    if (one.agreement.kappa) seen["kappa"] = *one.agreement.kappa;
    if (one.agreement.kappa_interval) seen["kappa_ci"] = *one.agreement.kappa_interval;
    out["agreement"].push_back(std::move(seen));
  }
  out["reviewers"] = Json::array();
  for (const auto& one : report.reviewers) out["reviewers"].push_back({{"id", one.reviewer.id}, {"name", one.reviewer.name}, {"about", one.reviewer.about}, {"decisions", one.decisions}, {"answers", one.answers}, {"resolutions", one.resolutions}});
  out["forms"] = Json::array();
  for (const auto& one : report.forms) out["forms"].push_back({{"id", one.form.id}, {"version", one.form.version}, {"title", one.form.title}, {"unit", name_of(one.form.unit)}, {"items", one.items}, {"source", one.form.source}, {"licence", one.form.licence}});
  out["editions"] = Json::array();
  for (const auto& one : report.editions) out["editions"].push_back({{"name", one.name}, {"at", one.at}});
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string evidence_csv(const ReviewReport& report) {
  std::string out = "record,study,design,read,quality,outcome,direction,figure,words,where\r\n";
  for (const auto& study : report.synthesis.studies) {
    for (const auto& one : study.results) {
      out += cell(study.record) + "," + cell(study.citation) + "," + cell(study.design) + "," + cell(study.read_label) + "," + cell(name_of(study.quality)) + "," + cell(one.outcome) + "," + cell(name_of(one.direction)) + "," + cell(one.figure) + "," +
             cell(one.words) + "," + cell(one.where) + "\r\n";
    }
  }
  return out;
}

}  // namespace fieldbook::review
