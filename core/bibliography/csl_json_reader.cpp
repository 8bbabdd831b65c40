#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/csv.hpp"
#include "core/bibliography/identifiers.hpp"
#include "core/bibliography/reading.hpp"
#include "core/bibliography/reference_builder.hpp"

namespace fieldbook::bibliography {
namespace {

using Json = nlohmann::json;

struct Slice {
  std::string_view text;
  std::size_t line = 0;
};

// The outermost objects of the text, or of an array: each is parsed by itself, so that a broken one costs no other and
// each has its line. A brace that never closes ends with the text.
std::vector<Slice> objects_of(std::string_view text, const std::string& file) {
  std::vector<Slice> out;
  std::size_t depth = 0, begin = 0, line = 1, begin_line = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' && depth++ == 0) {
      begin = i;
      begin_line = line;
    }
    if (c == '}' && depth > 0 && --depth == 0) out.push_back({text.substr(begin, i + 1 - begin), begin_line});
    check_count(out.size(), file);
  }
  if (depth > 0) out.push_back({text.substr(begin), begin_line});
  return out;
}

std::string scalar(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.is_number_unsigned() ? std::to_string(value.get<std::uint64_t>()) : std::to_string(value.get<std::int64_t>());
  if (value.is_number_float() || value.is_boolean()) return value.dump();
  return {};
}

std::string member(const Json& object, const char* name) {
  const auto at = object.find(name);
  return at == object.end() ? std::string() : scalar(*at);
}

Name name_of_item(const Json& item) {
  Name out{member(item, "family"), member(item, "given"), member(item, "literal")};
  for (const auto* const part : {"non-dropping-particle", "dropping-particle"}) {
    const auto particle = member(item, part);
    if (!particle.empty() && !out.family.empty()) out.family = particle + " " + out.family;
  }
  if (const auto suffix = member(item, "suffix"); !suffix.empty()) out.family += " " + suffix;
  if (out == Name{}) out.literal = member(item, "name");   // Crossref's bodies
  return out;
}

std::optional<Date> date_of_item(const Json& item) {
  if (!item.is_object()) return date_from_text(scalar(item));
  if (const auto all = item.find("date-parts"); all != item.end() && all->is_array() && !all->empty() && all->front().is_array()) {
    std::string text;
    for (const auto& part : all->front()) {
      if (text.size() < 20) text += (text.empty() ? "" : " ") + scalar(part);
    }
    if (auto date = date_from_text(text)) return date;
  }
  for (const auto* const other : {"raw", "literal", "date-time"}) {
    if (auto date = date_from_text(member(item, other))) return date;
  }
  return std::nullopt;
}

Field field_of_key(const std::string& key) {
  if (key == "issue") return Field::issue;
  if (key == "genre") return Field::genre;
  if (key == "keyword" || key == "categories" || key == "subject") return Field::keywords;
  if (key == "container-title-short" || key == "journalAbbreviation" || key == "short-container-title") return Field::short_container;
  if (key == "event-place") return Field::other;
  return field_of_heading(key);
}

// Those that our own words for types would take for something else.
bool is_csl_type(std::string_view type) {
  constexpr std::array<std::string_view, 6> types = {"article", "book", "review", "review-book", "report", "standard"};
  return std::ranges::find(types, type) != types.end() || (csl_type_of(type) == type);
}

class ItemReader {
 public:
  ItemReader(const Json& item, Location where, SourceLines lines) : item_(item), lines_(lines), builder_(std::move(where)) {}

  Reference read() {
    for (const auto& [key, value] : item_.items()) take(key, value);
    auto out = builder_.finish();
    if (!type_.empty()) out.type = is_csl_type(type_) || csl_type_of(type_).empty() ? type_ : csl_type_of(type_);
    if (!number_.empty()) out.number = number_;
    out.issued = issued_ ? issued_ : out.issued;
    out.accessed = accessed_ ? accessed_ : out.accessed;
    out.custom.merge(custom_);
    return out;
  }

 private:
  void take(const std::string& key, const Json& value) {
    if (key == "type" && value.is_string()) {
      type_ = value.get<std::string>();
    } else if (key == "number" && !value.is_array()) {
      number_ = collapse_whitespace(scalar(value));
    } else if (key == "issued" || key == "published" || key == "publication_date") {
      if (auto date = date_of_item(value); date && !issued_) issued_ = date;
    } else if (key == "accessed") {
      accessed_ = date_of_item(value);
    } else if (key == "custom" && value.is_object()) {
      for (const auto& [name, text] : value.items()) {
        if (name == "source_line" || (name == "source_file" && lines_ == SourceLines::kept_with_file)) continue;
        if (const auto words = scalar(text); !words.empty()) custom_.emplace(custom_name(name), collapse_whitespace(words));
      }
    } else if (value.is_array()) {
      list(key, value);
    } else if (const auto words = scalar(value); !words.empty()) {
      const auto field = field_of_key(key);
      const bool zero = words == "0" && field != Field::other;   // Publish or Perish writes 0 for what it does not know
      if (!zero) builder_.add(field, key, words);
    }
  }

  void list(const std::string& key, const Json& values) {
    const auto field = field_of_key(key);
    for (const auto& value : values) {
      if (value.is_object() && (field == Field::authors || field == Field::editors)) {
        field == Field::authors ? builder_.add_author(name_of_item(value)) : builder_.add_editor(name_of_item(value));
      } else if (const auto words = scalar(value); !words.empty()) {
        builder_.add(field == Field::authors ? Field::author : field == Field::editors ? Field::editor : field == Field::keywords ? Field::keyword : field, key, words);
      }
    }
  }

  const Json& item_;
  SourceLines lines_;
  ReferenceBuilder builder_;
  std::string type_, number_;
  std::optional<Date> issued_, accessed_;
  std::map<std::string, std::string> custom_;
};

// The list of items in an object that only wraps them; nothing where the object is an item.
const Json* wrapped_items(const Json& object) {
  if (object.contains("title") || object.contains("author")) return nullptr;
  for (const auto* const name : {"items", "references", "records", "docs"}) {
    const auto at = object.find(name);
    if (at != object.end() && at->is_array()) return &*at;
  }
  for (const auto* const name : {"message", "response"}) {
    const auto at = object.find(name);
    if (at == object.end() || !at->is_object()) continue;
    const auto* const inside = wrapped_items(*at);
    return inside == nullptr ? &*at : inside;
  }
  return nullptr;
}

Location source_of(const Json& item, Location where, SourceLines lines) {
  const auto custom = item.find("custom");
  if (lines == SourceLines::left_out || custom == item.end() || !custom->is_object()) return where;
  if (lines == SourceLines::kept_with_file) where.file = member(*custom, "source_file");
  const auto line = custom->find("source_line");
  if (line != custom->end() && line->is_number_unsigned()) where.line = line->get<std::size_t>();
  return where;
}

}  // namespace

std::vector<Reference> read_csl_json(std::string_view text, const std::string& file, Diagnostics& found, SourceLines lines) {
  std::vector<Reference> out;
  for (const auto& slice : objects_of(text, file)) {
    const Location where{file, slice.line, 0};
    const auto item = Json::parse(slice.text, nullptr, false);
    if (!item.is_object()) {
      found.error(where, "an item is not well-formed JSON", "export it again, or put it right by hand", "csl-json.item");
      continue;
    }
    const auto* const inside = wrapped_items(item);
    if (inside == nullptr || inside->is_object()) {
      const auto& one = inside == nullptr ? item : *inside;
      out.push_back(ItemReader(one, source_of(one, where, lines), lines).read());
      continue;
    }
    for (const auto& one : *inside) {
      if (one.is_object()) {
        out.push_back(ItemReader(one, where, lines).read());
      } else {
        found.error(where, "an item in a list is not an object", "put it in braces", "csl-json.item");
      }
      check_count(out.size(), file);
    }
  }
  return out;
}

}  // namespace fieldbook::bibliography
