#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/reading.hpp"
#include "core/bibliography/ris.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/reading_options.hpp"

namespace fieldbook::cli {
namespace {

using namespace bibliography;

enum class Target { csl_json, bibtex, ris };

constexpr std::size_t limit_bytes = 512UL << 20U;

struct Conversion {
  std::string file;
  Target to = Target::csl_json;
  ReadOptions reading;
};

void write(const std::vector<Reference>& references, Target to) {
  switch (to) {
    case Target::csl_json: std::cout << to_csl_json(references, SourceLines::kept); return;
    case Target::bibtex:
      for (auto reference : references) {
        reference.custom.insert_or_assign("source_line", std::to_string(reference.where.line));
        std::cout << to_bibtex(reference) << '\n';
      }
      return;
    case Target::ris:
      for (const auto& reference : references) std::cout << to_ris(reference);
      return;
  }
}

void convert(Session& session, const Conversion& wanted) {
  const bool from_input = wanted.file == "-";
  const auto bytes = from_input ? read_standard_input(limit_bytes) : read_file(wanted.file, limit_bytes);
  Diagnostics found;
  const auto read = read_references(bytes, from_input ? "standard input" : wanted.file, found, wanted.reading);
  write(read.references, wanted.to);
  print(found);
  std::cerr << read.records_in << " in, " << read.references.size() << " out, " << read.records_in - read.references.size() << " errors ("
            << name_of(read.format) << ", " << read.encoding << ")\n";
  if (read.records_in != read.references.size() || read.records_in == 0) session.exit = Exit::problems;
}

}  // namespace

void add_convert(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("convert", "Turn references of any format into one");
  auto wanted = std::make_shared<Conversion>();
  command->add_option("FILE", wanted->file, "RIS, nbib, BibTeX, PubMed or EndNote XML, ENW, Web of Science, CSV, TSV or CSL-JSON; - reads standard input")->required();
  command->add_option("--to", wanted->to, "csl-json, bibtex or ris")->required()
      ->transform(CLI::CheckedTransformer(std::map<std::string, Target>{{"csl-json", Target::csl_json}, {"bibtex", Target::bibtex}, {"ris", Target::ris}}))
      ->option_text("csl-json|bibtex|ris REQUIRED");
  add_reading_options(*command, std::shared_ptr<ReadOptions>(wanted, &wanted->reading));
  command->footer(
      "Every record comes out, or is named as an error with its line; the counts are on standard error. In CSL-JSON and\n"
      "BibTeX each has its line in the source as source_line.\n\n"
      "  fieldbook convert scopus.ris --to csl-json > scopus.json\n"
      "  fieldbook convert table.csv --column title=Titel --to bibtex");
  command->callback([&session, wanted] { convert(session, *wanted); });
}

}  // namespace fieldbook::cli
