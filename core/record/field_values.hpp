// Typed values of fields, checked one by one. For this folder only.
#pragma once

#include <optional>
#include <string>

#include "core/base/diagnostics.hpp"
#include "core/record/record.hpp"
#include "core/record/schema.hpp"
#include "core/record/vocabulary.hpp"
#include "core/record/yaml.hpp"

namespace fieldbook::record {

// Whether fields of this type are written as a list.
bool is_list(FieldType) noexcept;

// The value of a field; nothing, with a diagnostic (rule record.*), where it has none that can be used.
std::optional<Field> read_field(const Node&, const FieldRule&, const Vocabularies&, Diagnostics&);

}  // namespace fieldbook::record
