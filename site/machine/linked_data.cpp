#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/json_text.hpp"
#include "site/machine/forms.hpp"
#include "site/pages/words.hpp"

namespace fieldbook::site {
namespace {

using record::Record;

// In a script element '<' could end it, and in XHTML '&' and "]]>" mean something; in JSON all are as good escaped.
std::string in_a_page(const JsonText& json) {
  std::string out;
  out.reserve(json.view().size() + 100);
  const auto all = json.view();
  for (auto plain = all.begin();;) {
    const auto special = std::find_if(plain, all.end(), [](char c) { return c == '<' || c == '>' || c == '&'; });
    out.append(plain, special);
    if (special == all.end()) return out;
    out += *special == '<' ? "\\u003c" : *special == '>' ? "\\u003e" : "\\u0026";
    plain = special + 1;
  }
}

void tell_type(JsonText& json, std::string_view type) { json.member("@type", type); }

// A thing of schema.org that has a name and nothing else.
void tell_named(JsonText& json, std::string_view type, std::string_view name) {
  json.object([&] {
    tell_type(json, type);
    json.member("name", name);
  });
}

void tell_library_members(JsonText& json, const Edition& edition) {
  tell_type(json, "Dataset");
  json.member("name", edition.schema().title);
  json.optional("url", edition.base_url());
}

void tell_library(JsonText& json, const Edition& edition) {
  json.object([&] { tell_library_members(json, edition); });
}

void tell_publisher(JsonText& json, const Edition& edition) {
  const auto& schema = edition.schema();
  tell_named(json.name("publisher"), "Organization", schema.publisher.empty() ? schema.title : schema.publisher);
}

// A member whose items are things of a schema.org type, named by a facet's values; none where there are none.
bool tell_things(JsonText& json, std::string_view member, const Edition& edition, const Record& record, const char* facet_name, std::string_view type) {
  const auto* facet = edition.schema().facet(facet_name);
  if (facet == nullptr || edition.facet_values(record, *facet).empty()) return false;
  json.name(member).list([&] {
    for (const auto& value : edition.facet_values(record, *facet)) tell_named(json, type, edition.facet_label(*facet, value));
  });
  return true;
}

void tell_places(JsonText& json, std::string_view member, const Edition& edition, const Record& record) {
  if (!tell_things(json, member, edition, record, "place", "Place")) tell_things(json, member, edition, record, "country", "Country");
}

void tell_sources(JsonText& json, const Edition& edition, const Record& record) {
  std::vector<const bibliography::Reference*> sources;
  for (const auto& key : record.list("sources")) {
    if (const auto* source = edition.collection().source(key)) sources.push_back(source);
  }
  if (sources.empty()) return;
  json.name("isBasedOn").list([&] {
    for (const auto* source : sources) {
      json.object([&] {
        tell_type(json, source->type == "article-journal" ? "ScholarlyArticle" : source->type == "report" ? "Report" : "CreativeWork");
        json.member("name", source->title);
        if (source->issued) json.member("datePublished", to_iso(*source->issued));
        json.optional("url", bibliography::link(*source));
      });
    }
  });
}

// How far an approach is carried out by the words of the record: a review by a program, of one aspect.
void tell_review(JsonText& json, const assess::Assessment& one) {
  json.object([&] {
    tell_type(json, "Review");
    json.name("author").object([&] {
      tell_type(json, "SoftwareApplication");
      json.member("name", one.assessor);
      json.member("softwareVersion", one.version);
    });
    json.member("reviewAspect", "How far the text shows: " + one.name);
    json.name("reviewRating").object([&] {
      tell_type(json, "Rating");
      json.name("ratingValue").number(one.fit);
      json.name("worstRating").number(0);
      json.name("bestRating").number(3);
      json.member("ratingExplanation", assess::fit_in_words(one.fit));
    });
  });
}

// Of approaches that the record is about: "0 of 3" for the others would read as a bad review.
void tell_reviews(JsonText& json, const Edition& edition, const Record& record) {
  if (edition.strength(record).empty()) return;
  const auto& all = edition.assessments(record);
  const auto is_about = [](const assess::Assessment& one) { return one.outcome == assess::Outcome::ok && one.fit > 0; };
  if (std::ranges::none_of(all, is_about)) return;
  json.name("review").list([&] {
    for (const auto& one : all) {
      if (is_about(one)) tell_review(json, one);
    }
  });
}

void tell_service(JsonText& json, const Edition& edition, const Record& record) {
  const auto programme = record.text("programme");
  json.object([&] {
    tell_type(json, "Service");
    json.member("name", programme.empty() ? record.title() : programme);
    tell_places(json, "areaServed", edition, record);
    const auto& partners = record.list("partners");
    if (partners.empty()) return;
    json.name("provider").list([&] {
      for (const auto& partner : partners) tell_named(json, "Organization", partner);
    });
  });
}

const char* type_of(const Record& record) {
  if (!record.rows("findings").empty()) return "Report";
  if (record.has("result")) return "Article";
  return record.has("definition") ? "DefinedTerm" : "CreativeWork";
}

void tell_licence(JsonText& json, const Edition& edition) { json.optional("license", licence_url(edition.schema().licence)); }

void tell_work(JsonText& json, const Edition& edition, const Record& record, std::string_view type) {
  json.member("abstract", record.summary());
  if (type == "Article") {
    json.member("headline", record.title());
    tell_service(json.name("about"), edition, record);
  } else {
    tell_things(json, "about", edition, record, "approach", "DefinedTerm");
  }
  tell_places(json, "spatialCoverage", edition, record);
  json.member("inLanguage", edition.schema().language);
  if (const auto changed = edition.last_change(record); changed.year != 0) json.member("dateModified", to_iso(changed));
  tell_publisher(json, edition);
  tell_licence(json, edition);
  tell_library(json.name("isPartOf"), edition);
  tell_sources(json, edition, record);
  tell_reviews(json, edition, record);
}

}  // namespace

std::string linked_data(const Edition& edition, const Record& record) {
  const std::string_view type = type_of(record);
  JsonText json(std::size_t{8} << 10);
  json.object([&] {
    json.member("@context", "https://schema.org");
    tell_type(json, type);
    json.member("name", record.title());
    json.member("identifier", record.id);
    if (!edition.base_url().empty()) json.member("url", edition.base_url() + edition.address(record));
    if (type == "DefinedTerm") {
      json.member("description", record.text("definition"));
      tell_library(json.name("inDefinedTermSet"), edition);
    } else {
      tell_work(json, edition, record, type);
    }
  });
  return in_a_page(json);
}

std::string linked_data(const Edition& edition) {
  const auto& schema = edition.schema();
  JsonText json;
  json.object([&] {
    json.member("@context", "https://schema.org");
    tell_library_members(json, edition);
    json.member("description", schema.description);
    tell_publisher(json, edition);
    json.member("inLanguage", schema.language);
    json.member("dateModified", to_iso(edition.today()));
    tell_licence(json, edition);
    tell_named(json.name("includedInDataCatalog"), "DataCatalog", schema.title);
    json.name("distribution").list([&] {
      for (const auto& [address, format] : {std::pair{"data/library.jsonl", "application/jsonl"}, std::pair{"data/library.csv", "text/csv"}}) {
        json.object([&] {
          tell_type(json, "DataDownload");
          json.member("contentUrl", edition.base_url() + address);
          json.member("encodingFormat", format);
        });
      }
    });
  });
  return in_a_page(json);
}

}  // namespace fieldbook::site
