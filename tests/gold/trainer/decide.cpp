#include "tests/gold/trainer/decide.hpp"

#include <fmt/core.h>

#include <cmath>

#include "core/assess/labelled.hpp"
#include "core/base/file.hpp"
#include "plugins/sdk/rubric/engine.hpp"
#include "tests/gold/trainer/learn.hpp"
#include "tests/gold/trainer/names.hpp"
#include "tests/plugins/shipped.hpp"

namespace fieldbook::gold {
namespace {

constexpr std::size_t longest_file_bytes = std::size_t{64} << 20;
// From what probability a criterion is called so. By cross-validation over dev.jsonl macro F1 is flat from 0.3 to 0.4.
constexpr double called_from = 0.35;

double log_odds(double probability) { return std::log(probability / (1 - probability)); }

}  // namespace

std::string learn_decision(const std::filesystem::path& gold, const std::filesystem::path& weights) {
  const auto passages = assess::read_labelled(gold / "dev.jsonl");
  const auto read = [&](const std::string& name) { return read_file(weights / name, longest_file_bytes); };
  std::vector<std::vector<double>> rows;
  std::vector<bool> is_so, is_opposite;
  for (const auto& name : names) {
    const auto rules = test::shipped_rules(name.slug);
    const rubric::Engine engine(rules, {}, read(fmt::format("{}.weights", name.file)), read("common.weights"), {});
    for (const auto& passage : passages) {
      const test::PlainDocument document(passage.text);
      const auto reading = rubric::read(document.view(), engine.set.lexicon, engine.controls, nullptr);
      const auto tallies = engine.tally_all(reading, nullptr);
      const auto signs = rubric::signs_of(tallies, engine.outputs, engine.listen(reading, nullptr), !engine.set_aside(reading).empty());
      for (std::size_t i = 0; i < signs.size(); ++i) {
        rows.emplace_back(signs[i].values.begin(), signs[i].values.end());
        const auto label = passage.label(engine.set.criteria[i].id);
        is_so.push_back(label == assess::Rating::established || label == assess::Rating::partial);
        is_opposite.push_back(label == assess::Rating::contradicted);
      }
    }
  }
  std::string text = "# Learned by fieldbook-train from tests/gold/dev.jsonl: what each sign adds to the log-odds that a text says so, and the opposite.\n";
  const auto add = [&](const char* side, const std::vector<bool>& is) {
    const auto model = learn(rows, is);
    for (std::size_t i = 0; i < model.weights.size(); ++i) text += fmt::format("{} {} {:.3f}\n", side, rubric::Signs::names[i], model.weights[i]);
    text += fmt::format("{} bias {:.3f}\n", side, model.bias - log_odds(called_from));
  };
  add("for", is_so);
  add("against", is_opposite);
  return text;
}

}  // namespace fieldbook::gold
