// @NAME@: an assessor for Fieldbook. What counts as evidence is in criteria.rubric, so that it can be edited without
// touching this file.
#include <fieldbook/assessor.hpp>
#include <fieldbook/rubric.hpp>

#include "criteria.rubric.hpp"

namespace {

struct Assessor final : fieldbook::Assessor {
  static constexpr fieldbook::Info info{
      .id = "@ID@", .name = "@NAME@", .version = "0.1.0", .summary = "Reads a text for what @NAME@ asks of it."};
  static constexpr fieldbook::Criterion criteria[] = {
      {.id = "shared-outcomes", .name = "Shared outcomes", .question = "Do several organisations answer for the same outcomes?", .core = true},
  };

  void assess(const fieldbook::Document& document, fieldbook::Library& library, fieldbook::Report& report) override {
    rubric.report(document, library, report);
  }

  const fieldbook::rubric::Rubric rubric{fieldbook::data::criteria_rubric};
};

}  // namespace

FIELDBOOK_ASSESSOR(Assessor)
