#include "core/record/field_values.hpp"

#include <algorithm>

#include "core/base/date.hpp"
#include "core/base/text.hpp"

namespace fieldbook::record {
namespace {

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_visible(char c) {
  return static_cast<unsigned char>(c) > ' ' && c != 0x7F;
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 15 && std::ranges::all_of(text, is_digit);
}

bool is_web_address(std::string_view text) {
  const auto scheme = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : 0U;
  return scheme != 0 && text.size() > scheme && text.size() <= 2000 && std::ranges::all_of(text, is_visible);
}

bool is_doi(std::string_view text) {
  const auto slash = text.find('/');
  return text.starts_with("10.") && slash != std::string_view::npos && slash >= 7 && slash + 1 < text.size() &&
         text.size() <= 500 &&
         std::ranges::all_of(text.substr(3, slash - 3), [](char c) { return is_digit(c) || c == '.'; }) &&
         std::ranges::all_of(text, is_visible);
}

// Words of small letters, digits and hyphens, apart by full stops; at least `least` of them.
bool is_dotted(std::string_view text, std::size_t least) {
  const auto parts = split(text, '.');
  return parts.size() >= least && std::ranges::all_of(parts, [](std::string_view part) {
           return !part.empty() && std::ranges::all_of(part, [](char c) { return is_lower_or_digit(c) || c == '-'; });
         });
}

class ValueReader {
 public:
  ValueReader(const FieldRule& rule, const Vocabularies& vocabularies, Diagnostics& found)
      : rule_(rule), vocabularies_(vocabularies), found_(found) {}

  // The value as a record holds it; empty, with a diagnostic, where it is not one.
  std::string read(const Node& node) {
    if (node.kind != Node::Kind::scalar) {
      error(node, name() + " must be one value", "write it on one line, in quotes if it holds a colon", "record.shape");
      return {};
    }
    auto value = collapse_whitespace(node.value);
    if (value.empty()) return {};
    return fits(node, value) ? value : std::string();
  }

 private:
  std::string name() const { return in_quotes(rule_.name); }

  void error(const Node& node, std::string what, std::string advice, std::string id) {
    found_.error(node.where, std::move(what), std::move(advice), std::move(id));
  }

  bool shaped(bool fits, const Node& node, std::string_view expected, std::string advice, std::string id) {
    if (!fits)
      error(node, name() + ": " + in_quotes(node.value) + " is not " + std::string(expected), std::move(advice),
            std::move(id));
    return fits;
  }

  bool fits(const Node& node, const std::string& value) {
    switch (rule_.type) {
      case FieldType::text:
      case FieldType::texts:
        warn_of_length(node, value);
        return true;
      case FieldType::number:
        return shaped(is_whole_number(value), node, "a whole number", "write digits alone", "record.number");
      case FieldType::date:
        return shaped(parse_date(value).has_value(), node, "a date", "write 2019, 2019-04 or 2019-04-01",
                      "record.date");
      case FieldType::url:
        return shaped(is_web_address(value), node, "a web address", "begin it with https://", "record.url");
      case FieldType::doi:
        return shaped(is_doi(value), node, "a DOI", "write it bare: 10.1234/abc", "record.doi");
      case FieldType::term:
      case FieldType::terms:
        return is_term(node, value);
      case FieldType::record:
      case FieldType::records:
        return shaped(is_id(value), node, "the id of a record", "write the name of its file without .md", "record.id");
      case FieldType::citations:
        return shaped(std::ranges::all_of(value, is_visible), node, "a key of sources.bib", "write the key alone",
                      "record.citation");
      case FieldType::assessor:
        return shaped(is_dotted(value, 1), node, "the id of an assessor",
                      "write it as 'fieldbook plugin list' shows it", "record.assessor");
      case FieldType::criteria:
        return shaped(is_dotted(value, 2), node, "the id of a criterion", "write it like 'place.defined-place'",
                      "record.criterion");
      case FieldType::table:
        return false;
    }
    return false;
  }

  void warn_of_length(const Node& node, const std::string& value) {
    const auto words = static_cast<std::size_t>(std::ranges::count(value, ' ')) + 1;
    if (rule_.max_words == 0 || words <= rule_.max_words) return;
    found_.warning(node.where, name() + " has " + std::to_string(words) + " words",
                   "keep it to " + std::to_string(rule_.max_words), "record.too-long");
  }

  bool is_term(const Node& node, const std::string& value) {
    const auto at = vocabularies_.find(rule_.vocabulary);
    if (at == vocabularies_.end() || at->second.terms().empty() || at->second.find(value) != nullptr) return true;
    const auto& vocabulary = at->second;
    std::string nearby;
    if (const auto* const labelled = vocabulary.by_label(value); labelled != nullptr) {
      nearby = ", did you mean " + in_quotes(labelled->id) + "?";
    } else {
      std::vector<std::string> ids;
      for (const auto& term : vocabulary.terms()) ids.push_back(term.id);
      nearby = did_you_mean(value, ids);
    }
    const auto noun = !rule_.facet.empty() ? rule_.facet : rule_.name;
    error(node, "unknown " + noun + " " + in_quotes(value) + nearby,
          nearby.empty() ? "use the id of a term in vocabulary/" + rule_.vocabulary + ".yaml" : "", "record.term");
    return false;
  }

  const FieldRule& rule_;
  const Vocabularies& vocabularies_;
  Diagnostics& found_;
};

void read_list(const Node& node, const FieldRule& rule, const Vocabularies& vocabularies, Diagnostics& found,
               Field& field) {
  for (const auto& item : node.items) {
    auto value = ValueReader(rule, vocabularies, found).read(item);
    if (value.empty()) continue;
    if (std::ranges::find(field.values, value) != field.values.end()) {
      found.warning(item.where, in_quotes(rule.name) + ": " + in_quotes(value) + " stands twice", "keep one of them",
                    "record.duplicate-value");
      continue;
    }
    field.values.push_back(std::move(value));
    field.value_where.push_back(item.where);
  }
}

void read_row(const Node& node, const FieldRule& rule, const Vocabularies& vocabularies, Diagnostics& found,
              Field& field) {
  std::vector<std::string> names;
  for (const auto& column : rule.columns) names.push_back(column.name);
  if (node.kind != Node::Kind::mapping) {
    found.error(node.where, "a row of " + in_quotes(rule.name) + " must be a mapping",
                "write {" + join(names, ": …, ") + ": …}", "record.shape");
    return;
  }
  Row row;
  for (const auto& [name, value] : node.members) {
    const auto column = std::ranges::find(rule.columns, name, &FieldRule::name);
    if (column == rule.columns.end()) {
      const auto nearby = did_you_mean(name, names);
      found.error(value.key_where, in_quotes(rule.name) + ": unknown column " + in_quotes(name) + nearby,
                  nearby.empty() ? "use one of: " + join(names, ", ") : "", "record.unknown-column");
      continue;
    }
    auto read = ValueReader(*column, vocabularies, found).read(value);
    if (!read.empty()) row.emplace(name, std::move(read));
  }
  for (const auto& column : rule.columns) {
    const auto* const written = node.find(column.name);
    const bool given = written != nullptr && (written->kind != Node::Kind::scalar || !written->value.empty());
    if (!column.required || given) continue;
    found.error(node.where, "a row of " + in_quotes(rule.name) + " has no " + in_quotes(column.name),
                "add '" + column.name + ": …'", "record.missing-field");
  }
  field.rows.push_back(std::move(row));
}

}  // namespace

bool is_list(FieldType type) noexcept {
  switch (type) {
    case FieldType::texts:
    case FieldType::terms:
    case FieldType::records:
    case FieldType::citations:
    case FieldType::criteria:
    case FieldType::table:
      return true;
    case FieldType::text:
    case FieldType::number:
    case FieldType::date:
    case FieldType::url:
    case FieldType::doi:
    case FieldType::term:
    case FieldType::record:
    case FieldType::assessor:
      return false;
  }
  return false;
}

std::optional<Field> read_field(const Node& node, const FieldRule& rule, const Vocabularies& vocabularies,
                                Diagnostics& found) {
  Field field;
  field.where = node.key_where;
  if (!is_list(rule.type)) {
    auto value = ValueReader(rule, vocabularies, found).read(node);
    if (value.empty()) return std::nullopt;
    field.values.push_back(std::move(value));
    field.value_where.push_back(node.where);
    return field;
  }
  if (node.kind == Node::Kind::scalar && node.value.empty()) return std::nullopt;
  if (node.kind != Node::Kind::sequence) {
    found.error(node.where, in_quotes(rule.name) + " must be a list", "write [a, b], or lines that begin with '- '",
                "record.shape");
    return std::nullopt;
  }
  if (rule.type == FieldType::table) {
    for (const auto& item : node.items) read_row(item, rule, vocabularies, found, field);
  } else {
    read_list(node, rule, vocabularies, found, field);
  }
  if (field.values.empty() && field.rows.empty()) return std::nullopt;
  return field;
}

}  // namespace fieldbook::record
