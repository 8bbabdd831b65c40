// A record: one Markdown file with YAML front matter, read and typed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/by_name.hpp"
#include "core/base/date.hpp"
#include "core/base/diagnostics.hpp"
#include "core/base/file_part.hpp"
#include "core/record/markdown.hpp"

namespace fieldbook::record {

// A typed field. `values` holds what was written (ids for terms, ISO for dates, one entry for single values);
// `rows` the rows of a table, column to value, empty columns left out.
using Row = ByName<std::string>;
struct Field {
  std::vector<std::string> values;
  std::vector<Place> value_where;      // beside values
  std::vector<Row> rows;
  Place where;                         // of the key
};

// Another record, named as written: its id or an alias, and the field that names it (empty: a link in the body).
struct Mention {
  std::string field, id;
};

struct Record {
  std::string id;        // the file's stem
  std::string kind;      // id of a KindRule
  std::filesystem::path file;          // relative to the library's root
  std::string content_hash;            // sha256 of the file
  ByName<Field> fields;
  std::string markdown;  // the body's source; empty where what prepared_html() makes of it is there:
  std::string html;
  FilePart left_html;    // the same, left in a file
  std::size_t body_line = 1;           // line of the file where it starts
  Body body;
  FilePart left_prose;   // where it has a file, the body's text, paragraphs and sentences are there: see Prose
  std::string hash;      // hash_of() the record, where that was kept
  std::vector<Mention> mentions;       // filled when records are checked together, for an index

  // The value of a single field; empty where it is not there. The view lives as long as the record.
  std::string_view text(std::string_view field) const noexcept;
  // The values of a list (or of a single field); empty where it is not there.
  const std::vector<std::string>& list(std::string_view field) const noexcept;
  const std::vector<Row>& rows(std::string_view field) const noexcept;
  std::optional<Date> date(std::string_view field) const;
  bool has(std::string_view field) const noexcept;
  std::string_view title() const noexcept { return text("title"); }
  std::string_view summary() const noexcept { return text("summary"); }
};

// A place in its file, as people are told it.
Location in_file_of(const Record&, Place);

// sha256 of what a record says (id, kind, values of fields) and of its body, with how that is divided (headings, paragraphs,
// sentences), wherever it stands in its file.
std::string hash_of(const Record&);

}  // namespace fieldbook::record
