#include <CLI/CLI.hpp>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/cli/open_review.hpp"
#include "core/cli/terminal.hpp"
#include "core/review/screening/labelled.hpp"
#include "core/review/screening/simulation.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Simulation;

constexpr std::size_t longest_bytes = std::size_t{1} << 30U;

struct Wanted {
  std::string data, curve, stage;
  review::LabelledColumns columns;
  review::Model model = review::Model::svm;
  std::vector<std::size_t> priors;
};

// After how many records how many relevant ones were found; priors left out.
std::string curve_csv(const Simulation& seen) {
  std::string out = "read,found,recall\n0,0,0\n";
  for (std::size_t i = 0; i < seen.found_at.size(); ++i) {
    std::ostringstream recall;
    recall << std::setprecision(6) << static_cast<double>(i + 1) / static_cast<double>(seen.found_at.size());
    out += std::to_string(seen.found_at[i]) + "," + std::to_string(i + 1) + "," + recall.str() + "\n";
  }
  return out;
}

void say(const Simulation& seen, std::size_t relevant, double seconds) {
  std::cout << std::fixed << std::setprecision(1);
  std::cout << seen.order.size() << " records, " << relevant << " relevant; " << seen.priors << " known at the start\n\n";
  std::cout << "share read   relevant found\n";
  for (const double part : {0.05, 0.1, 0.2, 0.3, 0.5}) std::cout << std::setw(8) << 100 * part << " %" << std::setw(15) << review::relevant_found_percent(seen, part) << " %\n";
  std::cout << "\nWork saved over random order: " << review::work_saved_percent(seen, 0.95) << " % at 95 % recall, " << review::work_saved_percent(seen, 1) << " % at full recall\n"
            << "Average share read when a relevant record is found: " << review::time_to_discovery_percent(seen) << " %\n"
            << "CPU time: " << std::setprecision(2) << seconds << " s\n";
}

// The records of a stage that were decided on, as they stand; those that wait or are in conflict have no answer yet.
review::LabelledRecords decided(ReviewSession& shared, const std::string& wanted) {
  const auto open = open_review(shared);
  review::LabelledRecords out;
  for (const auto& one : review::standings(open.protocol, open.records, open.decisions, open.stage(wanted).id)) {
    if (one.standing != review::Standing::included && one.standing != review::Standing::excluded) continue;
    out.texts.push_back(review::text_for_ranking(one.record->reference.title, one.record->abstract()));
    out.relevant.push_back(one.standing == review::Standing::included);
  }
  return out;
}

review::LabelledRecords from_file(const Wanted& wanted) {
  if (wanted.columns.label.empty()) throw Error(Errc::invalid, "it is not said which column holds the answers", "name it with --label");
  Diagnostics found;
  const auto bytes = wanted.data == "-" ? read_standard_input(longest_bytes) : read_file(wanted.data, longest_bytes);
  auto out = review::read_labelled(bytes, wanted.data == "-" ? "standard input" : wanted.data, wanted.columns, found);
  print(found);
  return out;
}

void simulate(ReviewSession& shared, const Wanted& wanted) {
  auto& session = shared.session;
  const auto data = wanted.data.empty() ? decided(shared, wanted.stage) : from_file(wanted);
  ProgressBar bar("Screening");
  const auto start = std::clock();
  const auto seen = review::simulate(data.texts, data.relevant, {.model = wanted.model, .priors = wanted.priors, .progress = [&](std::size_t done, std::size_t total) { bar(done, total); }});
  const auto seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  const auto relevant = static_cast<std::size_t>(std::count(data.relevant.begin(), data.relevant.end(), true));
  if (wanted.curve == "-") {
    std::cout << curve_csv(seen);
    return;
  }
  if (!wanted.curve.empty()) write_file(wanted.curve, curve_csv(seen));
  if (session.format == Format::text) return say(seen, relevant, seconds);
  std::cout << Json{{"records", seen.order.size()}, {"relevant", relevant}, {"priors", seen.priors}, {"order", seen.order}, {"wss95", review::work_saved_percent(seen, 0.95)},
                    {"wss100", review::work_saved_percent(seen, 1)}, {"rrf10", review::relevant_found_percent(seen, 0.1)}, {"atd", review::time_to_discovery_percent(seen)}, {"seconds", seconds}}
                   .dump()
            << '\n';
}

}  // namespace

void add_review_simulate(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("simulate", "Replay a review whose answers are known: what would ranking have found, and when?");
  auto wanted = std::make_shared<Wanted>();
  auto* const data = command->add_option("--data", wanted->data, "CSV or TSV with headings (default: the review's own decisions); - reads standard input")->type_name("FILE");
  command->add_option("--stage", wanted->stage, "Of the review's own decisions: a stage of the protocol (default: the first)")->type_name("STAGE")->excludes(data);
  command->add_option("--label", wanted->columns.label, "Its column of answers: 1 or 0, yes or no, included or excluded")->needs(data)->type_name("COLUMN");
  command->add_option("--title", wanted->columns.title, "Its column of titles")->type_name("COLUMN")->capture_default_str();
  command->add_option("--abstract", wanted->columns.abstract, "Its column of abstracts")->type_name("COLUMN")->capture_default_str();
  command->add_option("--model", wanted->model, "svm: words and pairs, linear support vector machine (ELAS u4); nb: words, naive Bayes (ELAS u3)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, review::Model>{{"nb", review::Model::nb}, {"svm", review::Model::svm}}))
      ->option_text("nb|svm [svm]");
  command->add_option("--priors", wanted->priors, "Records known at the start, counted from 0, at least one of each kind (default: the first relevant and the first irrelevant one)")
      ->delimiter(',')
      ->type_name("I,J");
  command->add_option("--curve", wanted->curve, "Write the recall curve as CSV (read,found,recall); - prints it and nothing else")->type_name("FILE");
  command->footer(
      "Each step learns from all that was read, then reads the record that is likeliest to be relevant. Measures leave out the\n"
      "records known at the start. What is saved here may not be saved in another review.\n\n"
      "  fieldbook review simulate --data nudging.csv --label included --model nb\n"
      "  fieldbook review simulate --data nudging.csv --label included --format json\n"
      "  fieldbook review simulate --review reviews/alliances");
  command->callback([session, wanted] { simulate(*session, *wanted); });
}

}  // namespace fieldbook::cli
