// SPDX-License-Identifier: MIT
#include "decision.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "add_times.hpp"

namespace fieldbook::rubric {
namespace {

constexpr double bound = 5;              // no sign counts for more
constexpr double whole_bound = 15;       // nor does one of the whole
constexpr double usual_sentences = 10;   // of the passages the weights were learned from
constexpr double hearsay = 1;            // log-odds above minus this make a sentence worth quoting
constexpr double plan_odds = 1.4;        // of a sentence that speaks of a plan
constexpr double faint = -0.5;           // log-odds of the best sentence below which nothing says it plainly
constexpr double some_rule = 1.2;        // unless the rules found as much
constexpr double plain_rule = 1.9;       // what the rules find, and
constexpr double plainly_heard = 1;      // log-odds of the best sentence, that together say it whatever the rest is about,
constexpr double barely = 0.1;
constexpr double unopposed = -1.5;         // where the log-odds of the opposite are lower
constexpr double clear = 2.0;            // log-odds by which a text must say so more than the opposite
constexpr double other_trade = 1.0;      // log-odds more that a text of another trade must speak for it: by its words, and once more
constexpr double sounds_elsewhere = 0;   // where the text as a whole is likelier of another trade than not
constexpr double doubt = -0.9;           // log-odds of the opposite from which what is said so is called partial

double bounded(double value) { return std::clamp(value, -bound, bound); }
double bounded_whole(double value) { return std::clamp(value, -whole_bound, whole_bound); }
double whole(const Heard& heard, std::size_t output) { return heard.whole.empty() ? -whole_bound : bounded_whole(heard.whole[output]); }
constexpr double least_like = -7;        // of the network's log-odds, which are not evened out between rare and common criteria
double bounded_like(double value) { return std::clamp(value, least_like, bound); }
double whole_like(const Heard& heard, std::size_t output) { return heard.whole.empty() ? least_like : bounded_like(heard.whole[output]); }
double share(double odds) { return 1 / (1 + std::exp(-odds)); }

struct TopTwo {
  double best = -bound, second = -bound;
  std::size_t at = 0;
};

TopTwo top_two(const Heard& heard, std::size_t output) {
  TopTwo top;
  bool any = false;
  for (std::size_t i = 0; i < heard.odds.size(); ++i) {
    const double odds = heard.odds[i][output];
    if (!any || odds > top.best) {
      top.second = any ? top.best : -bound;
      top.best = odds;
      top.at = i;
      any = true;
    } else {
      top.second = std::max(top.second, odds);
    }
  }
  return top;
}

// Among more sentences chance alone makes a likelier one.
double chance(const Heard& heard) { return 0.5 * std::log(std::max(1.0, static_cast<double>(heard.odds.size()) / usual_sentences)); }

// Rows of numbers as columns.
std::vector<double> turned(const std::vector<double>& numbers, std::size_t rows) {
  std::vector<double> out;
  for (std::size_t column = 0; rows > 0 && column < numbers.size() / rows; ++column)
    for (std::size_t row = 0; row < rows; ++row) out.push_back(numbers[row * (numbers.size() / rows) + column]);
  return out;
}

std::string_view take_word(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  const auto word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

// The signs that are products of others: what is heard in a sentence counts for more where the text around it speaks of the same.
void multiply(std::array<double, Signs::names.size()>& values) {
  const double heard = values[0], approach = values[6], of_whole = values[10];
  values[15] = heard * heard;
  values[16] = of_whole * of_whole;
  values[17] = heard * of_whole;
  values[18] = heard * approach;
  values[19] = of_whole * approach;
  values[22] = heard * values[20];
  values[23] = values[2] * values[21];
  const double like = values[24], whole_like = values[27];
  values[32] = like * like;
  values[33] = whole_like * whole_like;
  values[34] = like * whole_like;
  values[35] = like * values[29];
  values[36] = like * heard;
  values[37] = whole_like * of_whole;
}

// The words that weigh most for an output in one sentence, to show why.
std::vector<Match> loudest(const Sentence& sentence, const Reading& reading, const Hearing& hearing, std::size_t output) {
  std::vector<Trait> traits;
  traits_of(std::span(reading.words).subspan(sentence.first, sentence.last - sentence.first), traits);
  const auto* trait = hearing.strongest(traits, output);
  if (trait == nullptr) return {};
  return {{0, sentence.first + trait->first, sentence.first + trait->last}};
}

// Among the sentences that do not merely say that something is not known.
double loudest_opposite(const Heard& heard, Outputs outputs, const Reading& reading) {
  double loudest = -bound;
  for (std::size_t i = 0; i < heard.odds.size(); ++i)
    if (!reading.sentences[i].not_known) loudest = std::max(loudest, static_cast<double>(heard.odds[i][outputs.against_it]));
  return loudest;
}

// The evidence of the rules, and what was heard added to it.
std::vector<Evidence> all_evidence(const Tally& tally, const Heard& heard, Outputs outputs, const Reading& reading) {
  std::vector<Evidence> all;
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < heard.odds.size(); ++i) {
    Evidence evidence;
    if (next < tally.evidence.size() && tally.evidence[next].sentence == i) evidence = tally.evidence[next++];
    evidence.sentence = i;
    evidence.weight += std::max(0.0, heard.odds[i][outputs.for_it] + hearsay);
    if (!reading.sentences[i].not_known) evidence.against += std::max(0.0, heard.odds[i][outputs.against_it] + hearsay);
    (evidence.weight >= evidence.against ? evidence.against : evidence.weight) = 0;
    if (evidence.stance != Stance::planned && heard.planned[i] > plan_odds) evidence.stance = Stance::planned;
    if (evidence.weight > 0 || evidence.against > 0) all.push_back(std::move(evidence));
  }
  return all;
}

Evidence only_heard(std::size_t sentence, bool for_it) {
  Evidence evidence;
  evidence.sentence = static_cast<std::uint32_t>(sentence);
  (for_it ? evidence.weight : evidence.against) = hearsay;
  return evidence;
}

}  // namespace

std::vector<Signs> signs_of(const std::vector<Tally>& tallies, const std::vector<Outputs>& outputs, const Heard& heard, bool set_aside) {
  std::vector<Signs> all(tallies.size());
  const double shift = chance(heard);
  double approach = 0, opposites = 0, by_rules = 0, approach_whole = 0, opposites_whole = 0, approach_like = 0, opposites_like = 0, approach_whole_like = 0;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const auto top = top_two(heard, outputs[i].for_it), opposite = top_two(heard, outputs[i].against_it);
    const double there = heard.odds.empty() ? -bound : heard.odds[top.at][outputs[i].against_it];
    approach += share(top.best);
    opposites += share(opposite.best);
    by_rules += std::min(1.0, tallies[i].score / 2);
    all[i].values = {bounded(top.best - shift),  bounded(top.second - shift),      bounded(opposite.best - shift), bounded(there),
                     std::min(tallies[i].score, bound), std::min(tallies[i].against, bound)};
    all[i].values[20] = heard.opposed.empty() ? 0 : bounded(heard.opposed[top.at]);
    all[i].values[21] = heard.opposed.empty() ? 0 : bounded(heard.opposed[opposite.at]);
    approach_whole += all[i].values[10] = whole(heard, outputs[i].whole_for_it);
    opposites_whole += all[i].values[11] = whole(heard, outputs[i].whole_against_it);
    const auto like = top_two(heard, outputs[i].like_it), unlike = top_two(heard, outputs[i].like_opposite);
    all[i].values[24] = bounded_like(like.best - shift);
    all[i].values[25] = bounded_like(like.second - shift);
    all[i].values[26] = bounded_like(unlike.best - shift);
    all[i].values[27] = whole_like(heard, outputs[i].whole_like_it);
    all[i].values[28] = whole_like(heard, outputs[i].whole_like_opposite);
    approach_like += share(like.best);
    opposites_like += share(unlike.best);
    approach_whole_like += share(all[i].values[27]);
  }
  const auto count = static_cast<double>(std::max<std::size_t>(1, tallies.size()));
  for (auto& signs : all) {
    signs.values[6] = approach / count;
    signs.values[7] = opposites / count;
    signs.values[8] = by_rules / count;
    signs.values[9] = set_aside ? 1 : 0;
    signs.values[12] = approach_whole / count;
    signs.values[13] = opposites_whole / count;
    signs.values[14] = bounded_whole(heard.elsewhere);
    signs.values[38] = bounded_like(heard.like_elsewhere);
    signs.values[29] = approach_like / count;
    signs.values[30] = approach_whole_like / count;
    signs.values[31] = opposites_like / count;
    multiply(signs.values);
  }
  return all;
}

Decision::Decision(std::string_view text) {
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto side = take_word(line), name = take_word(line);
    const auto sign = std::ranges::find(Signs::names, name);
    const auto refuse = [&] { throw std::invalid_argument("decision: \"" + std::string(side) + " " + std::string(name) + "\" is not understood"); };
    const auto take_number = [&] {
      double number = 0;
      const auto word = take_word(line);
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
      if (error != std::errc() || end != word.data() + word.size()) refuse();
      return number;
    };
    if (side != "for" && side != "against") refuse();
    auto& one = side == "for" ? for_ : against_;
    if (name == "unit") {
      one.outs.push_back(take_number());
      one.biases.push_back(take_number());
      for (std::size_t i = 0; i < Signs::names.size(); ++i) one.unit_weights.push_back(take_number());
    } else if (name == "bias") {
      one.bias = take_number();
    } else if (sign != Signs::names.end()) {
      one.weights[static_cast<std::size_t>(sign - Signs::names.begin())] = take_number();
    } else {
      refuse();
    }
    if (!line.empty()) refuse();
  }
  for (auto* side : {&for_, &against_}) side->unit_weights = turned(side->unit_weights, side->outs.size());
}

double Decision::Side::odds(const Signs& signs) const {
  double odds = bias;
  for (std::size_t i = 0; i < signs.values.size(); ++i) odds += weights[i] * signs.values[i];
  auto sums = biases;
  for (std::size_t i = 0; i < signs.values.size(); ++i) add_times(sums.data(), unit_weights.data() + i * sums.size(), signs.values[i], sums.size());
  for (std::size_t unit = 0; unit < sums.size(); ++unit) odds += outs[unit] * sums[unit] / (1 + std::abs(sums[unit]));
  return odds;
}

Finding decide(const CriterionRules& criterion, const Tally& tally, const Signs& signs, const Decision& decision, const Heard& heard,
               Outputs outputs, const Hearing& hearing, const Reading& reading, std::string_view text, double bar) {
  // A text full of opposites makes each likelier; one of them must still be said, and by more than that something is not known.
  const bool opposite_said = loudest_opposite(heard, outputs, reading) - chance(heard) >= faint || tally.against >= some_rule;
  const bool set_aside = signs.values[9] > 0;
  const double opposite = decision.against_it(signs);
  const bool plain = !set_aside && tally.score >= plain_rule && signs.values[0] >= plainly_heard && tally.against < some_rule && opposite < unopposed;
  const double elsewhere = (set_aside ? other_trade : 0) + (signs.values[14] > sounds_elsewhere ? other_trade : 0);
  const double by_signs = decision.for_it(signs) - bar - elsewhere, for_it = plain ? std::max(by_signs, barely) : by_signs;
  const double said_opposite = opposite - bar, against_it = opposite_said ? said_opposite : std::min(0.0, said_opposite);
  Finding finding;
  finding.criterion = criterion.id;
  finding.score = for_it;
  finding.against = against_it;
  finding.confidence = std::clamp(share(std::max(std::abs(for_it), against_it)), 0.5, 0.98);
  const bool contradicted = against_it > 0 && against_it > for_it;
  if (reading.sentences.empty() || (!contradicted && (for_it <= 0 || (!plain && for_it < against_it + clear)))) {
    finding.rationale = rationale(criterion, Rating::absent, {}, nullptr, nullptr, reading, text);
    return finding;
  }
  Tally all;
  all.evidence = all_evidence(tally, heard, outputs, reading);
  const auto worth = [&](const Evidence& e) { return contradicted ? e.against : e.weight; };
  if (std::ranges::none_of(all.evidence, [&](const Evidence& e) { return worth(e) > 0; }))
    all.evidence = {only_heard(top_two(heard, contradicted ? outputs.against_it : outputs.for_it).at, !contradicted)};
  for (auto& e : all.evidence)
    if (e.spans.empty()) e.spans = loudest(reading.sentences[e.sentence], reading, hearing, e.weight > 0 ? outputs.for_it : outputs.against_it);
  const auto best = std::ranges::max_element(all.evidence, {}, worth);
  const auto other = std::ranges::max_element(all.evidence, {}, [&](const Evidence& e) { return contradicted ? e.weight : e.against; });
  const bool doubted = against_it > doubt, only_faint = signs.values[0] < faint && tally.score < some_rule;
  if (contradicted)
    finding.rating = Rating::contradicted;
  else
    finding.rating = best->stance == Stance::planned || doubted || only_faint ? Rating::partial : Rating::established;
  finding.quotes = quotes(all, finding.rating, reading);
  const bool both = contradicted ? other->weight > 0 && for_it > 0 : doubted && other->against > 0;
  finding.rationale = rationale(criterion, finding.rating, all, &*best, both ? &*other : nullptr, reading, text);
  return finding;
}

}  // namespace fieldbook::rubric
