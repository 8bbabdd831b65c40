// How strong the evidence on an outcome is, on the library's one scale (vocabulary/strength.yaml; the rule is in the corpus' README).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/review/synthesis/direction.hpp"

namespace fieldbook::review {

// What a study's design is worth as evidence of effect.
enum class Worth { comparison, review, descriptive_review, uncontrolled, self_report, unknown };
Worth worth_of(std::string_view counts_as) noexcept;

// How well it was done: what the judgement of an appraisal counts as.
enum class Quality { good, weaker, poor, unknown };
Quality quality_of(std::string_view counts_as) noexcept;
std::string_view name_of(Quality) noexcept;   // "good", "weaker", "poor", "not judged"

struct Evidence {
  Direction direction = Direction::unclear;
  Worth worth = Worth::unknown;
  Quality quality = Quality::unknown;
  bool whole = false;   // the whole text was read
};

struct Strength {
  std::string id;       // strong, moderate, limited, very-limited, contested, none-found
  std::string why;      // the part of the rule that decided, with its numbers
};

// One entry a study. A sound study has a fair comparison, or is a systematic review, and is well done; only one that says something of direction
// counts as sound, and only one that was read whole can make the evidence strong. Studies agree where at least 70 per cent point the same way.
//   contested     sound studies disagree
//   strong        two sound comparisons read whole agree, or one sound systematic review read whole
//   moderate      one sound study, or two comparisons or reviews of lesser quality that agree
//   limited       anything else with a comparison, and studies and descriptive reviews without one that are not poor
//   very-limited  the rest: self-report, poor work, design not known
//   none-found    no study
Strength strength_of(std::span<const Evidence>);

// The rule as a report prints it.
std::string_view strength_rule() noexcept;

}  // namespace fieldbook::review
