#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/open_reader.hpp"
#include "core/cli/search_options.hpp"
#include "core/cli/terminal.hpp"
#include "core/library/search_log.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using library::Gap;

struct Options {
  std::string log, since;
  library::GapOptions gaps;
  std::size_t limit = 50;
};

const char* name(Gap::Kind kind) {
  switch (kind) {
    case Gap::Kind::nothing: return "nothing-found";
    case Gap::Kind::unknown_word: return "unknown-word";
    case Gap::Kind::little: return "little-found";
  }
  return "";
}

const char* heading(Gap::Kind kind) {
  switch (kind) {
    case Gap::Kind::nothing: return "Nothing was found";
    case Gap::Kind::unknown_word: return "A word of it is in no record";
    case Gap::Kind::little: return "Little was found";
  }
  return "";
}

std::vector<std::string> written(const Gap& gap) {
  std::vector<std::string> out;
  for (const auto& [facet, value] : gap.filters) out.push_back(facet + ":" + value);
  return out;
}

void show_json(const library::GapReport& report, std::size_t limit) {
  Json out = {{"searches", report.searches}, {"unreadable", report.unreadable}, {"answered", report.answered},
              {"not_looked_at", report.not_looked_at}, {"total", report.gaps.size()}};
  out["gaps"] = Json::array();
  for (const auto& gap : report.gaps) {
    if (out["gaps"].size() == limit) break;
    out["gaps"].push_back({{"kind", name(gap.kind)}, {"query", gap.query}, {"filters", written(gap)}, {"asked", gap.asked},
                           {"first", to_iso(gap.first)}, {"last", to_iso(gap.last)}, {"hits", gap.hits}, {"now", gap.now},
                           {"unknown", gap.unknown}, {"corrected", gap.corrected ? Json(*gap.corrected) : Json(nullptr)}});
  }
  std::cout << out.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void show_gap(const Gap& gap) {
  auto asked = written(gap);
  asked.insert(asked.begin(), gap.query);
  std::cout << "  " << styled(join(asked, " "), Style::bold) << '\n';
  std::vector<std::string> facts{"asked " + (gap.asked == 1 ? "once" : std::to_string(gap.asked) + " times") + ", last on " + to_words(gap.last)};
  facts.push_back("finds " + std::to_string(gap.now) + (gap.now == 1 ? " record" : " records"));
  if (!gap.unknown.empty()) facts.push_back("no record has " + join(gap.unknown, ", "));
  if (gap.corrected) facts.push_back("perhaps " + *gap.corrected + " was meant");
  std::cout << wrapped(styled(join(facts, " · "), Style::dim), 4);
}

void show_text(const library::GapReport& report, std::size_t limit) {
  std::cout << report.searches << (report.searches == 1 ? " search" : " searches") << " in the log, " << report.gaps.size()
            << (report.gaps.size() == 1 ? " gap" : " gaps") << '\n';
  const char* before = nullptr;
  for (std::size_t i = 0; i < std::min(limit, report.gaps.size()); ++i) {
    const auto& gap = report.gaps[i];
    if (const auto* const now = heading(gap.kind); now != before) std::cout << '\n' << styled(before = now, Style::bold) << '\n';
    show_gap(gap);
  }
  if (report.gaps.size() > limit) std::cout << "\nand " << report.gaps.size() - limit << " more; --limit shows them\n";
  if (report.answered > 0) std::cout << '\n' << report.answered << " that found little then " << (report.answered == 1 ? "finds" : "find") << " enough now\n";
  if (report.unreadable > 0) std::cerr << "fieldbook: " << report.unreadable << (report.unreadable == 1 ? " line was" : " lines were") << " passed over, not being lines of a search log\n";
  if (report.not_looked_at > 0) std::cerr << "fieldbook: " << report.not_looked_at << " that were asked more seldom were not looked at; --since makes the log shorter\n";
}

void find(Session& session, Options options) {
  if (!options.since.empty()) {
    options.gaps.since = parse_date(options.since);
    if (!options.gaps.since) throw CLI::ValidationError("--since", "takes a day, such as 2026-03-31, not " + options.since);
  }
  auto reader = open_reader(session, session.schema());
  const auto report = library::find_gaps(options.log, reader, options.gaps);
  if (session.format == Format::json) {
    show_json(report, options.limit);
  } else {
    show_text(report, options.limit);
  }
}

}  // namespace

void add_gaps(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("gaps", "What was asked for and not found, from a log of searches");
  auto options = std::make_shared<Options>();
  command->add_option("LOG", options->log, "The file that search --log writes")->required()->envname(search_log_variable);
  command->add_option("--few", options->gaps.few, "Fewer records than this are little")->check(CLI::Range(1, 1'000))->capture_default_str();
  command->add_option("--since", options->since, "Leave out what was asked before this day")->type_name("DATE");
  command->add_option("--limit", options->limit, "How many gaps at most")->check(CLI::Range(1, 100'000))->capture_default_str();
  command->footer(
      "For those who look after the library: what to write next, or which other name to give a term of the vocabulary.\n"
      "Searches for the same words, whatever their forms and order, are one question. Each is asked again, so that what\n"
      "has been filled since is no longer a gap.\n\n"
      "  fieldbook search --log searches.jsonl hospital discharge\n"
      "  fieldbook gaps searches.jsonl --since 2026-01-01");
  command->callback([&session, options] { find(session, *options); });
}

}  // namespace fieldbook::cli
