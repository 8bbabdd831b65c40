// The parts of a Rubric, for it and for the trainer.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "decision.hpp"
#include "network.hpp"

namespace fieldbook::rubric {

struct Engine {
  // `weights` may be empty: then the rules alone judge. `network`: a network file, which must outlive the engine. Throws std::invalid_argument where any of the texts is not of
  // its form, or the weights lack an output of a criterion.
  Engine(std::string_view rules, std::string_view more, std::string_view weights, std::string_view common_weights, std::string_view network, std::string_view decision);

  Heard listen(const Reading& reading, const Library* deadline) const;
  // Why the text as a whole is set aside; empty where it is not.
  std::string set_aside(const Reading& reading) const;
  std::vector<Tally> tally_all(const Reading& reading, const Library* deadline) const;

  RuleSet set;
  Controls controls;
  Hearing hearing;                // of the common weights and the approach's
  std::unique_ptr<const Network> network;               // none where there are no weights
  std::size_t planned = 0, opposed = 0, elsewhere = 0, like_elsewhere = 0;  // its outputs
  std::vector<Outputs> outputs;   // by criterion; none where there are no weights
  Decision decision;
};

}  // namespace fieldbook::rubric
