#include "core/bibliography/csl_json.hpp"

#include "core/base/json_text.hpp"
#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

void tell(JsonText& json, const std::vector<Name>& names) {
  json.list([&] {
    for (const auto& name : names) {
      json.object([&] {
        json.optional("family", name.family);
        json.optional("given", name.given);
        json.optional("literal", name.literal);
      });
    }
  });
}

void tell(JsonText& json, const Date& date) {
  json.object([&] {
    json.name("date-parts").list([&] {
      json.list([&] {
        json.number(date.year);
        if (date.month != 0) json.number(date.month);
        if (date.month != 0 && date.day != 0) json.number(date.day);
      });
    });
  });
}

void tell_custom(JsonText& json, const Reference& r, SourceLines lines) {
  const bool file = lines == SourceLines::kept_with_file, line = lines != SourceLines::left_out && r.where.line != 0;
  if (r.custom.empty() && !file && !line) return;
  json.name("custom").object([&] {
    for (const auto& [name, value] : r.custom) {
      if (!(file && name == "source_file") && !(line && name == "source_line")) json.member(name, value);
    }
    if (file) json.member("source_file", r.where.file.text());
    if (line) json.name("source_line").number(static_cast<std::int64_t>(r.where.line));
  });
}

void tell(JsonText& json, const Reference& r, SourceLines lines) {
  json.object([&] {
    json.member("id", r.key);
    json.member("type", r.type);
    json.optional("title", r.title);
    if (!r.authors.empty()) tell(json.name("author"), r.authors);
    if (!r.editors.empty()) tell(json.name("editor"), r.editors);
    if (r.issued) tell(json.name("issued"), *r.issued);
    json.optional("container-title", r.container_title);
    json.optional("volume", r.volume);
    json.optional("issue", r.issue);
    json.optional("page", r.page);
    json.optional("publisher", r.publisher);
    json.optional("publisher-place", r.publisher_place);
    json.optional("genre", r.genre);
    json.optional("number", r.number);
    json.optional("edition", r.edition);
    json.optional("DOI", r.doi);
    json.optional("URL", r.url);
    if (r.accessed) tell(json.name("accessed"), *r.accessed);
    json.optional("ISBN", r.isbn);
    json.optional("ISSN", r.issn);
    json.optional("language", r.language);
    json.optional("abstract", r.abstract);
    json.optional("keyword", join(r.keywords, ", "));
    json.optional("note", r.note);
    tell_custom(json, r, lines);
  });
}

}  // namespace

std::string to_csl_item(const Reference& reference, SourceLines lines) {
  JsonText json;
  tell(json, reference, lines);
  return std::string(json.view());
}

std::string to_csl_json(std::span<const Reference> references, SourceLines lines) {
  std::string out = "[";
  for (const auto& reference : references) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += to_csl_item(reference, lines);
  }
  return out + "\n]\n";
}

}  // namespace fieldbook::bibliography
