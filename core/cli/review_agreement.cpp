#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/cli/open_review.hpp"
#include "core/review/agreement.hpp"
#include "core/review/screening/screening.hpp"

namespace fieldbook::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Agreement;
using review::AgreementTable;

struct Wanted {
  std::vector<std::size_t> table;
  std::vector<std::string> between;
  std::string stage;
  std::size_t sample = 0;
};

Json as_json(const AgreementTable& table, const Agreement& seen) {
  Json out{{"n", seen.n}, {"kappa", nullptr}, {"kappa_ci", nullptr}, {"ac1", seen.ac1}, {"pabak", seen.pabak}, {"agreement", seen.observed}, {"prevalence", seen.prevalence}, {"bias", seen.bias},
           {"included", seen.included}, {"table", table}};
  if (seen.kappa) out["kappa"] = *seen.kappa;
  if (seen.kappa_interval) out["kappa_ci"] = *seen.kappa_interval;
  return out;
}

void say(const Agreement& seen) {
  std::cout << std::fixed << std::setprecision(3);
  if (seen.kappa) {
    std::cout << "kappa      " << *seen.kappa << "  (95 % interval " << (*seen.kappa_interval)[0] << " to " << (*seen.kappa_interval)[1] << ")\n";
  } else {
    std::cout << "kappa      not defined: chance alone explains such answers\n";
  }
  std::cout << "AC1        " << seen.ac1 << "\nPABAK      " << seen.pabak << "\nagreement  " << seen.observed << " of " << seen.n << " records\n"
            << "prevalence " << seen.prevalence << "  (far from 0, kappa is low however well people agree)\nbias       " << seen.bias << '\n';
}

AgreementTable table_of(const OpenReview& open, const std::string& stage, const std::string& first, const std::string& second) {
  AgreementTable out{};
  for (const auto& one : review::standings(open.protocol, open.records, open.decisions, stage)) {
    const auto said = [&](const std::string& reviewer) { return std::ranges::find(one.opinions, reviewer, &review::Decision::reviewer); };
    const auto a = said(first), b = said(second);
    if (a == one.opinions.end() || b == one.opinions.end()) continue;
    ++out[goes_on(a->verdict) ? 1 : 0][goes_on(b->verdict) ? 1 : 0];
  }
  return out;
}

void print_sample(Session& session, const std::vector<std::string>& ids) {
  if (session.format == Format::json) {
    std::cout << Json{{"sample", ids}}.dump() << '\n';
  } else {
    for (const auto& id : ids) std::cout << id << '\n';
  }
  if (ids.empty()) session.exit = Exit::problems;
}

void agree(ReviewSession& shared, const Wanted& wanted) {
  auto& session = shared.session;
  if (!wanted.table.empty()) {
    const AgreementTable table{{{wanted.table[0], wanted.table[1]}, {wanted.table[2], wanted.table[3]}}};
    const auto seen = review::agreement(table);
    if (session.format == Format::json) {
      std::cout << as_json(table, seen).dump() << '\n';
    } else {
      say(seen);
    }
    return;
  }
  const auto open = open_review(shared);
  auto pair = wanted.between;
  if (pair.empty() && open.protocol.reviewers.size() == 2) pair = {open.protocol.reviewers[0].id, open.protocol.reviewers[1].id};
  if (pair.size() != 2) throw Error(Errc::invalid, "agreement is between two reviewers", "name them: --between ADA,BEN");
  const auto& first = open.reviewer(pair[0]);
  const auto& second = open.reviewer(pair[1]);
  const auto& stage = open.stage(wanted.stage);
  if (wanted.sample != 0) return print_sample(session, review::overlap_sample(open.protocol, open.records, open.decisions, stage.id, first.id, second.id, wanted.sample));
  const auto table = table_of(open, stage.id, first.id, second.id);
  const auto seen = review::agreement(table);
  if (session.format == Format::json) {
    auto out = as_json(table, seen);
    out["reviewers"] = pair;
    out["stage"] = stage.id;
    std::cout << out.dump() << '\n';
  } else {
    std::cout << printable(first.name) << " and " << printable(second.name) << ", " << printable(stage.label) << ": " << seen.n << " records that both decided on\n";
    if (seen.n != 0) say(seen);
  }
  if (seen.n == 0) session.exit = Exit::problems;
}

}  // namespace

void add_review_agreement(CLI::App& review, std::shared_ptr<ReviewSession> session) {
  auto* const command = review.add_subcommand("agreement", "How far two reviewers agree: kappa with its interval, AC1, PABAK, prevalence");
  auto wanted = std::make_shared<Wanted>();
  command->add_option("--between", wanted->between, "The two reviewers (default: the protocol's, where it names two)")->delimiter(',')->expected(2)->type_name("A,B");
  command->add_option("--stage", wanted->stage, "A stage of the protocol (default: the first)")->type_name("STAGE");
  auto* const sample = command->add_option("--sample", wanted->sample, "Print this many records that A decided on and B did not, drawn at random, for B to decide on")->check(CLI::PositiveNumber)->type_name("N");
  command->add_option("--table", wanted->table, "Counts instead of a review: both exclude, second alone includes, first alone includes, both include")
      ->delimiter(',')
      ->expected(4)
      ->excludes(sample)
      ->type_name("N00,N01,N10,N11");
  command->footer(
      "Only records that both decided on count: after ranked screening, let the second reviewer decide on a random sample of what the\n"
      "first one read. Decisions count as they were first made, before conflicts were resolved; unsure counts as include.\n\n"
      "  fieldbook review agreement --between ada,ben\n"
      "  fieldbook review agreement --between ada,ben --sample 60 > sample.txt\n"
      "  fieldbook review screen --reviewer ben --only sample.txt\n"
      "  fieldbook review agreement --table 393,13,9,245");
  command->callback([session, wanted] { agree(*session, *wanted); });
}

}  // namespace fieldbook::cli
