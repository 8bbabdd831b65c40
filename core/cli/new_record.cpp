#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/record/schema.hpp"
#include "core/record/vocabulary.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;

std::string as_yaml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + "\"";
}

std::string what_goes_here(const record::FieldRule& rule) {
  switch (rule.type) {
    case record::FieldType::text: return rule.help.empty() ? rule.label : rule.help;
    case record::FieldType::texts: return "[one, another]";
    case record::FieldType::number: return "a whole number";
    case record::FieldType::date: return "2024, 2024-05 or 2024-05-31";
    case record::FieldType::url: return "https://…";
    case record::FieldType::doi: return "10.…";
    case record::FieldType::term: return "an id of vocabulary/" + rule.vocabulary + ".yaml";
    case record::FieldType::terms: return "[ids of vocabulary/" + rule.vocabulary + ".yaml]";
    case record::FieldType::record: return "a record's id";
    case record::FieldType::records: return "[ids of records]";
    case record::FieldType::citations: return "[keys of sources.bib]";
    case record::FieldType::assessor: return "an assessor's id";
    case record::FieldType::criteria: return "[ids of criteria]";
    case record::FieldType::table: break;
  }
  std::string columns;
  for (const auto& column : rule.columns) columns += (columns.empty() ? "" : ", ") + column.name + ": …";
  return "a list of {" + columns + "}";
}

// What must be filled stands there empty; the other fields and headings are named in comments, so that a record is
// good as soon as nothing is empty.
std::string skeleton(const record::Schema& schema, const record::KindRule& kind, const std::string& title) {
  std::string out = "---\ntitle: " + as_yaml_string(title) + "\n";
  for (const auto& name : kind.required) {
    const auto* const rule = schema.field(name);
    if (rule != nullptr && name != "title") out += name + ":   # " + what_goes_here(*rule) + "\n";
  }
  out += "# May be left out:\n";
  for (const auto& name : kind.optional) {
    if (const auto* const rule = schema.field(name)) out += "# " + name + ": " + what_goes_here(*rule) + "\n";
  }
  out += "# Headings in their order; those in brackets may be left out:\n";
  for (const auto& section : kind.sections) out += "#   " + (section.required ? section.heading : "(" + section.heading + ")") + "\n";
  out += "---\n";
  for (const auto& section : kind.sections) {
    if (section.required) out += "\n## " + section.heading + "\n\n";
  }
  return out;
}

const record::KindRule& kind_named(const record::Schema& schema, const std::string& name) {
  if (const auto* const kind = schema.kind(name)) return *kind;
  std::vector<std::string> ids;
  for (const auto& kind : schema.kinds) ids.push_back(kind.id);
  const auto near = nearest(name, ids);
  throw Error(Errc::not_found, "this library has no kind of record " + name, near ? "did you mean " + *near + "?" : "it has " + join(ids, ", "));
}

fs::path make_record(const Session& session, const std::string& kind_name, const std::string& title) {
  const auto schema = session.schema();
  const auto& kind = kind_named(schema, kind_name);
  const auto id = slug(title);
  if (id.empty()) throw Error(Errc::invalid, "the title holds no letter or digit to make an address from");
  for (const auto& other : schema.kinds) {
    const auto file = session.root() / other.folder / (id + ".md");
    if (fs::exists(file)) throw Error(Errc::invalid, file.string() + " is there already", "choose another title");
  }
  const auto file = session.root() / kind.folder / (id + ".md");
  write_file(file, skeleton(schema, kind, title));
  return file;
}

}  // namespace

void add_new(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("new", "Start a record: a file with every field and heading of its kind");
  auto kind = std::make_shared<std::string>();
  auto title = std::make_shared<std::string>();
  command->add_option("KIND", *kind, "practice-example, evaluation, design-principle, barrier or approach, unless library.yaml says otherwise")->required();
  command->add_option("TITLE", *title, "What and where; its words make the record's id")->required();
  command->callback([&session, kind, title] {
    std::cout << make_record(session, *kind, *title).string() << "\nFill it in, then run fieldbook check\n";
  });
}

}  // namespace fieldbook::cli
