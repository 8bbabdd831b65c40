// Collaborative commissioning, judged by the rules in collaborative.rubric and the weights in collaborative.weights; what each criterion means is in criteria.md.
// SPDX-License-Identifier: MIT
#include <fieldbook/assessor.hpp>
#include <fieldbook/rubric.hpp>

#include "collaborative.rubric.hpp"
#include "collaborative.weights.hpp"

namespace {

struct Collaborative final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{
      .id = "collaborative",
      .name = "Collaborative commissioning",
      .version = "1.0.0",
      .summary = "Reads a text for the ten marks of collaborative commissioning, from design with people to funded capacity for partnership."};
  static constexpr fieldbook::Criterion criteria[] = {
      {.id = "collaborative.people-place",
       .name = "People- and place-centred design",
       .question = "Does design start from people's own needs, strengths and hopes?"},
      {.id = "collaborative.shared-vision",
       .name = "Shared vision, goals and outcomes",
       .question = "Did communities, users and partners make the vision and outcomes together?",
       .core = true},
      {.id = "collaborative.flexible-funding",
       .name = "Strategic, flexible resourcing",
       .question = "Can resources be lined up with agreed goals and moved with need?"},
      {.id = "collaborative.joint-governance",
       .name = "Joint governance",
       .question = "Do partners share power, decisions, accountability and data?",
       .core = true},
      {.id = "collaborative.trust",
       .name = "Trust-based, long-term relationships",
       .question = "Does the work rest on lasting, respectful relationships?"},
      {.id = "collaborative.learning",
       .name = "Continuous learning and adaptation",
       .question = "Are data, feedback and experience used again and again to change the work?"},
      {.id = "collaborative.long-horizon",
       .name = "Long horizon",
       .question = "Do funding and expectations run long enough for results to show?"},
      {.id = "collaborative.beyond-market",
       .name = "Cooperation in place of price competition",
       .question = "Are providers chosen and kept for what they add together, and not on price?"},
      {.id = "collaborative.learning-accountability",
       .name = "Accountability that allows risk",
       .question = "Does accountability leave room to try things and to report failure?"},
      {.id = "collaborative.partnership-capacity",
       .name = "Funded capacity for partnership",
       .question = "Are money, time and training given to the partnership itself?"},
  };

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    rubric.report(document, library, report);
  }

  const fieldbook::rubric::Rubric rubric{fieldbook::data::collaborative_rubric, {}, fieldbook::data::collaborative_weights};
};

}  // namespace

FIELDBOOK_ASSESSOR(Collaborative)
