#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "core/base/error.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/json.hpp"
#include "core/cli/reading.hpp"
#include "core/cli/terminal.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {
namespace {

std::vector<std::string> in_words(const record::Collection& collection, const record::FieldRule& rule, const record::Field& field) {
  auto values = field.values;
  const auto vocabulary = collection.vocabularies.find(rule.vocabulary);
  for (auto& value : values) {
    if (!rule.vocabulary.empty() && vocabulary != collection.vocabularies.end()) value = vocabulary->second.label(value);
    if (rule.type == record::FieldType::date) {
      if (const auto date = parse_date(value)) value = to_words(*date);
    }
  }
  return values;
}

void show_facts(const record::Collection& collection, const record::Record& record) {
  const auto* const kind = collection.schema.kind(record.kind);
  std::cout << styled(record.title(), Style::bold) << '\n' << styled(kind->label + " · " + record.id, Style::dim) << "\n\n"
            << wrapped(printable(record.summary()), 0) << '\n';
  if (const auto strength = collection.strength(record); !strength.empty()) {
    const auto scale = collection.vocabularies.find("strength");
    std::cout << wrapped("Strength of evidence: " + (scale == collection.vocabularies.end() ? strength : scale->second.label(strength)), 0);
  }
  for (const auto& rule : collection.schema.fields) {
    const auto field = record.fields.find(rule.name);
    if (field == record.fields.end() || rule.name == "title" || rule.name == "summary" || rule.name == "strength" || rule.name == "sources") continue;
    if (rule.type != record::FieldType::table) {
      std::cout << wrapped(printable(rule.label + ": " + join(in_words(collection, rule, field->second), ", ")), 0);
      continue;
    }
    std::cout << printable(rule.label) << ":\n";
    for (const auto& row : field->second.rows) {
      std::vector<std::string> cells;
      for (const auto& column : rule.columns) {
        if (const auto cell = row.find(column.name); cell != row.end()) {
          const auto vocabulary = collection.vocabularies.find(column.vocabulary);
          cells.push_back(vocabulary == collection.vocabularies.end() ? cell->second : vocabulary->second.label(cell->second));
        }
      }
      std::cout << wrapped("- " + printable(join(cells, " · ")), 2);
    }
  }
}

// The body with each citation's number where its mark stands.
void show_body(const record::Record& record, const std::vector<std::string>& keys) {
  const auto& body = record.body;
  auto citation = body.citations.begin();
  const auto with_marks = [&](Span span) {
    std::string out;
    auto at = span.begin;
    for (; citation != body.citations.end() && citation->at <= span.end; ++citation) {
      if (citation->at < span.begin) continue;
      const auto number = std::ranges::find(keys, citation->key) - keys.begin() + 1;
      out += body.text.substr(at, citation->at - at) + "[" + std::to_string(number) + "]";
      at = citation->at;
    }
    return out + body.text.substr(at, span.end - at);
  };
  for (const auto& section : body.sections) {
    if (!section.heading.empty()) std::cout << '\n' << styled(section.heading, Style::bold) << '\n';
    for (const auto& paragraph : body.paragraphs) {
      if (paragraph.begin >= section.body.begin && paragraph.end <= section.body.end) std::cout << wrapped(printable(with_marks(paragraph)), 2);
    }
  }
}

void show_record(const record::Collection& collection, const record::Record& record) {
  show_facts(collection, record);
  const auto& keys = record.list("sources");
  show_body(record, keys);
  if (!keys.empty()) std::cout << '\n' << styled("Sources", Style::bold) << '\n';
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto* const source = collection.source(keys[i])) {
      std::cout << wrapped("[" + std::to_string(i + 1) + "] " + printable(to_text(*source)), 2);
    }
  }
}

}  // namespace

void add_show(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("show", "Read a record");
  auto id = std::make_shared<std::string>();
  command->add_option("ID", *id, "The record's id: the last part of its address")->required();
  command->callback([&session, id] {
    const auto collection = read_for(session, *id, true);
    const auto* const record = collection.find(*id);
    if (record == nullptr) {
      std::vector<std::string> ids;
      for (const auto& one : collection.records) ids.push_back(one.id);
      const auto near = nearest(*id, ids);
      const auto why = collection.skipped.contains(*id) ? " was left out because of an error" : " is not a record of this library";
      throw Error(Errc::not_found, *id + why,
                  collection.skipped.contains(*id) ? "run fieldbook check" : near ? "did you mean " + *near + "?" : "look it up with fieldbook search");
    }
    if (session.format == Format::json) {
      std::cout << record_json(collection, *record) << '\n';
    } else {
      show_record(collection, *record);
    }
  });
}

}  // namespace fieldbook::cli
