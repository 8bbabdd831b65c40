// SPDX-License-Identifier: MIT
#include "judging.hpp"

#include <algorithm>
#include <cmath>

namespace fieldbook::rubric {
namespace {

constexpr double advice_share = 0.5;    // what a sentence of general advice is worth
constexpr double stated_outright = 1.9; // a counter-pattern, and not evidence turned round by a negation
constexpr double quoted_at_least = 0.5; // evidence below this is not quoted
constexpr double quoted_share = 0.5;    // nor what says it half as plainly as the best sentence, or less

void weigh_for(const Pattern& pattern, const Hit& hit, const Reason& reason, const Sentence& sentence, Evidence& evidence) {
  if (reason.stance == Stance::not_said || reason.stance == Stance::over) return;
  if (reason.stance == Stance::negated) {
    if (sentence.not_known) return;
    const double against = pattern.weak ? 0.4 : pattern.weight * 0.8;
    if (against <= evidence.against) return;
    evidence.against = against;
    if (evidence.weight == 0) evidence.reason = reason.word, evidence.spans = hit.spans, evidence.stance = Stance::negated;
    return;
  }
  const double weight = pattern.weight * (sentence.advises ? advice_share : 1.0);
  const bool better = weight > evidence.weight || (weight == evidence.weight && evidence.stance == Stance::planned);
  if (!better) return;
  evidence.weight = weight;
  evidence.weak = pattern.weak;
  evidence.stance = sentence.advises ? Stance::planned : reason.stance;
  evidence.reason = reason.word;
  evidence.spans = hit.spans;
}

// A counter-pattern says that the opposite holds: not where that is denied, over, only feared, or no more than not known.
void weigh_against(const Pattern& pattern, const Hit& hit, const Reason& reason, const Sentence& sentence, const Controls& controls, Evidence& evidence) {
  if (reason.stance != Stance::affirmed && reason.stance != Stance::planned) return;
  if (put_right(hit, sentence, controls) || sentence.advises || sentence.not_known || pattern.weight <= evidence.against) return;
  evidence.against = pattern.weight;
  evidence.reason = reason.word;
  evidence.spans = hit.spans;
  evidence.stance = Stance::negated;
}

Evidence weigh(const CriterionRules& criterion, const Sentence& sentence, const Controls& controls) {
  Evidence evidence;
  for (const auto& pattern : criterion.patterns) {
    if (pattern.side == Side::for_it && pattern.weight < evidence.weight) continue;
    const auto hit = find(pattern, sentence);
    if (!hit) continue;
    const auto reason = stance_of(*hit, pattern, sentence, controls);
    if (pattern.side == Side::for_it)
      weigh_for(pattern, *hit, reason, sentence, evidence);
    else
      weigh_against(pattern, *hit, reason, sentence, controls, evidence);
  }
  // A sentence that says the opposite is no evidence for the thing as well, unless that is the stronger reading.
  if (evidence.against >= evidence.weight) evidence.weight = 0;
  return evidence;
}

double across(const CriterionRules& criterion, const Sentence& before, const Sentence& after, const Controls& controls, double share) {
  double best = 0;
  for (const auto& pattern : criterion.patterns) {
    if (pattern.side != Side::for_it || pattern.weak || pattern.weight * share <= best) continue;
    if (before.defines || after.defines || !holds_across(pattern, before, after)) continue;
    if (before.has(controls.negator) || after.has(controls.negator) || after.has(controls.failure)) continue;
    best = pattern.weight * share;
  }
  return best;
}

Rating rate(const Tally& tally, double threshold, const Evidence* best, const Evidence* worst) {
  const bool positive = best != nullptr && tally.score >= threshold;
  const bool contradicted = worst != nullptr && worst->against >= 1.2;
  if (contradicted && !positive) return Rating::contradicted;
  if (contradicted && (tally.against > tally.score || (worst->sentence > best->sentence && worst->against >= stated_outright && tally.score < 1.5 * tally.against)))
    return Rating::contradicted;
  if (!positive) return Rating::absent;
  if (contradicted) return Rating::partial;
  return best->stance == Stance::planned || best->weak ? Rating::partial : Rating::established;
}

double confidence(Rating rating, const Tally& tally, double threshold) {
  const auto sure = [](double margin) { return std::clamp(1.0 / (1.0 + std::exp(-1.4 * margin)), 0.5, 0.98); };
  switch (rating) {
    case Rating::absent: return sure(threshold - tally.score + 0.3);
    case Rating::contradicted: return sure(tally.against - 0.5 * tally.score);
    case Rating::partial:
    case Rating::established: return sure(tally.score - threshold + 0.2);
  }
  return 0.5;
}

}  // namespace

std::vector<fb_span> quotes(const Tally& tally, Rating rating, const Reading& reading) {
  std::vector<const Evidence*> chosen;
  const auto worth = [&](const Evidence& e) { return rating == Rating::contradicted ? e.against : std::max(e.weight, e.against); };
  for (const auto& e : tally.evidence)
    if (worth(e) > 0) chosen.push_back(&e);
  std::ranges::stable_sort(chosen, std::greater{}, [&](const Evidence* e) { return worth(*e); });
  const double least = chosen.empty() ? 0 : std::max(quoted_at_least, quoted_share * worth(*chosen.front()));
  const auto enough = std::ranges::find_if(chosen, [&](const Evidence* e) { return worth(*e) < least; });
  if (enough != chosen.begin()) chosen.erase(enough, chosen.end());
  if (chosen.size() > most_quotes) chosen.resize(most_quotes);
  std::vector<fb_span> spans;
  for (const auto* e : chosen) spans.push_back(reading.sentences[e->sentence].span);
  std::ranges::sort(spans, {}, [](const fb_span& s) { return s.begin; });
  const auto same = [](const fb_span& a, const fb_span& b) { return a.begin == b.begin; };
  spans.erase(std::unique(spans.begin(), spans.end(), same), spans.end());
  return spans;
}

Tally tally(const CriterionRules& criterion, const Reading& reading, const Weights& weights, const Controls& controls,
            const Library* deadline) {
  Tally tally;
  std::vector<double> gains;
  for (std::uint32_t i = 0; i < reading.sentences.size(); ++i) {
    keep_to(deadline, i);
    auto evidence = weigh(criterion, reading.sentences[i], controls);
    evidence.sentence = i;
    double gain = evidence.weight;
    if (i > 0 && gain < 1.0 && evidence.against == 0) {
      const double wide = across(criterion, reading.sentences[i - 1], reading.sentences[i], controls, weights.across);
      if (wide > gain) gain = evidence.weight = wide;
    }
    tally.against += evidence.against;
    if (gain > 0) gains.push_back(gain);
    if (evidence.weight > 0 || evidence.against > 0) tally.evidence.push_back(std::move(evidence));
  }
  std::ranges::sort(gains, std::greater{});
  double share = 1.0;
  for (const double gain : gains) {
    tally.score += share * gain;
    share *= weights.repeat;
  }
  tally.strongest = gains.empty() ? 0 : gains.front();
  return tally;
}

Finding judge(const CriterionRules& criterion, const Tally& tally, double threshold, const Reading& reading, std::string_view text) {
  const auto by_weight = [](const Evidence& a, const Evidence& b) {
    return a.weight != b.weight ? a.weight < b.weight : a.stance == Stance::planned && b.stance != Stance::planned;
  };
  const Evidence *best = nullptr, *worst = nullptr;
  for (const auto& e : tally.evidence) {
    if (e.weight > 0 && (best == nullptr || by_weight(*best, e))) best = &e;
    if (e.against > 0 && (worst == nullptr || e.against >= worst->against)) worst = &e;
  }
  Finding finding;
  finding.criterion = criterion.id;
  finding.score = tally.score;
  finding.against = tally.against;
  finding.threshold = threshold;
  finding.rating = rate(tally, threshold, best, worst);
  finding.confidence = confidence(finding.rating, tally, threshold);
  if (finding.rating != Rating::absent) finding.quotes = quotes(tally, finding.rating, reading);
  const bool against = finding.rating == Rating::contradicted;
  finding.rationale = rationale(criterion, finding.rating, tally, against ? worst : best, against ? best : worst, reading, text);
  return finding;
}

}  // namespace fieldbook::rubric
