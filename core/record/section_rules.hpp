// What a kind asks of its sections. For this folder only.
#pragma once

#include "core/base/diagnostics.hpp"
#include "core/record/record.hpp"
#include "core/record/schema.hpp"

namespace fieldbook::record {

// Rules of diagnostics: record.heading, record.unknown-section, record.duplicate-section, record.missing-section,
// record.empty-section; warnings: record.section-order, and record.uncited for a paragraph that states an outcome
// without a citation in a section that the kind marks as cited.
void check_sections(const Record&, const KindRule&, Diagnostics&);

}  // namespace fieldbook::record
