#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/reading_options.hpp"
#include "core/cli/review.hpp"
#include "core/review/editions.hpp"
#include "core/review/imports.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Imported;

struct Wanted {
  std::vector<std::string> files;
  std::string database, searched;
  bibliography::ReadOptions reading;
};

void say(const std::string& file, const Imported& done) {
  const auto& import = done.import;
  if (done.already) {
    std::cout << printable(file) << ": imported before, as " << import.id << " (" << import.records << " records); nothing to add\n";
    return;
  }
  std::cout << printable(file) << ": " << import.records_in << " in, " << import.records << " out, " << import.lost.size() << " errors (" << import.format << ", " << import.encoding << "); "
            << done.added << " new, " << done.known << " known from earlier imports, " << done.repeated << " twice in the file\n";
}

Json as_json(const std::string& file, const Imported& done) {
  const auto& import = done.import;
  auto lost = Json::array();
  for (const auto& one : import.lost) lost.push_back({{"line", one.line}, {"what", one.what}});
  return {{"file", file}, {"import", import.id}, {"already", done.already}, {"records_in", import.records_in}, {"records", import.records}, {"new", done.added},
          {"known", done.known}, {"repeated", done.repeated}, {"errors", std::move(lost)}};
}

// What a living review has to read now. What cannot be read is for `review status` to tell of.
void say_new(const std::filesystem::path& folder) {
  Diagnostics told;
  const auto editions = review::read_editions(folder, told);
  if (editions.empty()) return;
  const auto imports = review::read_imports(folder, told);
  const auto changes = review::arrivals_since(editions.back(), review::read_records(folder, told), imports);
  std::cout << "Since edition " << printable(editions.back().name) << ": " << counted(changes.imports.size(), "import") << ", " << counted(changes.records, "new record") << ". Next: fieldbook review dedupe, then fieldbook review status\n";
}

void import_all(ReviewSession& shared, const Wanted& wanted) {
  const auto folder = shared.root();
  const auto searched = parse_date(wanted.searched);
  if (!searched) throw Error(Errc::invalid, in_quotes(wanted.searched) + " is not a date", "write the day of the search as --searched 2026-03-01");
  Diagnostics found;
  auto out = Json::array();
  for (const auto& file : wanted.files) {
    const auto done = review::import_file(folder, file, {wanted.database, *searched, wanted.reading}, found);
    if (!done.import.lost.empty() && !done.already) shared.session.exit = Exit::problems;
    if (shared.session.format == Format::json) {
      out.push_back(as_json(file, done));
    } else {
      say(file, done);
    }
  }
  if (shared.session.format == Format::json) std::cout << Json{{"imports", std::move(out)}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  else say_new(folder);
  print(found);
  if (found.errors() != 0) shared.session.exit = Exit::problems;
}

}  // namespace

void add_review_import(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("import", "Add search results: the originals are kept, each record gets a lasting id");
  auto wanted = std::make_shared<Wanted>();
  command->add_option("FILE", wanted->files, "RIS, nbib, BibTeX, PubMed or EndNote XML, ENW, Web of Science, CSV, TSV or CSL-JSON")->required();
  command->add_option("--database", wanted->database, "Where the records were found: a database, a website, a person")->required()->type_name("NAME");
  command->add_option("--searched", wanted->searched, "The day of the search, such as 2026-03-01")->required()->type_name("DATE");
  add_reading_options(*command, std::shared_ptr<bibliography::ReadOptions>(wanted, &wanted->reading));
  command->footer(
      "Every record comes in, or is named as an error with its line. To bring a review up to date, import the new export:\n"
      "records that the review has keep their ids and decisions, and only the others count as new.\n\n"
      "  fieldbook review import scopus.ris --database Scopus --searched 2026-03-01\n"
      "  fieldbook review import reports.csv --database 'Websites of councils' --searched 2026-03 --column title=Titel");
  command->callback([session, wanted] { import_all(*session, *wanted); });
}

}  // namespace fieldbook::cli
