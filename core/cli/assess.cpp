#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "core/assess/json.hpp"
#include "core/assess/read_next.hpp"
#include "core/assess/supervisor.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/cli/assessing.hpp"
#include "core/cli/assessment_text.hpp"
#include "core/cli/batch.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/open_reader.hpp"
#include "core/cli/reading.hpp"
#include "core/cli/terminal.hpp"
#include "core/library/search.hpp"
#include "core/record/collection.hpp"

namespace fieldbook::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_assessment_bytes = std::size_t{64} << 20;

struct AssessOptions {
  std::string what, batch, since, base_url;
  std::vector<std::string> assessors;
  bool all = false, with_text = false, html = false;
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
    return std::make_unique<library::Reader>(open_reader(session, session.schema()));
  } catch (const Error& error) {
    if (error.code() != Errc::not_found || !session.library.empty()) throw;
    std::cerr << "fieldbook: no records to read next: " << printable(error.message()) << '\n';
    return nullptr;
  }
}

// The page is the work of the program that has the templates.
void print_page(const assess::Result& result, const std::optional<assess::Result>& before, const std::string& base_url) {
  auto input = assess::to_json(result) + "\n";
  if (before) input += assess::to_json(*before) + "\n";
  std::vector<std::string> arguments{"assessment", "--expect-version", version()};
  if (!base_url.empty()) arguments.insert(arguments.end(), {"--base-url", base_url});
  std::cout.flush();
  if (run_with_input(sibling_program("fieldbook-site"), arguments, input) != 0)
    throw Error(Errc::unavailable, "the page could not be made", "see the lines above, or take --format text");
}

assess::Result assess_text(const assess::Text& text, const std::vector<assess::AssessorInfo>& assessors, library::Reader* reader) {
  assess::Supervisor supervisor({}, reader != nullptr ? assess::search_in(*reader) : assess::Search());
  assess::Result result{text.id, text.title, {}, {}};
  for (const auto& assessor : assessors) result.assessments.push_back(supervisor.assess(assessor, text, &result.read_next));
  return result;
}

// An assessment that was kept as JSON, or an earlier draft, which is assessed now.
assess::Result earlier(const std::string& file, const std::vector<assess::AssessorInfo>& assessors, library::Reader* reader) {
  if (!file.ends_with(".json")) return assess_text(draft_named(file), assessors, reader);
  if (auto kept = assess::result_from_json(read_file(file, longest_assessment_bytes))) return std::move(*kept);
  throw Error(Errc::invalid, file + " is not an assessment", "keep one with fieldbook assess --format json DRAFT > FILE.json");
}

void assess_one(Session& session, const AssessOptions& options) {
  const auto text = text_named(session, options.what);
  const auto assessors = chosen_assessors(options.assessors);
  const auto reader = reader_of(session);
  auto result = assess_text(text, assessors, reader.get());
  if (std::ranges::any_of(result.assessments, [](const auto& one) { return one.outcome != assess::Outcome::ok; }))
    session.exit = Exit::problems;
  if (reader) assess::add_read_next(result, text, *reader);
  std::optional<assess::Result> before;
  if (!options.since.empty()) before = earlier(options.since, assessors, reader.get());
  if (options.html) return print_page(result, before, options.base_url);
  std::optional<assess::Since> since;
  if (before) since = assess::changes_since(*before, result);
  const auto* const changes = since ? &*since : nullptr;
  if (session.format == Format::json) {
    const auto words = options.with_text ? std::optional<std::string_view>(text.body.text) : std::nullopt;
    std::cout << assess::to_json(result, {.text = words, .advice = true, .since = changes}) << '\n';
    return;
  }
  print_assessment(result, changes, !options.assessors.empty());
  if (options.with_text) std::cout << '\n' << styled("The text, as assessed", Style::bold) << '\n' << text.body.text << '\n';
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
  auto* const batch = command->add_option("--batch", options->batch, "A file of lines {\"id\",\"text\"[,\"title\"]} (- for standard input): one line of JSON each")->excludes(what)->excludes(all);
  command->add_option("--assessor", options->assessors, "Only this one; may be given again")->allow_extra_args(false)->take_all()->type_name("ID");
  command->add_option("--since", options->since, "Say what has changed since an earlier draft, or since its assessment as --format json printed it")->excludes(all)->excludes(batch)->type_name("FILE");
  command->add_option_function<std::string>("--format", [&session, options](const std::string& form) {
    session.format = form == "json" ? Format::json : Format::text;
    options->html = form == "html";
  }, "text for people, html for a page to print or send on, json for programs")->check(CLI::IsMember({"text", "html", "json"}))->option_text("text|html|json");
  command->add_option("--base-url", options->base_url, "Where the library is published: the page links to its records")->type_name("URL");
  command->add_flag("--with-text", options->with_text, "Give the text too: quotes count bytes in it");
  command->footer(
      "Quotations count bytes of the text as read, and say the page or the heading where they stand. Scanned pages have\n"
      "no text to read: run OCR over them first.\n\n"
      "A rating says how well the text shows that the approach is carried out, not whether it works.\n"
      "established: said to be done or in force; partial: planned, claimed, or for a part; absent: not spoken of;\n"
      "contradicted: the text says the opposite.\n\n"
      "  fieldbook assess plan.docx\n"
      "  fieldbook assess plan.docx --format html > plan-assessed.html\n"
      "  fieldbook assess plan-2.docx --since plan-1.docx\n"
      "  fieldbook assess plymouth-alliance --assessor alliance --format json");
  command->callback([&session, options] {
    if (options->all) return assess_all(session);
    if (!options->batch.empty()) return assess_batch(session, options->batch, options->assessors, options->with_text);
    if (options->what.empty()) throw CLI::RequiredError("WHAT, --all or --batch");
    assess_one(session, *options);
  });
}

}  // namespace fieldbook::cli
