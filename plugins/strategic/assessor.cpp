// Strategic commissioning, judged by the rules in strategic.rubric and the weights in strategic.weights; what each criterion means is in criteria.md.
// SPDX-License-Identifier: MIT
#include <fieldbook/assessor.hpp>
#include <fieldbook/rubric.hpp>

#include "strategic.rubric.hpp"
#include "strategic.weights.hpp"

namespace {

struct Strategic final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{
      .id = "strategic",
      .name = "Strategic commissioning",
      .version = "1.0.0",
      .summary = "Reads a text for the ten marks of strategic commissioning, from a shared picture of needs to decisions ahead of the contract timetable."};
  static constexpr fieldbook::Criterion criteria[] = {
      {.id = "strategic.shared-needs",
       .name = "Shared, continuing picture of needs and assets",
       .question = "Do partners keep up to date one account of what the whole population needs and which strengths it has?",
       .core = true},
      {.id = "strategic.single-priorities",
       .name = "One agreed set of priorities",
       .question = "Have the organisations of the area committed themselves to the same short list of priorities, and do they use it?",
       .core = true},
      {.id = "strategic.resource-transparency",
       .name = "Open view of resources across organisations",
       .question = "Can partners see, and combine where useful, what each of them spends on the same people?"},
      {.id = "strategic.incentive-alignment",
       .name = "Finance and incentives aligned with shared outcomes",
       .question = "Do payments and rewards recognise an organisation that helps others' outcomes?"},
      {.id = "strategic.whole-system",
       .name = "Whole-system scope",
       .question = "Does commissioning look across services, sectors and levels, and not at one service line?",
       .core = true},
      {.id = "strategic.buy-in",
       .name = "Buy-in and relationships led deliberately",
       .question = "Do leaders work for the support of staff, partners and politicians, and tend relationships as part of the job?"},
      {.id = "strategic.capability",
       .name = "Commissioning skills in the right places",
       .question = "Are the needed commissioning skills known, developed and drawn from partners, providers included?"},
      {.id = "strategic.engagement",
       .name = "Meaningful engagement of service users and the public",
       .question = "Do people who use services, and the public, shape what is commissioned?"},
      {.id = "strategic.learning",
       .name = "Learning, experiment and review",
       .question = "Is commissioning run as a learning process: try, compare, evaluate, adapt?"},
      {.id = "strategic.upstream",
       .name = "Ahead of the contract timetable",
       .question = "Do decisions start from the change that is wanted, early enough that ending a service is a real choice?"},
  };

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    rubric.report(document, library, report);
  }

  const fieldbook::rubric::Rubric rubric{fieldbook::data::strategic_rubric, {}, fieldbook::data::strategic_weights};
};

}  // namespace

FIELDBOOK_ASSESSOR(Strategic)
