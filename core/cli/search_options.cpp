#include "core/cli/search_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>

#include "core/base/text.hpp"
#include "core/cli/json.hpp"
#include "core/cli/terminal.hpp"
#include "core/record/vocabulary.hpp"

namespace fieldbook::cli {
namespace {

struct FacetOption { const char *facet, *help; };
constexpr std::array facet_options{
    FacetOption{"kind", "practice-example, evaluation, design-principle, barrier or approach"},
    FacetOption{"approach", "An approach, such as alliance or place-based"},
    FacetOption{"sector", "A sector, such as homelessness; a broader one finds its narrower ones"},
    FacetOption{"people", "Who it is for, such as unpaid-carers or people-who-are-homeless"},
    FacetOption{"country", "A country"},
    FacetOption{"place", "A place; a broader one finds its narrower ones"},
    FacetOption{"result", "What came of it: better, mixed, no-difference, worse, ended-early, not-known"},
    FacetOption{"strength", "Strength of evidence: strong, moderate, limited, very-limited, contested, none-found"}};

void filter(library::Query& query, const std::string& facet, const std::vector<std::string>& values) {
  for (const auto& value : values) query.filters.emplace_back(facet, value);
}

void add_date(CLI::App& command, const std::string& name, std::optional<Date>& into, const std::string& help) {
  command.add_option_function<std::string>(name, [name, &into](const std::string& text) {
    into = parse_date(text);
    if (!into) throw CLI::ValidationError(name, "takes a year, a month or a day, such as 2019, 2019-04 or 2019-04-01, not " + text);
  }, help)->group("Filters")->type_name("DATE");
}

// What a reader needs to judge a row: kind, strength and result in words, places, years.
std::string facts(const library::Hit& hit, const record::Schema& schema, const record::Vocabularies& vocabularies) {
  std::vector<std::string> parts;
  if (const auto* const kind = schema.kind(hit.kind)) parts.push_back(kind->label);
  for (const auto* const name : {"place", "country", "result", "strength"}) {
    const auto found = hit.fields.find(name);
    const auto* const facet = schema.facet(name);
    if (found == hit.fields.end() || found->second.empty() || facet == nullptr) continue;
    const auto vocabulary = vocabularies.find(facet->vocabulary);
    std::vector<std::string> labels;
    for (const auto value : split(found->second, ' ')) {
      labels.push_back(vocabulary == vocabularies.end() ? std::string(value) : vocabulary->second.label(value));
    }
    if (labels.size() > 3) labels = {labels[0], labels[1], "and " + std::to_string(labels.size() - 2) + " more"};
    const auto shown = join(labels, ", ");
    parts.push_back(facet->vocabulary == "results" || facet->vocabulary == "strength" ? facet->label + ": " + shown : shown);
  }
  if (const auto years = hit.fields.find("years"); years != hit.fields.end() && !years->second.empty()) parts.push_back(years->second);
  return join(parts, " · ");
}

void show_hit(const library::Hit& hit, std::size_t number, const std::string& facts) {
  auto place = std::to_string(number);
  place.insert(0, place.size() < 3 ? 3 - place.size() : 0, ' ');
  std::cout << '\n' << place << "  " << styled(hit.title, Style::bold) << '\n' << wrapped(styled(facts, Style::dim), 5);
  if (!hit.snippet.empty()) std::cout << wrapped(highlighted(hit.snippet, hit.highlights), 5);
  for (const auto& reason : hit.why) std::cout << wrapped(styled("- " + reason, Style::dim), 5);
  std::cout << "     " << styled(hit.id, Style::dim);
  if (hit.folded > 0) std::cout << styled(" and " + std::to_string(hit.folded) + " more like it, folded", Style::dim);
  std::cout << '\n';
}

void show_facets(const library::Results& results, const record::Schema& schema) {
  constexpr std::size_t shown = 8;
  for (const auto& [name, counts] : results.facets) {
    if (counts.empty()) continue;
    const auto* const facet = schema.facet(name);
    std::vector<std::string> parts;
    for (const auto& count : counts) {
      if (parts.size() == shown) break;
      parts.push_back(count.label + " " + std::to_string(count.count));
    }
    if (counts.size() > shown) parts.push_back("and " + std::to_string(counts.size() - shown) + " more");
    std::cout << '\n' << styled(facet == nullptr ? name : facet->label, Style::bold) << (results.facets_are_exact ? "" : " (about)") << '\n' << wrapped(printable(join(parts, " · ")), 2);
  }
}

void say(const std::string& lead, const std::vector<std::string>& words) { std::cout << wrapped(printable(lead + join(words, ", ")), 0); }

void show_text(const Session& session, const library::Results& results, const record::Schema& schema, std::size_t offset) {
  if (results.corrected) std::cout << "Did you mean: " << styled(*results.corrected, Style::bold) << "?\n";
  if (!results.unknown.empty()) say("No record has: ", results.unknown);
  if (!results.drivers.empty()) say("Like the text, by these words of it: ", results.drivers);
  if (!results.added.empty()) say("Looked for too, as the best records say it: ", results.added);
  if (results.hits.empty()) {
    std::cout << (results.total == 0 ? "Nothing was found" : "There is nothing after result " + std::to_string(results.total))
              << "; try fewer words or filters\n";
    return;
  }
  Diagnostics ignored;
  const auto vocabularies = record::read_vocabularies(session.root(), schema.vocabularies, ignored);
  std::cout << (results.total_is_exact ? "" : "About ") << results.total << (results.total == 1 ? " record" : " records");
  if (!results.query.empty()) std::cout << " for " << styled(results.query, Style::bold);
  if (!results.drivers.empty()) std::cout << " like the text";
  if (results.folded > 0) std::cout << ", " << results.folded << " more folded into them";
  if (results.hits.size() < results.total) std::cout << ", " << offset + 1 << " to " << offset + results.hits.size() << " shown";
  std::cout << '\n';
  for (const auto& hit : results.hits) show_hit(hit, ++offset, facts(hit, schema, vocabularies));
  show_facets(results, schema);
}

}  // namespace

void add_search_options(CLI::App& command, const std::shared_ptr<library::Query>& query) {
  for (const auto& [facet, help] : facet_options) {
    command.add_option_function<std::vector<std::string>>(
        std::string("--") + facet, [query, name = std::string(facet)](const std::vector<std::string>& values) { filter(*query, name, values); }, help)
        ->allow_extra_args(false)->take_all()->group("Filters")->type_name("VALUE");
  }
  command.add_option_function<std::vector<std::string>>(
      "--facet", [query](const std::vector<std::string>& pairs) {
        for (const auto& pair : pairs) {
          const auto equals = pair.find('=');
          if (equals == std::string::npos) throw CLI::ValidationError("--facet", "takes NAME=VALUE, not " + pair);
          query->filters.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
        }
      },
      "Any facet of library.yaml, such as contract-form=grant")
      ->allow_extra_args(false)->take_all()->group("Filters")->type_name("NAME=VALUE");
  add_date(command, "--from", query->from, "Active (examples) or published (evaluations) on this date or later: 2019, 2019-04 or 2019-04-01");
  add_date(command, "--to", query->to, "… on this date or earlier");
  command.add_option("--sort", query->sort, "Order of the results (default: relevance)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, library::Sort>{
          {"relevance", library::Sort::relevance}, {"newest", library::Sort::newest}, {"title", library::Sort::title}}))
      ->option_text("relevance|newest|title");
  command.add_option("--limit", query->limit, "How many results at most")->check(CLI::Range(1, 10'000))->capture_default_str();
  command.add_option("--offset", query->offset, "How many results to pass over")->check(CLI::Range(0, 10'000'000));
}

void show_results(Session& session, const library::Results& results, const record::Schema& schema, std::size_t offset) {
  if (session.format == Format::json) {
    std::cout << search_json(results, schema) << '\n';
  } else {
    show_text(session, results, schema, offset);
  }
  if (results.total == 0) session.exit = Exit::problems;
}

}  // namespace fieldbook::cli
