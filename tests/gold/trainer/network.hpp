// The network of plugins/sdk/rubric/network.hpp, learned from sentences and passages together.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/gold/trainer/examples.hpp"
#include "tests/gold/trainer/learn.hpp"

namespace fieldbook::gold {

struct LearnedNetwork {
  std::string file;               // as plugins/sdk/rubric/data/common.network has it
  struct Criterion {
    Model so, opposite;           // of a sentence, by filter
    Model whole_so, whole_opposite;  // of a text as a whole
  };
  std::vector<Criterion> criteria;   // in the order asked for
  Model elsewhere;                // that a text as a whole is of another trade
};

// `vectors`: a file of words and their points (network.hpp) to begin with; words that it lacks are not learned. The same input
// gives the same network, on every machine whose exp() does. Takes minutes; `progress` is told of each round.
LearnedNetwork learn_network(const Examples&, const std::vector<std::string>& criteria, const std::filesystem::path& vectors,
                             const std::function<void(const std::string&)>& progress);

}  // namespace fieldbook::gold
