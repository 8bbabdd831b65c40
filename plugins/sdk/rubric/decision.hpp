// From what the rules found and what was heard to a rating, by two small logistic models over some twenty signs.
#pragma once

#include <array>
#include <string_view>

#include "hearing.hpp"
#include "judging.hpp"

namespace fieldbook::rubric {

// What was heard in a text: the log-odds of each output for each sentence, that it speaks of a plan, and that it says the
// opposite of whatever it speaks of; and ten times the log-odds of each output for the text as a whole.
struct Heard {
  std::vector<std::vector<float>> odds;
  std::vector<float> planned, opposed;
  std::vector<float> whole;
  float elsewhere = 0;            // of those, that it is of another trade
};

// Where a criterion's outputs stand in `Heard::odds`, and those of the whole in `Heard::whole`.
struct Outputs {
  std::size_t for_it = 0, against_it = 0, whole_for_it = 0, whole_against_it = 0;
};

// What is known of one criterion in one text.
struct Signs {
  static constexpr std::array<std::string_view, 24> names = {
      "heard",       "heard-again",    "opposite",          "opposite-there",   "rules-for",          "rules-against", "approach-heard",
      "opposites-heard", "approach-by-rules", "set-aside",  "whole",            "whole-opposite",     "approach-whole", "opposites-whole",
      "elsewhere",   "heard-squared",  "whole-squared",     "heard-by-whole",   "heard-by-approach",  "whole-by-approach",
      "opposed-there", "opposed-at-opposite", "heard-by-opposed", "opposite-by-opposed"};
  std::array<double, names.size()> values{};
};

// Of every criterion, in the order of `tallies`.
std::vector<Signs> signs_of(const std::vector<Tally>& tallies, const std::vector<Outputs>& outputs, const Heard& heard, bool set_aside);

class Decision {
 public:
  Decision() = default;
  // Lines "for NAME WEIGHT" and "against NAME WEIGHT"; NAME is a sign or "bias". Throws std::invalid_argument.
  explicit Decision(std::string_view text);
  // Above 0: the text says so; the text says the opposite.
  double for_it(const Signs& signs) const { return odds(for_, signs); }
  double against_it(const Signs& signs) const { return odds(against_, signs); }

 private:
  using Weights = std::array<double, Signs::names.size() + 1>;  // the last is the bias
  static double odds(const Weights& weights, const Signs& signs);
  Weights for_{}, against_{};
};

// The rating by these signs, with quotes and rationale. `bar`: log-odds that anything must be above.
Finding decide(const CriterionRules& criterion, const Tally& tally, const Signs& signs, const Decision& decision, const Heard& heard,
               Outputs outputs, const Hearing& hearing, const Reading& reading, std::string_view text, double bar);

}  // namespace fieldbook::rubric
