// Alliance contracting, judged by the rules in alliance.rubric and the weights in alliance.weights; what each criterion means is in criteria.md.
// SPDX-License-Identifier: MIT
#include <fieldbook/assessor.hpp>
#include <fieldbook/rubric.hpp>

#include "alliance.rubric.hpp"
#include "alliance.weights.hpp"

namespace {

struct Alliance final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{
      .id = "alliance",
      .name = "Alliance contracting",
      .version = "1.0.0",
      .summary = "Reads a text for the nine marks of alliance contracting, from equal decision-making to agreed conduct."};
  static constexpr fieldbook::Criterion criteria[] = {
      {.id = "alliance.equal-voice",
       .name = "Equal decision-making",
       .question = "Has every party an equal say in significant decisions?",
       .core = true},
      {.id = "alliance.horizontal",
       .name = "Horizontal structure, no prime contractor",
       .question = "Do providers stand side by side, with nobody subcontracting the others?",
       .core = true},
      {.id = "alliance.single-agreement",
       .name = "One agreement binding all parties",
       .question = "Does one agreement bind all parties to the same terms?",
       .core = true},
      {.id = "alliance.commissioner-inside",
       .name = "Commissioner inside the alliance",
       .question = "Is the commissioner a full party to the alliance, bound by the same duties?"},
      {.id = "alliance.shared-risk",
       .name = "Shared risk and reward",
       .question = "Are gains and losses carried by all members together?",
       .core = true},
      {.id = "alliance.common-performance",
       .name = "Common outcomes and one performance framework",
       .question = "Do all members answer to one set of outcomes, measured in one way?"},
      {.id = "alliance.whole-person",
       .name = "Best for the person, not for the organisation",
       .question = "Are decisions taken for the whole person, before the interest of any member?"},
      {.id = "alliance.third-sector",
       .name = "Fair place for small and voluntary providers",
       .question = "Are small, specialist and voluntary organisations full members, not squeezed out by scale or price?"},
      {.id = "alliance.trust-conduct",
       .name = "Trust and agreed conduct",
       .question = "Have members agreed how they behave, and do they settle disputes without blame?"},
  };

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    rubric.report(document, library, report);
  }

  const fieldbook::rubric::Rubric rubric{fieldbook::data::alliance_rubric, {}, fieldbook::data::alliance_weights};
};

}  // namespace

FIELDBOOK_ASSESSOR(Alliance)
