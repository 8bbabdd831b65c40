// Replays a review whose answers are known: what the ranking would have shown, and how soon it would have found what counts.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/review/screening/ranker.hpp"

namespace fieldbook::review {

struct Simulation {
  std::vector<std::size_t> order;      // every record, priors first
  std::size_t priors = 0;
  std::vector<std::size_t> found_at;   // for each relevant record that is no prior: how many were read, priors left out
};

struct SimulationOptions {
  Model model = Model::svm;
  std::vector<std::size_t> priors = {};   // judged before the first training; empty: first_priors()
  std::function<void(std::size_t done, std::size_t total)> progress = {};
};

// The first relevant and the first irrelevant record. Throws Error invalid where one is missing.
std::vector<std::size_t> first_priors(const std::vector<bool>& relevant);

// Each step trains on all that was read, then reads the likeliest record. What is left when the last relevant record has
// been found comes in the last ranking's order. As many labels as texts. Throws Error invalid
// where the priors are not both relevant and irrelevant, or are no records.
Simulation simulate(std::span<const std::string> texts, const std::vector<bool>& relevant, const SimulationOptions& = {});

// Measures in per cent over the records that are no priors (Cohen et al. 2006; Ferdinands et al. 2023); 0 where nothing
// relevant is left to find. `part` is a share of 1.
// Work saved over sampling: (N - n) / N - (1 - part), n the reading after which that part of the relevant was found.
double work_saved_percent(const Simulation&, double part);
// Relevant records found in that part of the reading.
double relevant_found_percent(const Simulation&, double part);
// Average time to discovery: the mean share of the records read when a relevant one is found.
double time_to_discovery_percent(const Simulation&);

}  // namespace fieldbook::review
