// Tagged formats: RIS, MEDLINE (.nbib), refer (.enw) and Web of Science's plain text, in the dialects of real
// exporters. One reader; a dialect says how a line begins and what its tags mean. For this folder only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"
#include "core/bibliography/reference_builder.hpp"

namespace fieldbook::bibliography {

enum class Dialect { ris, medline, refer, isi };

// A field's meaning in one dialect; `name` is for `custom`.
struct TagRule {
  std::string_view tag;
  Field field;
  std::string_view name = {};
};

struct TaggedField {
  std::string_view tag;
  std::string value;      // lines after the first stand after '\n'
};

struct TaggedRecord {
  std::size_t line = 0;   // from 1
  std::vector<TaggedField> fields;
};

// What a line says: a tag and the words after it; an empty tag where the line goes on with the one before.
struct TaggedLine {
  std::string_view tag;
  std::string_view value;
};

// The line without its end. `loose`: RIS whose exporter puts one space before the hyphen.
TaggedLine read_tagged_line(std::string_view line, Dialect, bool loose);

// Every record of the text, none dropped: one that does not end, or has no type, is a record with a warning.
std::vector<TaggedRecord> split_tagged(std::string_view text, const std::string& file, Dialect, Diagnostics&);

// `text` is UTF-8; tags are views into it. Rules of diagnostics: tagged.no-end, tagged.no-type, tagged.empty.
std::vector<Reference> read_tagged(std::string_view text, const std::string& file, Dialect, Diagnostics&);

// What a tag means; Field::other where nobody has said.
const TagRule& rule_of(Dialect, std::string_view tag);

}  // namespace fieldbook::bibliography
