#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_review.hpp"
#include "core/review/given_decisions.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Decision;
using review::Verdict;

constexpr std::size_t longest_list_bytes = 64UL << 20U;

struct Wanted {
  std::string record, stage, reviewer, note, from;
  std::optional<Verdict> verdict;
  std::vector<std::string> reasons;
  bool resolve = false;
};

std::vector<Decision> decisions_in(const OpenReview& open, const Wanted& wanted, const review::GivenOptions& options, Diagnostics& found) {
  const review::Decidable all{open.protocol, open.records, open.decisions};
  if (!wanted.from.empty()) {
    const auto text = wanted.from == "-" ? read_standard_input(longest_list_bytes) : read_file(wanted.from, longest_list_bytes);
    return review::parse_given_decisions(text, wanted.from == "-" ? "standard input" : wanted.from, all, options, found);
  }
  if (wanted.record.empty() || !wanted.verdict) throw Error(Errc::invalid, "it is not said what is decided", "name a record and include, exclude, unsure or withdrawn, or a list with --from FILE");
  return {review::given_decision(all, options, wanted.record, *wanted.verdict, wanted.reasons, wanted.note)};
}

void decide(ReviewSession& shared, const Wanted& wanted) {
  const auto open = open_review(shared);
  const auto& stage = open.stage(wanted.stage);
  const auto& reviewer = open.reviewer(wanted.reviewer.empty() && open.protocol.reviewers.size() == 1 ? open.protocol.reviewers.front().id : wanted.reviewer);
  Diagnostics found;
  const auto decisions = decisions_in(open, wanted, {reviewer.id, stage.id, review::timestamp(), wanted.resolve}, found);
  print(found);
  if (found.errors() != 0) {
    shared.session.exit = Exit::problems;
    std::cerr << "Nothing was written.\n";
    return;
  }
  review::add_decisions(open.folder, decisions);
  std::map<Verdict, std::size_t> counts;
  for (const auto& one : decisions) ++counts[one.verdict];
  if (shared.session.format == Format::json) {
    Json out{{"decisions", decisions.size()}, {"reviewer", reviewer.id}, {"stage", stage.id}};
    for (const auto verdict : {Verdict::include, Verdict::exclude, Verdict::unsure, Verdict::withdrawn}) out[std::string(review::name_of(verdict))] = counts[verdict];
    std::cout << out.dump() << '\n';
  } else {
    std::cout << decisions.size() << (decisions.size() == 1 ? " decision" : " decisions") << " by " << printable(reviewer.name) << ", " << printable(stage.label) << ": " << counts[Verdict::include] << " included, "
              << counts[Verdict::exclude] << " excluded, " << counts[Verdict::unsure] << " unsure, " << counts[Verdict::withdrawn] << " taken back\n";
  }
}

}  // namespace

void add_review_decide(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("decide", "Write down decisions on records that you name: one, or a list in a file");
  auto wanted = std::make_shared<Wanted>();
  auto* const record = command->add_option("RECORD", wanted->record, "Its id, as in records.jsonl");
  command->add_option("DECISION", wanted->verdict, "include, exclude, unsure, or withdrawn: takes your decision back")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Verdict>{{"include", Verdict::include}, {"exclude", Verdict::exclude}, {"unsure", Verdict::unsure}, {"withdrawn", Verdict::withdrawn}}))
      ->option_text("include|exclude|unsure|withdrawn");
  command->add_option("--reviewer", wanted->reviewer, "Who decides: an id of the protocol (not needed where it names one)")->type_name("ID");
  command->add_option("--stage", wanted->stage, "A stage of the protocol (default: the first)")->type_name("STAGE");
  command->add_option("--reason", wanted->reasons, "Of an exclusion: the id of a criterion; may be given several times")->type_name("ID");
  command->add_option("--note", wanted->note, "Why, and the words it rests on")->type_name("TEXT");
  command->add_option("--from", wanted->from, "A list of decisions in YAML; all of them or, with an error, none. - reads standard input")->type_name("FILE")->excludes(record);
  command->add_flag("--resolve", wanted->resolve, "The decisions settle conflicts: what holds in the end");
  command->footer(
      "The log says that the record was named, not shown: such decisions are no random sample, and no stopping rule draws on them.\n"
      "A list has an entry a record:\n\n"
      "  - record: r0123456789abcdef\n"
      "    decision: exclude\n"
      "    reasons: [no-evaluation]\n"
      "    note: \"We read the abstract: 'the pilot has just begun'\"\n\n"
      "  fieldbook review decide r0123456789abcdef include --reviewer ada --note 'Matched areas'\n"
      "  fieldbook review decide --from decisions.yaml --reviewer ada --stage full-text");
  command->callback([session, wanted] { decide(*session, *wanted); });
}

}  // namespace fieldbook::cli
