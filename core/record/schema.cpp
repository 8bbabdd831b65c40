#include "core/record/schema.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/record/mapping_reader.hpp"
#include "core/record/shard_names.hpp"
#include "core/record/yaml.hpp"

namespace fieldbook::record {
namespace {

constexpr std::size_t limit_bytes = 1 << 20;
constexpr std::string_view file_name = "library.yaml";

struct TypeName {
  std::string_view name;
  FieldType type;
};
constexpr std::array<TypeName, 14> type_names = {{{"text", FieldType::text},
                                                  {"texts", FieldType::texts},
                                                  {"number", FieldType::number},
                                                  {"date", FieldType::date},
                                                  {"url", FieldType::url},
                                                  {"doi", FieldType::doi},
                                                  {"term", FieldType::term},
                                                  {"terms", FieldType::terms},
                                                  {"record", FieldType::record},
                                                  {"records", FieldType::records},
                                                  {"citations", FieldType::citations},
                                                  {"assessor", FieldType::assessor},
                                                  {"criteria", FieldType::criteria},
                                                  {"table", FieldType::table}}};

template <typename Rules>
auto find_by(const Rules& rules, std::string_view name, auto member) noexcept -> const typename Rules::value_type* {
  const auto at = std::ranges::find(rules, name, member);
  return at == rules.end() ? nullptr : &*at;
}

std::vector<std::string> names_of(const auto& rules, auto member) {
  std::vector<std::string> out;
  for (const auto& rule : rules) out.push_back(rule.*member);
  return out;
}

class SchemaReader {
 public:
  SchemaReader(const std::filesystem::path& root, Diagnostics& found) : root_(root), found_(found) {}

  Schema read(const Node& document) {
    MappingReader top(document, "library.yaml", "schema", found_);
    schema_.title = top.required_text("title");
    schema_.description = top.text("description");
    if (auto language = top.text("language"); !language.empty()) schema_.language = std::move(language);
    schema_.licence = top.text("licence");
    schema_.publisher = top.text("publisher");
    schema_.review_interval_months =
        static_cast<int>(std::min<std::size_t>(top.number("review-interval-months", 24), 1200));
    schema_.readability_limit = top.number("readability-limit", 0);
    if (const auto index = top.text("index"); !index.empty()) schema_.index = (root_ / index).lexically_normal();
    read_shards(top);
    read_vocabularies(top);
    read_facets(top);
    if (const auto* const fields = top.mapping("fields")) {
      for (const auto& [name, node] : fields->members) schema_.fields.push_back(read_field(name, node, false));
    }
    add_aliases();
    if (const auto* const kinds = top.mapping("kinds")) {
      for (const auto& [id, node] : kinds->members) read_kind(id, node);
    }
    check_kinds_of_fields();
    top.finish();
    return std::move(schema_);
  }

 private:
  void read_vocabularies(MappingReader& top) {
    for (const auto* const item : top.list("vocabularies")) {
      if (item->kind != Node::Kind::scalar || !is_id(item->value)) {
        top.error(item->where, in_quotes(item->value) + " cannot be the name of a vocabulary",
                  "use small letters, digits and hyphens, as in the file's name", "vocabulary");
      } else if (std::ranges::find(schema_.vocabularies, item->value) == schema_.vocabularies.end()) {
        schema_.vocabularies.push_back(item->value);
      }
    }
  }

  void read_facets(MappingReader& top) {
    schema_.facets.push_back({"kind", "Kind", ""});
    for (const auto* const item : top.list("facets")) {
      MappingReader reader(*item, "a facet", "schema", found_);
      Facet facet{reader.required_text("name"), reader.text("label"), reader.text("vocabulary")};
      if (facet.label.empty()) facet.label = facet.name;
      check_vocabulary(reader, facet.vocabulary);
      if (!facet.name.empty() && !is_id(facet.name)) {
        reader.error(reader.where("name"), in_quotes(facet.name) + " cannot be the name of a facet",
                     "use small letters, digits and hyphens", "facet");
      } else if (schema_.facet(facet.name) != nullptr) {
        reader.error(reader.where("name"), "the facet " + in_quotes(facet.name) + " stands twice", "keep one of them",
                     "facet");
      } else if (!facet.name.empty()) {
        schema_.facets.push_back(std::move(facet));
      }
      reader.finish();
    }
  }

  void check_vocabulary(MappingReader& reader, const std::string& name) {
    if (name.empty() || std::ranges::find(schema_.vocabularies, name) != schema_.vocabularies.end()) return;
    const auto nearby = did_you_mean(name, schema_.vocabularies);
    reader.error(reader.where("vocabulary"), "unknown vocabulary " + in_quotes(name) + nearby,
                 nearby.empty() ? "add it to 'vocabularies'" : "", "vocabulary");
  }

  FieldType read_type(MappingReader& reader) {
    const auto name = reader.required_text("type");
    const auto* const known = find_by(type_names, name, &TypeName::name);
    if (known != nullptr) return known->type;
    std::vector<std::string> names;
    for (const auto& type : type_names) names.emplace_back(type.name);
    if (!name.empty()) {
      const auto nearby = did_you_mean(name, names);
      reader.error(reader.where("type"), "unknown type " + in_quotes(name) + nearby,
                   nearby.empty() ? "use one of: " + join(names, ", ") : "", "type");
    }
    return FieldType::text;
  }

  FieldRule read_field(const std::string& name, const Node& node, bool is_column) {
    MappingReader reader(node, (is_column ? "the column " : "the field ") + in_quotes(name), "schema", found_);
    if (!is_id(name)) {
      reader.error(node.key_where, in_quotes(name) + " cannot be the name of a field",
                   "use small letters, digits and hyphens", "field");
    }
    FieldRule rule;
    rule.name = name;
    rule.type = read_type(reader);
    rule.label = reader.text("label");
    if (rule.label.empty()) rule.label = name;
    rule.help = reader.text("help");
    rule.vocabulary = reader.text("vocabulary");
    check_vocabulary(reader, rule.vocabulary);
    const bool is_term = rule.type == FieldType::term || rule.type == FieldType::terms;
    if (is_term && rule.vocabulary.empty()) {
      reader.error(node.where, reader.subject() + " needs a vocabulary", "add 'vocabulary: NAME'", "vocabulary");
    }
    rule.kinds = reader.texts("kinds");
    rule.max_words = reader.number("max-words", 0);
    rule.weight = static_cast<unsigned>(reader.number("weight", 0));
    if (is_column) {
      rule.required = reader.flag("required");
    } else {
      read_facet_of(reader, rule);
      read_columns(reader, rule, node);
    }
    reader.finish();
    return rule;
  }

  void read_facet_of(MappingReader& reader, FieldRule& rule) {
    rule.facet = reader.text("facet");
    if (rule.facet.empty() || schema_.facet(rule.facet) != nullptr) return;
    const auto names = names_of(schema_.facets, &Facet::name);
    const auto nearby = did_you_mean(rule.facet, names);
    reader.error(reader.where("facet"), "unknown facet " + in_quotes(rule.facet) + nearby,
                 nearby.empty() ? "add it to 'facets'" : "", "facet");
    rule.facet.clear();
  }

  void read_columns(MappingReader& reader, FieldRule& rule, const Node& node) {
    const auto* const columns = reader.mapping("columns");
    if (rule.type == FieldType::table && columns == nullptr) {
      reader.error(node.where, reader.subject() + " is a table without columns", "add 'columns:'", "missing");
    }
    if (columns == nullptr) return;
    for (const auto& [name, column] : columns->members) {
      auto of_column = read_field(name, column, true);
      if (of_column.type == FieldType::table) {
        reader.error(column.where, "a column cannot be a table", "give it another type", "type");
        of_column.type = FieldType::text;
      }
      rule.columns.push_back(std::move(of_column));
    }
  }

  void add_aliases() {
    if (const auto* const declared = schema_.field("aliases")) {
      found_.error({std::string(file_name), 0, 0}, "the field " + in_quotes(declared->name) + " is built in",
                   "remove it from 'fields'", "schema.field");
      std::erase_if(schema_.fields, [](const FieldRule& rule) { return rule.name == "aliases"; });
    }
    FieldRule aliases;
    aliases.name = "aliases";
    aliases.label = "Earlier addresses";
    aliases.type = FieldType::texts;
    aliases.help = "Ids the record had before; links to them go on working";
    schema_.fields.push_back(std::move(aliases));
  }

  void read_kind(const std::string& id, const Node& node) {
    MappingReader reader(node, "the kind " + in_quotes(id), "schema", found_);
    KindRule kind;
    kind.id = id;
    kind.label = reader.required_text("label");
    kind.plural = reader.text("plural");
    if (kind.plural.empty()) kind.plural = kind.label;
    kind.folder = reader.required_text("folder");
    kind.answers = reader.text("answers");
    kind.required = field_names(reader, "required");
    kind.optional = field_names(reader, "optional");
    for (const auto* const item : reader.list("sections")) {
      MappingReader section(*item, "a section of " + in_quotes(id), "schema", found_);
      SectionRule rule{section.required_text("heading"), section.flag("required"), section.flag("cited")};
      section.finish();
      if (!rule.heading.empty()) kind.sections.push_back(std::move(rule));
    }
    reader.finish();
    if (!is_id(id)) {
      reader.error(node.key_where, in_quotes(id) + " cannot be the name of a kind",
                   "use small letters, digits and hyphens", "kind");
      return;
    }
    if (!kind.folder.empty() && (!is_id(kind.folder) || kind.folder == "vocabulary" || kind.folder == "reviews")) {
      reader.error(reader.where("folder"), in_quotes(kind.folder) + " cannot be the folder of a kind",
                   "use small letters, digits and hyphens, and not 'vocabulary' or 'reviews'", "folder");
      kind.folder.clear();
    }
    if (const auto* const other = find_by(schema_.kinds, kind.folder, &KindRule::folder); other != nullptr) {
      reader.error(reader.where("folder"),
                   "the folder " + in_quotes(kind.folder) + " belongs to " + in_quotes(other->id) + " already",
                   "give each kind its own folder", "folder");
      kind.folder.clear();
    }
    if (!kind.folder.empty()) schema_.kinds.push_back(std::move(kind));
  }

  std::vector<std::string> field_names(MappingReader& reader, std::string_view which) {
    std::vector<std::string> out;
    for (auto& name : reader.texts(which)) {
      if (schema_.field(name) != nullptr) {
        out.push_back(std::move(name));
        continue;
      }
      const auto nearby = did_you_mean(name, names_of(schema_.fields, &FieldRule::name));
      reader.error(reader.where(which), reader.subject() + ": unknown field " + in_quotes(name) + nearby,
                   nearby.empty() ? "declare it in 'fields'" : "", "field");
    }
    return out;
  }

  // A kind that is not there is taken out, so that it is said once and not of every link.
  void check_kinds_of_fields() {
    const auto names = names_of(schema_.kinds, &KindRule::id);
    for (auto& field : schema_.fields) {
      std::erase_if(field.kinds, [&](const std::string& kind) {
        if (schema_.kind(kind) != nullptr) return false;
        const auto nearby = did_you_mean(kind, names);
        found_.error({std::string(file_name), 0, 0},
                     "the field " + in_quotes(field.name) + ": unknown kind " + in_quotes(kind) + nearby,
                     nearby.empty() ? "use one of: " + join(names, ", ") : "", "schema.kind");
        return true;
      });
    }
  }

  std::filesystem::path root_;
  Diagnostics& found_;
  Schema schema_;
};

}  // namespace

const FieldRule* Schema::field(std::string_view name) const noexcept {
  return find_by(fields, name, &FieldRule::name);
}
const KindRule* Schema::kind(std::string_view id) const noexcept {
  return find_by(kinds, id, &KindRule::id);
}
const Facet* Schema::facet(std::string_view name) const noexcept {
  return find_by(facets, name, &Facet::name);
}

std::optional<std::filesystem::path> find_library(const std::filesystem::path& start) {
  std::error_code failure;
  for (auto folder = std::filesystem::absolute(start, failure).lexically_normal(); !failure;
       folder = folder.parent_path()) {
    if (std::filesystem::is_regular_file(folder / file_name, failure)) return folder;
    if (!folder.has_relative_path()) break;
    failure.clear();
  }
  return std::nullopt;
}

Schema read_schema(const std::filesystem::path& root, Diagnostics& found) {
  const auto where = std::filesystem::absolute(root).lexically_normal();
  const auto text = read_file(where / file_name, limit_bytes);
  const std::string name(file_name);
  if (const auto bad = first_invalid_utf8(text)) {
    throw Error(Errc::invalid, (where / file_name).string() + ": not UTF-8 at byte " + std::to_string(*bad),
                "save it as UTF-8");
  }
  Diagnostics own;
  const auto document = parse_yaml(text, name, 1, own);
  if (!document || document->kind != Node::Kind::mapping) {
    const auto first = own.sorted();
    throw Error(Errc::invalid,
                first.empty() ? (where / file_name).string() + ": holds no settings" : to_text(first.front()),
                "see library.yaml of another library for an example");
  }
  auto schema = SchemaReader(where, own).read(*document);
  if (schema.kinds.empty()) {
    const auto first = own.sorted();
    throw Error(Errc::invalid,
                (where / file_name).string() + ": declares no kind of record" +
                    (first.empty() ? "" : " (" + to_text(first.front()) + ")"),
                "add 'kinds:' with one kind at least");
  }
  found.add(own);
  return schema;
}

}  // namespace fieldbook::record
