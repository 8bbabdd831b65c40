#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/bibliography/reference_builder.hpp"
#include "core/bibliography/xml.hpp"
#include "core/bibliography/xml_formats.hpp"

namespace fieldbook::bibliography {
namespace {

struct Rule {
  std::string_view path;
  Field field;
  std::string_view name;
};

// In this order, so that the better of two sources of one field comes first.
constexpr std::array rules{Rule{"contributors/authors/author", Field::author, "author"},
                           Rule{"contributors/secondary-authors/author", Field::editor, "editor"},
                           Rule{"contributors/tertiary-authors/author", Field::other, "series-editor"},
                           Rule{"titles/title", Field::title, "title"},
                           Rule{"titles/secondary-title", Field::container, "secondary-title"},
                           Rule{"periodical/full-title", Field::container, "periodical"},
                           Rule{"periodical/abbr-1", Field::short_container, "periodical-abbreviation"},
                           Rule{"titles/alt-title", Field::short_container, "alt-title"},
                           Rule{"titles/tertiary-title", Field::other, "series"},
                           Rule{"pages", Field::pages, "pages"},
                           Rule{"volume", Field::volume, "volume"},
                           Rule{"number", Field::issue, "number"},
                           Rule{"edition", Field::edition, "edition"},
                           Rule{"dates/year", Field::date, "year"},
                           Rule{"dates/pub-dates/date", Field::day, "pub-date"},
                           Rule{"pub-location", Field::place, "pub-location"},
                           Rule{"publisher", Field::publisher, "publisher"},
                           Rule{"isbn", Field::serial, "isbn"},
                           Rule{"electronic-resource-num", Field::maybe_doi, "electronic-resource-num"},
                           Rule{"accession-num", Field::other, "accession-number"},
                           Rule{"abstract", Field::abstract, "abstract"},
                           Rule{"notes", Field::note, "note"},
                           Rule{"research-notes", Field::note, "research-notes"},
                           Rule{"language", Field::language, "language"},
                           Rule{"work-type", Field::genre, "work-type"},
                           Rule{"urls/related-urls/url", Field::url, "url"},
                           Rule{"urls/web-urls/url", Field::url, "url"},
                           Rule{"urls/pdf-urls/url", Field::other, "file"},
                           Rule{"auth-address", Field::other, "address"},
                           Rule{"remote-database-name", Field::other, "database"},
                           Rule{"call-num", Field::other, "call-number"},
                           Rule{"label", Field::other, "label"},
                           Rule{"rec-number", Field::other, "rec-number"},
                           Rule{"section", Field::other, "section"},
                           Rule{"caption", Field::other, "caption"}};

Reference reference_of(const XmlElement& record, Location where) {
  ReferenceBuilder builder(std::move(where));
  const auto type = record.find("ref-type");
  if (!type.empty()) builder.add(Field::type, "type", type.front().attribute("name"));
  for (const auto& rule : rules) {
    for (const auto& element : record.find(rule.path)) builder.add(rule.field, rule.name, element.text());
  }
  for (const auto& keyword : record.find("keywords/keyword")) {
    const auto words = collapse_whitespace(keyword.text());
    builder.add(words.find(';') == std::string::npos ? Field::keyword : Field::keywords, "keyword", words);
  }
  return builder.finish();
}

}  // namespace

std::vector<Reference> read_endnote_xml(std::string_view text, const std::string& file, Diagnostics& found) {
  std::vector<Reference> out;
  constexpr std::string_view names[] = {"record"};
  for_each_element(text, file, names, [&out](const XmlElement& record, Location where) { out.push_back(reference_of(record, std::move(where))); }, found);
  return out;
}

}  // namespace fieldbook::bibliography
