#include "core/cli/reading_options.hpp"

#include <CLI/CLI.hpp>

namespace fieldbook::cli {
namespace {

using bibliography::SourceFormat;

std::map<std::string, SourceFormat> formats() {
  std::map<std::string, SourceFormat> out;
  for (const auto format : {SourceFormat::ris, SourceFormat::medline, SourceFormat::refer, SourceFormat::isi, SourceFormat::pubmed_xml,
                            SourceFormat::endnote_xml, SourceFormat::csv, SourceFormat::csl_json, SourceFormat::bibtex}) {
    out.emplace(name_of(format), format);
  }
  return out;
}

}  // namespace

void add_reading_options(CLI::App& command, std::shared_ptr<bibliography::ReadOptions> reading) {
  command.add_option_function<std::string>(
             "--from", [reading](const std::string& name) { reading->format = formats().at(name); }, "What the file is, where its content does not tell")
      ->check(CLI::IsMember(formats()))
      ->option_text("ris|nbib|enw|isi|pubmed-xml|endnote-xml|csv|csl-json|bibtex");
  command.add_option_function<std::vector<std::string>>(
             "--column", [reading](const std::vector<std::string>& pairs) {
               for (const auto& pair : pairs) {
                 const auto equals = pair.find('=');
                 if (equals == std::string::npos) throw CLI::ValidationError("--column", "takes FIELD=HEADING, not " + pair);
                 reading->columns.insert_or_assign(pair.substr(0, equals), pair.substr(equals + 1));
               }
             },
             "Of a table: which column holds a field, by its heading or its number, such as title=Titel or year=3")
      ->expected(1)->take_all()->type_name("FIELD=COLUMN");
}

}  // namespace fieldbook::cli
