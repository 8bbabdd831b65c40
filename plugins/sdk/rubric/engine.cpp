// SPDX-License-Identifier: MIT
#include "engine.hpp"

#include <algorithm>
#include <stdexcept>

#include "common.rubric.hpp"

namespace fieldbook::rubric {
namespace {

constexpr std::size_t few_words = 60;        // in fewer, one word of another trade says little
constexpr double hardly_served = 3;          // words of public services; a text with no more needs but one of another trade

std::size_t count(const Reading& reading, Group group) {
  std::size_t count = 0;
  for (const auto& sentence : reading.sentences) count += sentence.of(group).size();
  return count;
}

}  // namespace

Engine::Engine(std::string_view rules, std::string_view more, std::string_view weights, std::string_view common_weights, std::string_view network_text, std::string_view decision_text)
    : set(read_rules({{"shared groups", data::common_rubric}, {"more rules", more}, {"rules", rules}})), controls(set.lexicon) {
  if (weights.empty()) return;
  hearing = Hearing({common_weights, weights});
  network = std::make_unique<const Network>(network_text);
  decision = Decision(decision_text);
  const auto output = [&](const std::string& name) {
    const auto found = hearing.output(name);
    if (found == Hearing::npos) throw std::invalid_argument("the weights lack the output " + name);
    return found;
  };
  planned = output("planned");
  opposed = output("opposed");
  elsewhere = output("elsewhere");
  like_elsewhere = output("like-elsewhere");
  for (const auto& criterion : set.criteria)
    outputs.push_back({output("+" + criterion.id), output("-" + criterion.id), output("whole+" + criterion.id), output("whole-" + criterion.id),
                       output("like+" + criterion.id), output("like-" + criterion.id), output("whole-like+" + criterion.id), output("whole-like-" + criterion.id)});
}

Heard Engine::listen(const Reading& reading, const Library* deadline) const {
  Heard heard;
  std::vector<Trait> traits, all;
  std::vector<float> answers, most(network->filters());
  for (const auto& sentence : reading.sentences) {
    keep_to(deadline, heard.odds.size());
    const auto words = std::span(reading.words).subspan(sentence.first, sentence.last - sentence.first);
    traits_of(words, traits);
    hearing.hear(traits, heard.odds.emplace_back());
    network->answer(words, answers);
    hearing.hear_answers(answers, false, heard.odds.back());
    std::ranges::transform(most, answers, most.begin(), [](float a, float b) { return std::max(a, b); });
    heard.planned.push_back(heard.odds.back()[planned]);
    heard.opposed.push_back(heard.odds.back()[opposed]);
    all.insert(all.end(), traits.begin(), traits.end());
  }
  if (all.empty()) return heard;
  for (auto& trait : all) trait.key = whole_key(trait.key);
  hearing.hear(all, heard.whole);
  hearing.hear_answers(most, true, heard.whole);
  heard.elsewhere = heard.whole[elsewhere];
  heard.like_elsewhere = heard.whole[like_elsewhere];
  return heard;
}

std::string Engine::set_aside(const Reading& reading) const {
  const auto off = static_cast<double>(count(reading, controls.off_domain));
  const auto served = static_cast<double>(count(reading, controls.public_service));
  const bool other_trade = off >= 2 && off * set.weights.off_domain >= served;
  if (other_trade || (off > 0 && served <= hardly_served && reading.words.size() >= few_words))
    return "The words are used in another trade's sense; the text is not about public services for people.";
  const auto explains = count(reading, controls.explaining), real = count(reading, controls.real_place);
  if (explains >= 3 && 4 * explains > 3 * real) return "The text explains or advises in general; it does not say what was done in any place.";
  return {};
}

std::vector<Tally> Engine::tally_all(const Reading& reading, const Library* deadline) const {
  std::vector<Tally> tallies;
  for (const auto& criterion : set.criteria) tallies.push_back(tally(criterion, reading, set.weights, controls, deadline));
  return tallies;
}

}  // namespace fieldbook::rubric
