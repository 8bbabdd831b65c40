// fieldbook-site: writes a library as a static site. People reach it through `fieldbook publish`.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>

#include "core/assess/json.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "site/pages/assessment_page.hpp"
#include "site/publish.hpp"
#include "site/search/search_site.hpp"
#include "site/serve/serve.hpp"
#include "site/slots.hpp"
#include "site/theme.hpp"

namespace {

using namespace fieldbook;

constexpr std::size_t longest_assessment_bytes = std::size_t{64} << 20;

struct CommandLine {
  site::PublishOptions publish;
  std::string only, date, expected_version, program;
  int port = 8080;
};

std::atomic<bool> stopped{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void show_progress(std::size_t done, std::size_t total) {
  static const bool terminal = ::isatty(STDERR_FILENO) == 1;
  if (!terminal || (done % 100 != 0 && done != total)) return;
  std::cerr << "\rPublishing " << done << " of " << total << (done == total ? " records\n" : "");
}

void expect_version(const std::string& expected) {
  if (expected.empty() || expected == version()) return;
  throw Error(Errc::invalid,
              "this is fieldbook-site " + version() + ", but version " + printable(expected) + " was asked for",
              "install both programs from one build");
}

assess::Result assessment_in(std::string_view json) {
  if (auto found = assess::result_from_json(json)) return std::move(*found);
  throw Error(Errc::invalid, "standard input is not an assessment",
              "give it what fieldbook assess --format json prints");
}

int write_assessment(const CommandLine& line) {
  const auto input = read_standard_input(longest_assessment_bytes);
  const auto end = std::min(input.find('\n'), input.size());
  const auto now = assessment_in(std::string_view(input).substr(0, end));
  std::optional<assess::Result> before;
  if (const auto rest = trim(std::string_view(input).substr(end)); !rest.empty()) before = assessment_in(rest);
  const site::Theme theme(line.publish.theme.empty() ? site::Theme::installed() : line.publish.theme);
  std::cout << site::assessment_page(now, before ? &*before : nullptr, line.publish.base_url, theme);
  return 0;
}

// The exit code.
int tell(const site::PublishReport& report) {
  for (const auto& diagnostic : report.diagnostics.sorted()) std::cerr << printable(to_text(diagnostic)) << '\n';
  if (report.skipped > 0) std::cerr << report.skipped << " records were left out because of an error\n";
  std::cout << report.out.string() << ": " << report.records << " records, " << report.written << " files written, "
            << report.unchanged << " unchanged, " << report.removed << " removed\n";
  return report.diagnostics.errors() == 0 ? 0 : 1;
}

int publish(const CommandLine& line) {
  auto options = line.publish;
  if (!line.date.empty()) {
    options.date = parse_date(line.date);
    if (!options.date)
      throw Error(Errc::invalid, "\"" + printable(line.date) + "\" is not a date", "write --date as 2024-05-31");
  }
  if (line.only == "search") return tell(site::publish_search_site(options, show_progress));
  return tell(site::publish(options, show_progress, [](const site::PublishReport& report) { std::exit(tell(report)); }));
}

int serve(const CommandLine& line) {
  std::signal(SIGINT, [](int) { stopped = true; });
  std::signal(SIGTERM, [](int) { stopped = true; });
  std::signal(SIGPIPE, SIG_IGN);
  const site::ServeOptions options{.site = line.publish.out, .library = line.publish.library, .index = line.publish.index, .program = line.program,
                                   .theme = line.publish.theme, .port = line.port};
  site::serve(options, [](int port) { std::cout << "The library is at http://localhost:" << port << "/ (Ctrl-C ends it)" << std::endl; }, stopped);
  return 0;
}

int run(int argc, char** argv) {
  CLI::App program("Writes a Fieldbook library as a static site", "fieldbook-site");
  program.set_version_flag("--version", version());
  program.require_subcommand(1);
  CommandLine line;
  auto* const command = program.add_subcommand("publish", "Write the site");
  command->add_option("--library", line.publish.library, "Folder of the library")->required();
  command->add_option("--out", line.publish.out,
                      "Folder to write to: empty, new, or an earlier site of ours (default: site beside the index)");
  command->add_option("--index", line.publish.index, "Folder of the index and of the assessments");
  command->add_option("--theme", line.publish.theme, "Folder of a theme (default: the one that comes with Fieldbook)");
  command->add_option("--base-url", line.publish.base_url, "Where the site will be read");
  command->add_option("--only", line.only, "search: the search page alone, of a library of any size")->check(CLI::IsMember({"search"}));
  command->add_option("--date", line.date,
                      "The day that new and overdue are reckoned from (default: the newest date in the records)");
  command->add_option("--expect-version", line.expected_version,
                      "Refuse to run where this program is of another version");
  auto* const assessment = program.add_subcommand(
      "assessment", "Write an assessment as a page on standard output: `fieldbook assess --format html` runs this");
  assessment->footer(
      "Standard input: the line that `fieldbook assess --format json` prints; a second line, where there is one, is the\n"
      "assessment of an earlier draft.");
  assessment->add_option("--theme", line.publish.theme, "Folder of a theme (default: the one that comes with Fieldbook)");
  assessment->add_option("--base-url", line.publish.base_url, "Where the library is published: records to read are links");
  assessment->add_option("--expect-version", line.expected_version,
                         "Refuse to run where this program is of another version");
  auto* const serving = program.add_subcommand("serve", "Answer on this computer with the published site: `fieldbook serve` runs this");
  serving->add_option("--library", line.publish.library, "Folder of the library, watched for changes")->required();
  serving->add_option("--index", line.publish.index, "Folder of the index and of the assessments")->required();
  serving->add_option("--out", line.publish.out, "Folder of the published site")->required();
  serving->add_option("--program", line.program, "The program fieldbook")->required();
  serving->add_option("--theme", line.publish.theme, "Folder of a theme (default: the one that comes with Fieldbook)");
  serving->add_option("--port", line.port, "0: any that is free")->check(CLI::Range(0, 65535));
  serving->add_option("--expect-version", line.expected_version, "Refuse to run where this program is of another version");
  auto* const slots = program.add_subcommand("slots", "List the names that templates may use");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    return program.exit(stop) == 0 ? 0 : 2;
  }
  if (slots->parsed()) {
    std::cout << site::contract_text();
    return 0;
  }
  expect_version(line.expected_version);
  if (serving->parsed()) return serve(line);
  return assessment->parsed() ? write_assessment(line) : publish(line);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const fieldbook::Error& error) {
    std::cerr << "fieldbook-site: " << fieldbook::printable(error.message()) << '\n';
  } catch (const std::exception& error) {
    std::cerr << "fieldbook-site: " << fieldbook::printable(error.what()) << '\n';
  }
  return 2;
}
