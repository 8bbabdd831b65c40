#include "core/bibliography/csl_json.hpp"

#include <nlohmann/json.hpp>

#include "core/base/text.hpp"

namespace fieldbook::bibliography {
namespace {

using Json = nlohmann::ordered_json;

Json item_of(const std::vector<Name>& names) {
  auto out = Json::array();
  for (const auto& name : names) {
    auto one = Json::object();
    if (!name.family.empty()) one["family"] = name.family;
    if (!name.given.empty()) one["given"] = name.given;
    if (!name.literal.empty()) one["literal"] = name.literal;
    out.push_back(std::move(one));
  }
  return out;
}

Json item_of(const Date& date) {
  Json parts = {date.year};
  if (date.month != 0) parts.push_back(date.month);
  if (date.month != 0 && date.day != 0) parts.push_back(date.day);
  auto out = Json::object();
  out["date-parts"] = Json::array({std::move(parts)});
  return out;
}

Json item_of(const Reference& r, SourceLines lines) {
  Json out = {{"id", r.key}, {"type", r.type}};
  const auto put = [&out](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("title", r.title);
  if (!r.authors.empty()) out["author"] = item_of(r.authors);
  if (!r.editors.empty()) out["editor"] = item_of(r.editors);
  if (r.issued) out["issued"] = item_of(*r.issued);
  put("container-title", r.container_title);
  put("volume", r.volume);
  put("issue", r.issue);
  put("page", r.page);
  put("publisher", r.publisher);
  put("publisher-place", r.publisher_place);
  put("genre", r.genre);
  put("number", r.number);
  put("edition", r.edition);
  put("DOI", r.doi);
  put("URL", r.url);
  if (r.accessed) out["accessed"] = item_of(*r.accessed);
  put("ISBN", r.isbn);
  put("ISSN", r.issn);
  put("language", r.language);
  put("abstract", r.abstract);
  put("keyword", join(r.keywords, ", "));
  put("note", r.note);
  auto custom = Json::object();
  for (const auto& [name, value] : r.custom) custom[name] = value;
  if (lines == SourceLines::kept_with_file) custom["source_file"] = r.where.file;
  if (lines != SourceLines::left_out && r.where.line != 0) custom["source_line"] = r.where.line;
  if (!custom.empty()) out["custom"] = std::move(custom);
  return out;
}

}  // namespace

std::string to_csl_item(const Reference& reference, SourceLines lines) {
  return item_of(reference, lines).dump(-1, ' ', false, Json::error_handler_t::replace);
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
