#include <nlohmann/json.hpp>

#include "site/machine/forms.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using Json = nlohmann::ordered_json;
using record::Record;

// In a script element '<' could end it, and in XHTML '&' and "]]>" mean something; in JSON all are as good escaped.
std::string dump(const Json& data) {
  std::string out;
  for (const char c : data.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Json organisation(const std::string& name) {
  return {{"@type", "Organization"}, {"name", name}};
}

Json library(const Edition& edition) {
  Json out{{"@type", "Dataset"}, {"name", edition.schema().title}};
  if (!edition.base_url().empty()) out["url"] = edition.base_url();
  return out;
}

// Labels of a facet's values as things of a schema.org type.
Json things(const Edition& edition, const Record& record, const char* facet_name, const char* type) {
  Json out = Json::array();
  const auto* facet = edition.schema().facet(facet_name);
  if (facet == nullptr) return out;
  for (const auto& value : edition.facet_values(record, *facet))
    out.push_back({{"@type", type}, {"name", edition.facet_label(*facet, value)}});
  return out;
}

Json places(const Edition& edition, const Record& record) {
  auto out = things(edition, record, "place", "Place");
  return out.empty() ? things(edition, record, "country", "Country") : out;
}

Json sources(const Edition& edition, const Record& record) {
  Json out = Json::array();
  for (const auto& key : record.list("sources")) {
    const auto* source = edition.collection().source(key);
    if (source == nullptr) continue;
    Json one{{"@type", source->type == "article-journal" ? "ScholarlyArticle"
                       : source->type == "report"        ? "Report"
                                                         : "CreativeWork"},
             {"name", source->title}};
    if (source->issued) one["datePublished"] = to_iso(*source->issued);
    if (const auto address = bibliography::link(*source); !address.empty()) one["url"] = address;
    out.push_back(std::move(one));
  }
  return out;
}

// How far an approach is carried out by the words of the record: a review by a program, of one aspect.
Json reviews(const Edition& edition, const Record& record) {
  Json out = Json::array();
  if (edition.strength(record).empty()) return out;
  for (const auto& one : edition.assessments(record)) {
    if (one.outcome != assess::Outcome::ok) continue;
    out.push_back(
        {{"@type", "Review"},
         {"author", {{"@type", "SoftwareApplication"}, {"name", one.assessor}, {"softwareVersion", one.version}}},
         {"reviewAspect", "How far the text shows: " + one.name},
         {"reviewRating",
          {{"@type", "Rating"},
           {"ratingValue", one.fit},
           {"worstRating", 0},
           {"bestRating", 3},
           {"ratingExplanation", assess::fit_in_words(one.fit)}}}});
  }
  return out;
}

void put(Json& out, const char* name, Json value) {
  if (!value.empty()) out[name] = std::move(value);
}

Json service(const Edition& edition, const Record& record) {
  const auto programme = record.text("programme");
  Json out{{"@type", "Service"}, {"name", programme.empty() ? record.title() : programme}};
  put(out, "areaServed", places(edition, record));
  Json providers = Json::array();
  for (const auto& partner : record.list("partners")) providers.push_back(organisation(partner));
  put(out, "provider", std::move(providers));
  return out;
}

const char* type_of(const Record& record) {
  if (!record.rows("findings").empty()) return "Report";
  if (record.has("result")) return "Article";
  return record.has("definition") ? "DefinedTerm" : "CreativeWork";
}

}  // namespace

std::string linked_data(const Edition& edition, const Record& record) {
  const auto& schema = edition.schema();
  const std::string type = type_of(record);
  Json out{{"@context", "https://schema.org"}, {"@type", type}, {"name", record.title()}, {"identifier", record.id}};
  if (!edition.base_url().empty()) out["url"] = edition.base_url() + edition.address(record);
  if (type == "DefinedTerm") {
    out["description"] = record.text("definition");
    out["inDefinedTermSet"] = library(edition);
    return dump(out);
  }
  out["abstract"] = record.summary();
  if (type == "Article") {
    out["headline"] = record.title();
    out["about"] = service(edition, record);
  } else {
    put(out, "about", things(edition, record, "approach", "DefinedTerm"));
  }
  put(out, "spatialCoverage", places(edition, record));
  out["inLanguage"] = schema.language;
  if (const auto changed = edition.last_change(record); changed.year != 0) out["dateModified"] = to_iso(changed);
  out["publisher"] = organisation(schema.publisher.empty() ? schema.title : schema.publisher);
  if (const auto licence = licence_url(schema.licence); !licence.empty()) out["license"] = licence;
  out["isPartOf"] = library(edition);
  put(out, "isBasedOn", sources(edition, record));
  put(out, "review", reviews(edition, record));
  return dump(out);
}

std::string linked_data(const Edition& edition) {
  const auto& schema = edition.schema();
  Json out{{"@context", "https://schema.org"}};
  out.update(library(edition));
  out["description"] = schema.description;
  out["publisher"] = organisation(schema.publisher.empty() ? schema.title : schema.publisher);
  out["inLanguage"] = schema.language;
  out["dateModified"] = to_iso(edition.today());
  if (const auto licence = licence_url(schema.licence); !licence.empty()) out["license"] = licence;
  out["includedInDataCatalog"] = {{"@type", "DataCatalog"}, {"name", schema.title}};
  auto& files = out["distribution"] = Json::array();
  for (const auto& [address, format] : {std::pair<std::string, std::string>{"data/library.jsonl", "application/jsonl"},
                                        {"data/library.csv", "text/csv"}}) {
    files.push_back(
        {{"@type", "DataDownload"}, {"contentUrl", edition.base_url() + address}, {"encodingFormat", format}});
  }
  return dump(out);
}

}  // namespace fieldbook::site
