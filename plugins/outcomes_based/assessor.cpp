// Outcomes-based commissioning, judged by the rules in outcomes_based.rubric and the weights in outcomes_based.weights; what each criterion means is in criteria.md.
// SPDX-License-Identifier: MIT
#include <fieldbook/assessor.hpp>
#include <fieldbook/rubric.hpp>

#include "outcomes_based.rubric.hpp"
#include "outcomes_based.weights.hpp"

namespace {

struct OutcomesBased final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{
      .id = "outcomes-based",
      .name = "Outcomes-based commissioning",
      .version = "1.0.0",
      .summary = "Reads a text for the eight marks of outcomes-based commissioning, from outcomes named in place of services to readiness to stop."};
  static constexpr fieldbook::Criterion criteria[] = {
      {.id = "outcomes.clear-outcomes",
       .name = "Outcomes named in place of services",
       .question = "Are desired changes in people's lives stated, and not just services to be bought?",
       .core = true},
      {.id = "outcomes.chosen-with-people",
       .name = "Outcomes chosen with people",
       .question = "Did those affected help to set the outcomes and to judge them?"},
      {.id = "outcomes.shared",
       .name = "Outcomes shared across organisations",
       .question = "Does more than one organisation answer for the same outcome?",
       .core = true},
      {.id = "outcomes.provider-freedom",
       .name = "Freedom over means",
       .question = "May providers choose and change how outcomes are reached?"},
      {.id = "outcomes.measurement",
       .name = "Sound measurement",
       .question = "Are outcomes measured with a baseline, attribution and care for what is hard to measure?"},
      {.id = "outcomes.funding-link",
       .name = "Funding that follows outcomes fairly",
       .question = "Is money linked to outcomes in a way that is fair and guards against gaming?"},
      {.id = "outcomes.capability",
       .name = "Skills for outcomes work",
       .question = "Have commissioners and providers the skill and time to work to outcomes?"},
      {.id = "outcomes.decommission",
       .name = "Readiness to stop and to speak plainly",
       .question = "Are results discussed honestly, and services that do not work changed or ended?"},
  };

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    rubric.report(document, library, report);
  }

  const fieldbook::rubric::Rubric rubric{fieldbook::data::outcomes_based_rubric, {}, fieldbook::data::outcomes_based_weights};
};

}  // namespace

FIELDBOOK_ASSESSOR(OutcomesBased)
