// A record and the whole library in the forms that other programs read.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/bibliography/reference.hpp"
#include "site/edition.hpp"

namespace fieldbook::site {

// The record's page as a work that can be cited.
bibliography::Reference reference_of(const Edition&, const record::Record&);

// A reference as an entry of each form.
struct ReferenceForms {
  std::string bibtex, ris, csl;
};
ReferenceForms forms_of(const bibliography::Reference&);

struct Form {
  std::string label, extension;  // "BibTeX", ".bib"
};
constexpr std::string_view json_extension = ".json";
// The forms each record has, JSON first, which is record_json(); and a file in one of the others: of the record, and after it of the sources it
// rests on, which is what belongs into a reference manager.
const std::vector<Form>& record_forms();
std::string record_form(const std::vector<const ReferenceForms*>&, const Form&);

// How to cite the record itself, in one line without its address.
std::string citation_of(const Edition&, const record::Record&);

// {"id","kind","title","address","fields","strength","sections","sources","named_by","assessments","reviewed",
// "next_due","cite_as","licence"}: fields as the record has them (ids, ISO dates), sections and passages as plain text,
// assessments as they are kept (core/assess/json.hpp). UTF-8, on one line, with its line feed.
std::string record_json(const Edition&, const record::Record&);

// All records as CSV (RFC 4180), one row a record and one column a field, lists joined by "; ", no cell that a
// spreadsheet would take for a formula.
std::string library_csv(const Edition&);

// The same as a SQLite database, written to an empty file; its bytes are the same for the same library and version of SQLite. Tables: record(id, kind, title,
// summary, address, strength, body) with the body as plain text; field(record, name, row, part, value), where `row` numbers the values of a
// list from 0 and `part` names the column of a table; source(key, csl) with CSL-JSON. Throws Error io.
void write_library_database(const Edition&, const std::filesystem::path&);

// schema.org's description of a record, and of the library as a whole; '<', '>' and '&' are escaped.
std::string linked_data(const Edition&, const record::Record&);
std::string linked_data(const Edition&);

// Meta tags (name, content) by which reference managers know what a page is: a report for an evaluation, a web page for
// any other record.
std::vector<std::pair<std::string, std::string>> citation_tags(const Edition&, const record::Record&);

}  // namespace fieldbook::site
