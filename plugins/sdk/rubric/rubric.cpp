// SPDX-License-Identifier: MIT
#include <fieldbook/rubric.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "common.network.hpp"
#include "common.weights.hpp"
#include "decision.weights.hpp"
#include "engine.hpp"

namespace fieldbook::rubric {
namespace {

// How much the text is about the approach: 0 not at all, 1 in every criterion.
double density(const std::vector<Tally>& tallies) {
  double sum = 0;
  for (const auto& tally : tallies) sum += std::min(1.0, tally.score / 2.0);
  return tallies.empty() ? 0 : sum / static_cast<double>(tallies.size());
}

constexpr std::size_t few_words = 60;        // in fewer, one plain sentence is enough
constexpr double one_plain_sentence = 1.8;
constexpr std::size_t piece_sentences = 10;  // as in the passages the weights were learned from; the last piece may have up to twice as many

std::size_t count(const Reading& reading, Group group) {
  std::size_t count = 0;
  for (const auto& sentence : reading.sentences) count += sentence.of(group).size();
  return count;
}

// How far the text is from what the approach is about, 0 to 1: a town's newsletter may praise charities, and shows no
// alliance by it. Of a few sentences no such words are asked.
double remoteness(const RuleSet& rules, const Reading& reading) {
  const auto* context = rules.lexicon.find("CONTEXT");
  if (context == nullptr || rules.weights.context <= 0) return 0;
  if (reading.words.size() < few_words) return 0;
  return std::max(0.0, 1.0 - static_cast<double>(count(reading, *context)) / rules.weights.context);
}

// What two pieces of a text come to together, the first of them before the other: what is said more plainly, and anything before nothing.
Finding plainer(Finding first, Finding second) {
  const auto said = [](const Finding& f) { return f.rating != Rating::absent; };
  const auto odds = [](const Finding& f) { return f.rating == Rating::contradicted ? f.against : f.score; };
  const bool second_is = said(first) == said(second) ? odds(second) > odds(first) : said(second);
  auto &best = second_is ? second : first, &other = second_is ? first : second;
  if (said(best) && best.rating == other.rating) {
    other.quotes.resize(std::min(other.quotes.size(), most_quotes - std::min(most_quotes, best.quotes.size())));
    best.quotes.insert(second_is ? best.quotes.begin() : best.quotes.end(), other.quotes.begin(), other.quotes.end());
  }
  return std::move(best);
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
  Engine engine;
  std::vector<std::string> ids;

  Rules(std::string_view rules, std::string_view more, std::string_view weights)
      : engine(rules, more, weights, data::common_weights, data::common_network, data::decision_weights) {
    for (const auto& criterion : engine.set.criteria) ids.push_back(criterion.id);
  }

  // By the rules alone.
  std::vector<Finding> judge_by_rules(const Reading& reading, const std::vector<Tally>& tallies, std::string_view text) const {
    const auto& set = engine.set;
    const double dense = density(tallies);
    const double forgiven = set.weights.density * dense;
    constexpr double shown_in_deed = 0.35;  // a text of this density is about the approach, whatever it calls it
    const double extra = set.weights.competition * remoteness(set, reading) * std::max(0.0, 1.0 - dense / shown_in_deed);
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < tallies.size(); ++i) {
      const auto& criterion = set.criteria[i];
      double threshold = std::max(set.weights.floor, set.weights.threshold - forgiven) + extra + criterion.threshold;
      if (reading.words.size() < few_words) threshold = std::min(threshold, one_plain_sentence);
      findings.push_back(judge(criterion, tallies[i], threshold, reading, text));
    }
    return findings;
  }

  // By the rules and by what was heard. In few words the rules stand where they find anything: there is little to hear.
  std::vector<Finding> judge_by_all(const Reading& reading, const std::vector<Tally>& tallies, bool set_aside, std::string_view text,
                                    const Library* deadline, double bar) const {
    const auto heard = engine.listen(reading, deadline);
    const auto signs = signs_of(tallies, engine.outputs, heard, set_aside);
    std::vector<Finding> findings;
    if (reading.words.size() < few_words && !set_aside) findings = judge_by_rules(reading, tallies, text);
    for (std::size_t i = 0; i < tallies.size(); ++i) {
      if (i < findings.size() && findings[i].rating != Rating::absent) continue;
      auto finding = decide(engine.set.criteria[i], tallies[i], signs[i], engine.decision, heard, engine.outputs[i], engine.hearing, reading, text, bar);
      if (i < findings.size()) findings[i] = std::move(finding);
      else findings.push_back(std::move(finding));
    }
    return findings;
  }

  // Piece by piece, each as if it were a text of its own: weights and decision were learned from texts of that length, and a long one would be
  // judged by the average of all that it is about. Of many pieces one speaks for anything by chance.
  std::vector<Finding> judge_in_pieces(Reading& reading, std::string_view text, const Library* deadline) const {
    auto all = std::move(reading.sentences);
    const auto pieces = std::max<std::size_t>(1, all.size() / piece_sentences);
    const double bar = 0.3 * std::log(static_cast<double>(pieces));
    std::vector<Finding> best;
    for (std::size_t i = 0; i < pieces; ++i) {
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i * piece_sentences);
      const auto end = i + 1 == pieces ? all.end() : begin + static_cast<std::ptrdiff_t>(piece_sentences);
      reading.sentences.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
      auto findings = judge_by_all(reading, engine.tally_all(reading, deadline), !engine.set_aside(reading).empty(), text, deadline, bar);
      best.resize(findings.size());
      for (std::size_t c = 0; c < best.size(); ++c) best[c] = i == 0 ? std::move(findings[c]) : plainer(std::move(best[c]), std::move(findings[c]));
      std::ranges::move(reading.sentences, begin);
    }
    reading.sentences = std::move(all);
    return best;
  }
};

Rubric::Rubric(std::string_view rules, std::string_view more, std::string_view weights) : rules_(std::make_unique<const Rules>(rules, more, weights)) {}
Rubric::~Rubric() = default;
Rubric::Rubric(Rubric&&) noexcept = default;
Rubric& Rubric::operator=(Rubric&&) noexcept = default;

const std::vector<std::string>& Rubric::criteria() const noexcept { return rules_->ids; }

Assessment Rubric::assess(const Document& document, const Library* deadline) const {
  const auto& engine = rules_->engine;
  auto reading = read(document, engine.set.lexicon, engine.controls, deadline);
  const bool explains_only = is_phrase_of(engine.set.lexicon, engine.controls.general_record, document.field("kind"));
  Assessment out;
  out.remark = explains_only ? "The record explains in general; it does not say what was done in any place." : engine.set_aside(reading);
  const bool by_rules = engine.hearing.empty();
  if (explains_only || (by_rules && !out.remark.empty())) {
    for (const auto& criterion : engine.set.criteria) out.findings.push_back(absent(criterion, out.remark));
    return out;
  }
  out.findings = by_rules ? rules_->judge_by_rules(reading, engine.tally_all(reading, deadline), document.text())
                          : rules_->judge_in_pieces(reading, document.text(), deadline);
  if (!out.remark.empty() && std::ranges::all_of(out.findings, [](const Finding& f) { return f.rating == Rating::absent; }))
    for (auto& finding : out.findings) finding.rationale = out.remark;
  out.fit = fit(engine.set, out.findings);
  return out;
}

void Rubric::report(const Document& document, Library& library, Report& report) const {
  const auto assessment = assess(document, &library);
  for (const auto& finding : assessment.findings)
    report.judge(finding.criterion, finding.rating, finding.confidence, finding.rationale, finding.quotes);
  report.fit(assessment.fit);
}

}  // namespace fieldbook::rubric
