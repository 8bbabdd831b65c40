// From what the rules found and what was heard to a rating, by two small models over some forty signs.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "hearing.hpp"
#include "judging.hpp"

namespace fieldbook::rubric {

// What was heard in a text: the log-odds of each output for each sentence, that it speaks of a plan, and that it says the
// opposite of whatever it speaks of; and for the text as a whole ten times the log-odds of each output, once those of the network.
struct Heard {
  std::vector<std::vector<float>> odds;
  std::vector<float> planned, opposed;
  std::vector<float> whole;
  float elsewhere = 0, like_elsewhere = 0;  // of those, that it is of another trade
};

// Where a criterion's outputs stand in `Heard::odds`, and those of the whole in `Heard::whole`.
struct Outputs {
  std::size_t for_it = 0, against_it = 0, whole_for_it = 0, whole_against_it = 0;
  std::size_t like_it = 0, like_opposite = 0, whole_like_it = 0, whole_like_opposite = 0;   // by the network
};

// What is known of one criterion in one text.
struct Signs {
  static constexpr std::array<std::string_view, 39> names = {
      "heard",       "heard-again",    "opposite",          "opposite-there",   "rules-for",          "rules-against", "approach-heard",
      "opposites-heard", "approach-by-rules", "set-aside",  "whole",            "whole-opposite",     "approach-whole", "opposites-whole",
      "elsewhere",   "heard-squared",  "whole-squared",     "heard-by-whole",   "heard-by-approach",  "whole-by-approach",
      "opposed-there", "opposed-at-opposite", "heard-by-opposed", "opposite-by-opposed",
      "like",        "like-again",     "like-opposite",     "whole-like",       "whole-like-opposite", "approach-like", "approach-whole-like",
      "opposites-like", "like-squared", "whole-like-squared", "like-by-whole-like", "like-by-approach", "like-by-heard", "whole-like-by-whole", "like-elsewhere"};
  std::array<double, names.size()> values{};
};

// Of every criterion, in the order of `tallies`.
std::vector<Signs> signs_of(const std::vector<Tally>& tallies, const std::vector<Outputs>& outputs, const Heard& heard, bool set_aside);

class Decision {
 public:
  Decision() = default;
  // Lines "for NAME WEIGHT" and "against NAME WEIGHT", where NAME is a sign or "bias"; and "for unit OUT BIAS WEIGHT…" with a weight of each sign,
  // which adds OUT * x / (1 + |x|), x being the bias and the weighted signs. Throws std::invalid_argument.
  explicit Decision(std::string_view text);
  // Above 0: the text says so; the text says the opposite.
  double for_it(const Signs& signs) const { return for_.odds(signs); }
  double against_it(const Signs& signs) const { return against_.odds(signs); }

 private:
  struct Side {
    double bias = 0;
    std::array<double, Signs::names.size()> weights{};
    std::vector<double> outs, biases;           // of each unit
    std::vector<double> unit_weights;           // of each sign, unit by unit
    double odds(const Signs& signs) const;
  };
  Side for_, against_;
};

// The rating by these signs, with quotes and rationale. `bar`: log-odds that anything must be above.
Finding decide(const CriterionRules& criterion, const Tally& tally, const Signs& signs, const Decision& decision, const Heard& heard,
               Outputs outputs, const Hearing& hearing, const Reading& reading, std::string_view text, double bar);

}  // namespace fieldbook::rubric
