#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "core/assess/json.hpp"
#include "core/assess/read_next.hpp"
#include "core/assess/supervisor.hpp"
#include "core/base/error.hpp"
#include "core/cli/assessing.hpp"
#include "core/cli/assessment_text.hpp"
#include "core/cli/batch.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/reading.hpp"
#include "core/library/search.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;

struct AssessOptions {
  std::string what, batch;
  std::vector<std::string> assessors;
  bool all = false, with_text = false;
};

assess::Text text_named(const Session& session, const std::string& what) {
  if (what == "-" || fs::exists(what)) return draft_named(what);
  if (!is_id(what)) throw Error(Errc::not_found, "there is no file " + what);
  const auto collection = read_for(session, what, false);
  if (const auto* const record = collection.find(what)) return assess::text_of(*record);
  throw Error(Errc::not_found, "there is no file " + what + ", nor a record with that id", "name a file, a record's id, or - for standard input");
}

// The library's index where there is one: a draft can be assessed without a library.
std::unique_ptr<library::Reader> reader_of(const Session& session) {
  try {
    return std::make_unique<library::Reader>(session.index_folder(session.schema()));
  } catch (const Error& error) {
    if (error.code() != Errc::not_found || !session.library.empty()) throw;
    std::cerr << "fieldbook: no records to read next: " << printable(error.message()) << '\n';
    return nullptr;
  }
}

void assess_one(Session& session, const AssessOptions& options) {
  const auto text = text_named(session, options.what);
  const auto assessors = chosen_assessors(options.assessors);
  auto reader = reader_of(session);
  assess::Supervisor supervisor({}, reader ? assess::search_in(*reader) : assess::Search());
  assess::Result result{text.id, text.title, {}, {}};
  for (const auto& assessor : assessors) {
    result.assessments.push_back(supervisor.assess(assessor, text, &result.read_next));
    if (result.assessments.back().outcome != assess::Outcome::ok) session.exit = Exit::problems;
  }
  if (reader) assess::add_read_next(result, *reader);
  if (session.format == Format::json) {
    std::cout << assess::to_json(result, options.with_text ? std::optional<std::string_view>(text.body.text) : std::nullopt) << '\n';
  } else {
    print_assessment(result, text, options.with_text);
  }
}

void assess_all(Session& session) {
  const auto report = assess_whole_library(session);
  std::cout << in_words(report) << '\n';
  if (report.not_ok != 0) session.exit = Exit::problems;
}

}  // namespace

void add_assess(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("assess", "See how well a plan or a record carries out an approach, with the words that show it");
  auto options = std::make_shared<AssessOptions>();
  auto* const what = command->add_option("WHAT", options->what, "A document (.docx .odt .pdf .html .md .txt), a record's id, or - for standard input");
  auto* const all = command->add_flag("--all", options->all, "Assess every record of the library, and keep the answers for publish")->excludes(what);
  command->add_option("--batch", options->batch, "A file of lines {\"id\",\"text\"[,\"title\"]} (- for standard input): one line of JSON each")->excludes(what)->excludes(all);
  command->add_option("--assessor", options->assessors, "Only this one; may be given again")->allow_extra_args(false)->take_all()->type_name("ID");
  command->add_flag("--with-text", options->with_text, "Give the text too: quotes count bytes in it");
  command->footer(
      "Quotations count bytes of the text as read, and say the page or the heading where they stand. Scanned pages have\n"
      "no text to read: run OCR over them first.\n\n"
      "A rating says how well the text shows that the approach is carried out, not whether it works.\n"
      "established: said to be done or in force; partial: planned, claimed, or for a part; absent: not spoken of;\n"
      "contradicted: the text says the opposite.\n\n"
      "  fieldbook assess plan.md\n"
      "  fieldbook assess plymouth-alliance --assessor alliance --format json");
  command->callback([&session, options] {
    if (options->all) return assess_all(session);
    if (!options->batch.empty()) return assess_batch(session, options->batch, options->assessors, options->with_text);
    if (options->what.empty()) throw CLI::RequiredError("WHAT, --all or --batch");
    assess_one(session, *options);
  });
}

}  // namespace fieldbook::cli
