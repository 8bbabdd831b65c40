// Place-based commissioning, judged by the rules in place_based.rubric and the weights in place_based.weights; what each criterion means is in criteria.md.
// SPDX-License-Identifier: MIT
#include <fieldbook/assessor.hpp>
#include <fieldbook/rubric.hpp>

#include "place_based.rubric.hpp"
#include "place_based.weights.hpp"

namespace {

struct PlaceBased final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{
      .id = "place-based",
      .name = "Place-based commissioning",
      .version = "1.0.0",
      .summary = "Reads a text for the eight marks of place-based commissioning, from a defined place to local knowledge."};
  static constexpr fieldbook::Criterion criteria[] = {
      {.id = "place.defined-place",
       .name = "A defined place and its whole population",
       .question = "Is the unit of work a named area and everyone in it?",
       .core = true},
      {.id = "place.people-in-control",
       .name = "People in control of their own lives",
       .question = "Do residents gain control through their own plans, budgets or community power?"},
      {.id = "place.wider-determinants",
       .name = "Local assets used on the wider causes of health and wellbeing",
       .question = "Are local assets put to work on the conditions behind need, such as housing, work and company?"},
      {.id = "place.prevention",
       .name = "Prevention and early intervention",
       .question = "Do effort and money move towards stopping problems before they grow?"},
      {.id = "place.wide-partners",
       .name = "Partners beyond the service system",
       .question = "Does a wide range of local bodies and people take part, beyond the service system?",
       .core = true},
      {.id = "place.system-outcomes",
       .name = "System outcomes instead of service silos",
       .question = "Is success measured for the place as a whole, with services joined up to reach it?"},
      {.id = "place.local-decision",
       .name = "Decisions and money held locally",
       .question = "Does power over priorities and money sit in the place, with local accountability?",
       .core = true},
      {.id = "place.local-knowledge",
       .name = "Local knowledge and presence",
       .question = "Do those who commission know the place at first hand, and does local knowledge count as evidence?"},
  };

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    rubric.report(document, library, report);
  }

  const fieldbook::rubric::Rubric rubric{fieldbook::data::place_based_rubric, {}, fieldbook::data::place_based_weights};
};

}  // namespace

FIELDBOOK_ASSESSOR(PlaceBased)
