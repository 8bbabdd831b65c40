#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_review.hpp"
#include "core/cli/reading_options.hpp"
#include "core/review/duplicates/apply.hpp"
#include "core/review/duplicates/log.hpp"
#include "core/review/duplicates/pair_table.hpp"
#include "core/review/folder.hpp"
#include "core/review/records.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using bibliography::Reference;

struct Wanted {
  std::vector<std::string> files, same, different;
  std::string pairs, decide, person;
  bibliography::ReadOptions reading;
};

struct Found {
  std::vector<Reference> records;
  std::vector<std::vector<std::size_t>> clusters;
  std::vector<review::LikelyPair> review;
};

std::size_t extra_records(const Found& found) {
  std::size_t out = 0;
  for (const auto& cluster : found.clusters) out += cluster.size() - 1;
  return out;
}

// `with_ids`: the keys are ids of a review's records.
std::string as_json(const Found& found, bool with_ids) {
  auto clusters = Json::array(), ids = Json::array(), pairs = Json::array();
  for (const auto& cluster : found.clusters) {
    clusters.push_back(cluster);
    auto keys = Json::array();
    for (const auto i : cluster) keys.push_back(found.records[i].key);
    ids.push_back(std::move(keys));
  }
  for (const auto& pair : found.review) {
    Json one = {{"a", pair.a}, {"b", pair.b}, {"score", pair.score}, {"why", pair.why}};
    if (with_ids) one["ids"] = {found.records[pair.a].key, found.records[pair.b].key};
    pairs.push_back(std::move(one));
  }
  Json out = {{"records", found.records.size()}, {"clusters", std::move(clusters)}, {"review", std::move(pairs)}};
  if (with_ids) out["cluster_ids"] = std::move(ids);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void tell(const Session& session, const Wanted& wanted, const Found& found, const std::string& merged_now) {
  if (!wanted.pairs.empty()) write_file(wanted.pairs, review::pair_table(found.review, found.records));
  if (session.format == Format::json) {
    std::cout << as_json(found, wanted.files.empty()) << '\n';
    return;
  }
  std::cout << found.records.size() << " records, " << extra_records(found) << " of them duplicates in " << found.clusters.size() << " groups" << merged_now << "; " << found.review.size() << " pairs for a person to decide\n";
  if (found.review.empty()) return;
  if (!wanted.pairs.empty()) {
    std::cout << "The pairs are in " << printable(wanted.pairs) << "\n";
    if (wanted.files.empty()) std::cout << "Next: write same or different in its first column, then fieldbook review dedupe --decide " << printable(wanted.pairs) << " --as YOUR-NAME\n";
  } else {
    std::cout << "Next: fieldbook review dedupe --pairs pairs.tsv writes them into a table\n";
  }
}

void dedupe_files(Session& session, const Wanted& wanted) {
  Diagnostics problems;
  Found found;
  for (const auto& file : wanted.files) {
    auto read = bibliography::read_references(read_file(file, review::longest_file_bytes), file, problems, wanted.reading);
    std::ranges::move(read.references, std::back_inserter(found.records));
  }
  auto duplicates = review::find_duplicates(found.records);
  found.clusters = std::move(duplicates.clusters);
  found.review = std::move(duplicates.review);
  tell(session, wanted, found, "");
  print(problems);
  if (problems.errors() != 0) session.exit = Exit::problems;
}

// Both ids must be of this review, else a slip of the pen would be kept for ever.
void check_ids(const std::vector<review::PairVerdict>& verdicts, const review::Records& records) {
  for (const auto& verdict : verdicts) {
    for (const auto& id : {verdict.a, verdict.b}) {
      if (records.find(id) == nullptr) throw Error(Errc::not_found, "this review has no record " + in_quotes(id), "fieldbook review dedupe --format json names the ids");
    }
  }
}

void decide(ReviewSession& shared, const Wanted& wanted) {
  if (wanted.person.empty()) throw Error(Errc::invalid, "it is not said who decides", "add --as and your id of the protocol");
  const auto open = open_review(shared);
  open.reviewer(wanted.person);
  Diagnostics problems;
  std::vector<review::PairVerdict> verdicts;
  if (!wanted.decide.empty()) verdicts = review::read_pair_table(read_file(wanted.decide, review::longest_file_bytes), wanted.decide, problems);
  if (!wanted.same.empty()) verdicts.push_back({std::min(wanted.same[0], wanted.same[1]), std::max(wanted.same[0], wanted.same[1]), true});
  if (!wanted.different.empty()) verdicts.push_back({std::min(wanted.different[0], wanted.different[1]), std::max(wanted.different[0], wanted.different[1]), false});
  check_ids(verdicts, open.records);
  review::add_verdicts(open.folder, wanted.person, verdicts);
  const auto records = review::read_records(open.folder, problems);
  std::cout << verdicts.size() << " decisions noted in duplicates/" << wanted.person << ".jsonl; the review has " << records.all().size() << " records now\n";
  print(problems);
  if (problems.errors() != 0) shared.session.exit = Exit::problems;
}

void run(ReviewSession& shared, const Wanted& wanted) {
  if (!wanted.decide.empty() || !wanted.same.empty() || !wanted.different.empty()) return decide(shared, wanted);
  if (!wanted.files.empty()) return dedupe_files(shared.session, wanted);
  Diagnostics problems;
  auto done = review::dedupe(shared.root(), problems);
  tell(shared.session, wanted, {std::move(done.records), std::move(done.clusters), std::move(done.review)}, " (" + std::to_string(done.merged_now) + " merged now)");
  print(problems);
  if (problems.errors() != 0) shared.session.exit = Exit::problems;
}

}  // namespace

void add_review_dedupe(CLI::App& review, std::shared_ptr<ReviewSession> shared) {
  auto* const command = review.add_subcommand("dedupe", "Find records of one work: merge what is certain, offer the rest to a person");
  auto wanted = std::make_shared<Wanted>();
  auto* const files = command->add_option("--input", wanted->files, "Files of references instead of a review: nothing is written")->type_name("FILE");
  command->add_option("--pairs", wanted->pairs, "Write the pairs that a person must decide into this table")->type_name("FILE.tsv");
  command->add_option("--decide", wanted->decide, "Take the decisions out of such a table")->type_name("FILE.tsv")->excludes(files);
  command->add_option("--same", wanted->same, "Two records are the same")->expected(2)->type_name("ID")->excludes(files);
  command->add_option("--different", wanted->different, "Two records are not: undoes a merge")->expected(2)->type_name("ID")->excludes(files);
  command->add_option("--as", wanted->person, "Who decides: an id of the protocol's reviewers")->type_name("REVIEWER");
  add_reading_options(*command, std::shared_ptr<bibliography::ReadOptions>(wanted, &wanted->reading));
  command->footer(
      "Title, people, year, journal, volume, pages and DOI are compared, however they are written. Records with different\n"
      "DOIs are never merged by the program, only offered. Nothing is thrown away: a merge is a line in duplicates/, every\n"
      "record keeps its sources, and --different undoes it. A person's word holds over the program's.\n\n"
      "  fieldbook review dedupe --pairs pairs.tsv\n"
      "  fieldbook review dedupe --decide pairs.tsv --as ada\n"
      "  fieldbook review dedupe --input scopus.ris pubmed.nbib --format json");
  command->callback([shared, wanted] { run(*shared, *wanted); });
}

}  // namespace fieldbook::cli
