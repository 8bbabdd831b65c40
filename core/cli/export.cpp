#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/ris.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/open_reader.hpp"
#include "core/cli/json.hpp"
#include "core/cli/search_options.hpp"
#include "core/record/as_reference.hpp"
#include "core/record/pieces.hpp"

namespace fieldbook::cli {
namespace {

enum class Form { bibtex, ris, csl_json, jsonl };

constexpr std::size_t page_size = 10'000;

// The records found, in the order of the search; without words, filters and limit all of them, by id.
std::vector<const record::Record*> chosen(Session& session, const record::Collection& collection, library::Query query, bool all, bool limited) {
  std::vector<const record::Record*> out;
  if (all) {
    for (const auto& record : collection.records) out.push_back(&record);
    return out;
  }
  auto reader = open_reader(session, collection.schema);
  if (!limited) query.limit = page_size;
  for (;;) {
    const auto results = reader.search(query);
    for (const auto& hit : results.hits) {
      if (const auto* const record = collection.find(hit.id)) {
        out.push_back(record);
      } else {
        std::cerr << "fieldbook: " << printable(hit.id) << " is in the index but no longer in the library; run fieldbook index\n";
        session.exit = Exit::problems;
      }
    }
    if (limited || results.hits.size() < query.limit) return out;
    query.offset += query.limit;
  }
}

// The whole library, however large. How many records.
std::size_t write_all_lines(const std::filesystem::path& root) {
  constexpr std::size_t records_at_once = 2'000;
  record::Pieces pieces(record::read_frame(root), records_at_once);
  auto sources = pieces.sources();
  std::size_t count = 0;
  while (auto piece = pieces.next()) {
    std::swap(piece->collection.sources, sources);
    for (const auto* const record : piece->records) std::cout << record_json(piece->collection, *record) << '\n';
    std::swap(piece->collection.sources, sources);
    count += piece->records.size();
  }
  return count;
}

void write(const record::Collection& collection, const std::vector<const record::Record*>& records, Form form, const std::string& base_url) {
  if (form == Form::jsonl) {
    for (const auto* const record : records) std::cout << record_json(collection, *record) << '\n';
    return;
  }
  std::vector<bibliography::Reference> references;
  references.reserve(records.size());
  for (const auto* const record : records) references.push_back(record::as_reference(collection, *record, base_url));
  if (form == Form::csl_json) std::cout << bibliography::to_csl_json(references);
  for (const auto& reference : references) {
    if (form == Form::bibtex) std::cout << bibliography::to_bibtex(reference) << '\n';
    if (form == Form::ris) std::cout << bibliography::to_ris(reference);
  }
}

}  // namespace

void add_export(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("export", "Take records away as references or data");
  auto query = std::make_shared<library::Query>();
  auto words = std::make_shared<std::vector<std::string>>();
  auto form = std::make_shared<Form>(Form::bibtex);
  auto base_url = std::make_shared<std::string>();
  command->add_option("WORDS", *words, "What to look for, as in search; without words and filters every record");
  command->add_option("--format", *form, "bibtex, ris or csl-json for reference managers; jsonl, a record a line, for programs")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Form>{
          {"bibtex", Form::bibtex}, {"ris", Form::ris}, {"csl-json", Form::csl_json}, {"jsonl", Form::jsonl}}))
      ->option_text("bibtex|ris|csl-json|jsonl");
  command->add_option("--base-url", *base_url, "Where the library is published: gives every record its address")->type_name("URL");
  add_search_options(*command, query);
  if (auto* const limit = command->get_option("--limit")) limit->default_str("all");
  command->footer("An evaluation is exported as the study it reports, every other record as a page of the library.\n\n"
                  "  fieldbook export --format ris alliance homelessness > alliances.ris\n"
                  "  fieldbook export --format csl-json --kind evaluation");
  command->callback([&session, command, query, words, form, base_url] {
    query->words = join(*words, " ");
    const bool limited = command->count("--limit") > 0;
    const bool all = query->words.empty() && query->filters.empty() && !query->from && !query->to && !limited &&
                     query->offset == 0 && command->count("--sort") == 0;
    std::size_t count = 0;
    if (all && *form == Form::jsonl) {
      count = write_all_lines(session.root());
    } else {
      const auto collection = record::read_collection(session.root());
      const auto records = chosen(session, collection, *query, all, limited);
      write(collection, records, *form, *base_url);
      count = records.size();
    }
    std::cerr << count << (count == 1 ? " record" : " records") << " exported\n";
    if (count == 0) session.exit = Exit::problems;
  });
}

}  // namespace fieldbook::cli
