#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/assessing.hpp"
#include "core/cli/commands.hpp"
#include "core/cli/open_reader.hpp"
#include "core/cli/search_options.hpp"
#include "core/library/search_log.hpp"

namespace fieldbook::cli {
namespace {

// What cannot be logged is said, and the answer is shown all the same.
void log(const std::string& file, const library::Query& query, std::size_t hits) {
  if (file.empty() || query.offset > 0) return;   // another page is not another search
  try {
    library::log_search(file, query, hits, today());
  } catch (const Error& error) {
    std::cerr << "fieldbook: the search is not logged: " << printable(error.message()) << '\n';
  }
}

// What only `search` takes: how to rank and what to show, beside what to find.
struct Options {
  std::vector<std::string> words;
  std::string like, log;
  bool diverse = false;
};

constexpr std::size_t brief_limit_bytes = 1u << 20;

// The words of a document, without what its Markdown is written with.
std::string brief(const std::string& file) {
  auto text = draft_named(file).body.text;
  if (text.size() > brief_limit_bytes)
    throw Error(Errc::too_large, (file == "-" ? "standard input" : file) + " has more than a million bytes of text", "give the part that says what is planned");
  return text;
}

// Places and approaches where the library has them, else all its facets but the kind.
std::vector<std::string> facets_to_spread_over(const record::Schema& schema) {
  std::vector<std::string> out, all;
  for (const auto& facet : schema.facets) {
    if (facet.name == "place" || facet.name == "approach") out.push_back(facet.name);
    if (facet.name != "kind") all.push_back(facet.name);
  }
  return out.empty() ? all : out;
}

void search(Session& session, const Options& options, library::Query query) {
  query.words = join(options.words, " ");
  if (!options.like.empty()) query.like = brief(options.like);
  const auto schema = session.schema();
  if (options.diverse) query.spread = facets_to_spread_over(schema);
  auto reader = open_reader(session, schema);
  const auto results = reader.search(query);
  log(options.log, query, results.total);
  show_results(session, results, schema, query.offset);
}

void add_ranking_options(CLI::App& command, const std::shared_ptr<library::Query>& query, const std::shared_ptr<Options>& options) {
  command.add_option("--mode", query->mode, "best (default) puts the best first; recall is for finding all the evidence: it looks for what the best records say too, and what is added is shown")
      ->transform(CLI::CheckedTransformer(std::map<std::string, library::Mode>{{"best", library::Mode::best}, {"recall", library::Mode::recall}}))
      ->option_text("best|recall")->group("Ranking");
  command.add_flag("--exact", query->exact, "Rank and count every record that matches, however many: slower in a library of more than 20,000")->group("Ranking");
  command.add_flag("--diverse", options->diverse,
      "Let the first ten differ in place and approach: they are chosen from the best fifty one by one, each for a good score (0.7) and for sharing little with those chosen before (0.3)")
      ->excludes(command.get_option("--sort"))->group("Ranking");
  command.add_option("--collapse", query->collapse, "Show only the best of each programme, or of any other facet or short field; how many were folded away is said. What has none stays")
      ->type_name("FIELD")->group("Ranking");
}

}  // namespace

void add_search(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("search", "Find records by words and facets");
  auto query = std::make_shared<library::Query>();
  auto options = std::make_shared<Options>();
  auto* const words = command->add_option("WORDS", options->words, "What to look for; without words the filters alone choose");
  command->add_option("--like", options->like, "Find what is about the same as this document (.docx .odt .pdf .html .md .txt), such as a draft plan; - is standard input. The words that drove the result are shown")
      ->type_name("FILE")->excludes(words);
  add_search_options(*command, query);
  add_ranking_options(*command, query, options);
  command->add_flag("--facets", query->facets, "Count the records found by kind, approach, sector, place, …");
  command->add_flag("--explain", query->explain, "Say of every record why it is here");
  command->add_option("--log", options->log, "Add a line to this file, for fieldbook gaps: the words and filters, the day, how many were found")
      ->type_name("FILE")->envname(search_log_variable);
  command->footer(
      "Plain words find records that hold any of them, the best first. Quotes ask for a phrase, AND OR NOT NEAR and\n"
      "brackets combine, title:word asks for a word in the title, and commission* for the beginning of a word.\n\n"
      "  fieldbook search alliance contracting homelessness --facets\n"
      "  fieldbook search --approach place-based --result no-difference\n"
      "  fieldbook search '\"shared outcomes\" AND (probation OR prison)' --from 2012\n"
      "  fieldbook search --like draft-plan.md --diverse --explain\n"
      "  fieldbook search housing first --mode recall --exact --limit 200");
  command->callback([&session, options, query] { search(session, *options, *query); });
}

void add_similar(CLI::App& program, Session& session) {
  auto* const command = program.add_subcommand("similar", "Find records like one you know");
  auto id = std::make_shared<std::string>();
  auto limit = std::make_shared<std::size_t>(10);
  command->add_option("ID", *id, "The record's id: the last part of its address")->required();
  command->add_option("--limit", *limit, "How many at most")->check(CLI::Range(1, 1000))->capture_default_str();
  command->callback([&session, id, limit] {
    const auto schema = session.schema();
    auto reader = open_reader(session, schema);
    show_results(session, reader.similar(*id, *limit), schema, 0);
  });
}

}  // namespace fieldbook::cli
