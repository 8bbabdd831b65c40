// SPDX-License-Identifier: MIT
#include <fieldbook/rubric.hpp>

#include <algorithm>

#include "common.rubric.hpp"
#include "judging.hpp"

namespace fieldbook::rubric {
namespace {

// How much the text is about the approach: 0 not at all, 1 in every criterion.
double density(const std::vector<Tally>& tallies) {
  double sum = 0;
  for (const auto& tally : tallies) sum += std::min(1.0, tally.score / 2.0);
  return tallies.empty() ? 0 : sum / static_cast<double>(tallies.size());
}

std::size_t count(const Reading& reading, Group group) {
  std::size_t count = 0;
  for (const auto& sentence : reading.sentences) count += sentence.of(group).size();
  return count;
}

constexpr std::size_t few_words = 60;        // in fewer, one plain sentence is enough
constexpr double one_plain_sentence = 1.8;
constexpr double hardly_served = 3;          // words of public services; a text with no more needs but one of another trade

bool explains(const RuleSet& rules, const Controls& controls, std::string_view kind) {
  if (kind.empty()) return false;
  std::vector<Word> words;
  split_words(kind, {0, kind.size()}, words);
  std::vector<Match> matches;
  rules.lexicon.match(words, 0, static_cast<std::uint32_t>(words.size()), matches);
  return std::ranges::any_of(matches, [&](const Match& match) {
    return match.group == controls.general_record && match.first == 0 && match.last + 1 == words.size();
  });
}

// Why the text as a whole is not about public services, or describes no real place; empty where it is and does.
std::string set_aside(const Reading& reading, const Controls& controls, const Weights& weights) {
  const auto off = static_cast<double>(count(reading, controls.off_domain));
  const auto served = static_cast<double>(count(reading, controls.public_service));
  const bool other_trade = off >= 2 && off * weights.off_domain >= served;
  if (other_trade || (off > 0 && served <= hardly_served && reading.words.size() >= few_words))
    return "The words are used in another trade's sense; the text is not about public services for people.";
  const auto explains = count(reading, controls.explaining), real = count(reading, controls.real_place);
  if (explains >= 3 && 4 * explains > 3 * real) return "The text explains or advises in general; it does not say what was done in any place.";
  return {};
}

// How far the text is from what the approach is about, 0 to 1: a town's newsletter may praise charities, and shows no
// alliance by it. Of a few sentences no such words are asked.
double remoteness(const RuleSet& rules, const Reading& reading) {
  const auto* context = rules.lexicon.find("CONTEXT");
  if (context == nullptr || rules.weights.context <= 0) return 0;
  if (reading.words.size() < few_words) return 0;
  return std::max(0.0, 1.0 - static_cast<double>(count(reading, *context)) / rules.weights.context);
}

Finding absent(const CriterionRules& criterion, const std::string& remark) {
  Finding finding;
  finding.criterion = criterion.id;
  finding.confidence = 0.8;
  finding.rationale = remark;
  return finding;
}

int fit(const RuleSet& rules, const std::vector<Finding>& findings) {
  std::size_t positive = 0, established = 0, core = 0, core_established = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const bool done = findings[i].rating == Rating::established;
    positive += done || findings[i].rating == Rating::partial ? 1 : 0;
    established += done ? 1 : 0;
    core += rules.criteria[i].core ? 1 : 0;
    core_established += rules.criteria[i].core && done ? 1 : 0;
  }
  const auto all = findings.size();
  const auto needed = rules.weights.core_needed > 0 ? static_cast<std::size_t>(rules.weights.core_needed) : core;
  if (positive == 0) return 0;
  if (positive * 2 >= all && core_established >= needed && established > 0) return 3;
  const bool most_planned = positive * 2 > all;
  if (positive * 3 >= all && (established > 0 || most_planned)) return 2;
  return 1;
}

}  // namespace

struct Rubric::Rules {
  RuleSet set;
  Controls controls;
  std::vector<std::string> ids;

  Rules(std::string_view rules, std::string_view more)
      : set(read_rules({{"shared groups", data::common_rubric}, {"more rules", more}, {"rules", rules}})), controls(set.lexicon) {
    for (const auto& criterion : set.criteria) ids.push_back(criterion.id);
  }
};

Rubric::Rubric(std::string_view rules, std::string_view more) : rules_(std::make_unique<const Rules>(rules, more)) {}
Rubric::~Rubric() = default;
Rubric::Rubric(Rubric&&) noexcept = default;
Rubric& Rubric::operator=(Rubric&&) noexcept = default;

const std::vector<std::string>& Rubric::criteria() const noexcept { return rules_->ids; }

Assessment Rubric::assess(const Document& document, const Library* deadline) const {
  const auto& [set, controls, ids] = *rules_;
  const auto reading = read(document, set.lexicon, controls, deadline);
  Assessment out;
  out.remark = explains(set, controls, document.field("kind")) ? "The record explains in general; it does not say what was done in any place."
                                                              : set_aside(reading, controls, set.weights);
  if (!out.remark.empty()) {
    for (const auto& criterion : set.criteria) out.findings.push_back(absent(criterion, out.remark));
    return out;
  }
  std::vector<Tally> tallies;
  for (const auto& criterion : set.criteria) tallies.push_back(tally(criterion, reading, set.weights, controls, deadline));
  const double dense = density(tallies);
  const double forgiven = set.weights.density * dense;
  constexpr double shown_in_deed = 0.35;  // a text of this density is about the approach, whatever it calls it
  const double extra = set.weights.competition * remoteness(set, reading) * std::max(0.0, 1.0 - dense / shown_in_deed);
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const auto& criterion = set.criteria[i];
    double threshold = std::max(set.weights.floor, set.weights.threshold - forgiven) + extra + criterion.threshold;
    if (reading.words.size() < few_words) threshold = std::min(threshold, one_plain_sentence);
    out.findings.push_back(judge(criterion, tallies[i], threshold, reading, document.text()));
  }
  out.fit = fit(set, out.findings);
  return out;
}

void Rubric::report(const Document& document, Library& library, Report& report) const {
  const auto assessment = assess(document, &library);
  for (const auto& finding : assessment.findings)
    report.judge(finding.criterion, finding.rating, finding.confidence, finding.rationale, finding.quotes);
  report.fit(assessment.fit);
}

}  // namespace fieldbook::rubric
