// Which references name one work. Merges alone only what is as good as certain; the rest is for a person to decide.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/bibliography/reference.hpp"

namespace fieldbook::review {

// Two records, by their numbers from 0 in the list that was given; a < b.
struct LikelyPair {
  std::size_t a = 0;
  std::size_t b = 0;
  double score = 0;        // how sure, in (0, 1): the logistic function of the evidence
  std::string why;         // "same title; same authors; other DOI"
};

// What a person said of two records.
struct Ruling {
  std::size_t a = 0;
  std::size_t b = 0;
  bool same = false;
};

struct Duplicates {
  std::vector<std::vector<std::size_t>> clusters;   // of two and more, sorted; by their first
  std::vector<LikelyPair> merged;                   // the pairs that made them, rulings aside
  std::vector<LikelyPair> review;                   // for a person, the likeliest first; none of a cluster, none ruled on
};

// A merge is made from this score on. Of the records so merged in the two labelled libraries of tests/data/dedupe, 99.6 % are labelled duplicates.
constexpr double merge_from = 0.9;
// Pairs below it are not worth a person's time.
constexpr double offer_from = 0.5;

// Looks at what names a work alone (title, people, year, journal, volume, pages, DOI, ISSN), never at abstract, notes or custom
// fields. Two records with different real DOIs are never put into one cluster, not even by way of a third, unless a ruling does it;
// nor are two that a ruling keeps apart. Rulings come first, later ones win over earlier ones on the same pair.
// The same input gives the same result, whatever the order of rulings on other pairs.
Duplicates find_duplicates(std::span<const bibliography::Reference>, std::span<const Ruling> = {});

}  // namespace fieldbook::review
