// Co-production with service users, judged by the rules in co_production.rubric and the weights in co_production.weights; what each criterion means is in criteria.md.
// SPDX-License-Identifier: MIT
#include <fieldbook/assessor.hpp>
#include <fieldbook/rubric.hpp>

#include "co_production.rubric.hpp"
#include "co_production.weights.hpp"

namespace {

struct CoProduction final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{
      .id = "co-production",
      .name = "Co-production with service users",
      .version = "1.0.0",
      .summary = "Reads a text for the eight marks of co-production, from deciding together what is funded to listening to what a good life needs.",
      .core_needed = 2};
  static constexpr fieldbook::Criterion criteria[] = {
      {.id = "coproduction.co-commissioning",
       .name = "Co-commissioning",
       .question = "Do citizens take part in setting priorities and deciding what is funded?",
       .core = true},
      {.id = "coproduction.co-design",
       .name = "Co-design",
       .question = "Do people who use services design them with professionals?",
       .core = true},
      {.id = "coproduction.co-delivery",
       .name = "Co-delivery",
       .question = "Do users, peers and communities help to deliver, with standing?",
       .core = true},
      {.id = "coproduction.co-assessment",
       .name = "Co-assessment",
       .question = "Do users and residents judge results with the organisation?",
       .core = true},
      {.id = "coproduction.democratic-outcomes",
       .name = "Democratic decision about outcomes",
       .question = "Is what counts as a good result decided with citizens?"},
      {.id = "coproduction.assets",
       .name = "Citizens' and communities' resources mobilised",
       .question = "Are people's skills, networks and groups put to use as resources?"},
      {.id = "coproduction.equal-power",
       .name = "Equal power, access and recompense",
       .question = "Have citizens real power, ways of taking part they can reach, and something back?"},
      {.id = "coproduction.good-life",
       .name = "Listening to what a good life needs",
       .question = "Does the work start from what people need in order to live or die well?"},
  };

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    rubric.report(document, library, report);
  }

  const fieldbook::rubric::Rubric rubric{fieldbook::data::co_production_rubric, {}, fieldbook::data::co_production_weights};
};

}  // namespace

FIELDBOOK_ASSESSOR(CoProduction)
