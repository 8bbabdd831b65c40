// One file to one record: everything that can be known without the library's other records and its sources.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/record/record.hpp"
#include "core/record/schema.hpp"
#include "core/record/vocabulary.hpp"

namespace fieldbook::record {

constexpr std::size_t record_limit_bytes = 1 << 20;

// What a record is read by. All three outlive the reading.
struct Rules {
  const Schema& schema;
  const KindRule& kind;
  const Vocabularies& vocabularies;
};

// Reads the bytes of `file` (relative to the library's root; its stem becomes the id). Nothing where a diagnostic is an
// error. Rules of diagnostics: record.*, yaml.*, markdown.*. References to other records and to sources are not
// looked up here.
std::optional<Record> read_record(std::string_view bytes, const FileName& file, const Rules&, Diagnostics&);

// The aliases a file names, as far as its front matter can be read: those of a record that is left out are known still.
std::vector<std::string> aliases_in(std::string_view bytes, const FileName& file);

}  // namespace fieldbook::record
