// Reads references from any file that databases and reference managers export. No record is dropped without a word:
// records_in = references.size() + the errors this adds to the diagnostics.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/bibliography/reference.hpp"

namespace fieldbook::bibliography {

enum class SourceFormat { ris, medline, refer, isi, pubmed_xml, endnote_xml, csv, csl_json, bibtex };

struct ReadOptions {
  std::optional<SourceFormat> format = {};   // nothing: told by the content
  // CSV and TSV: the column's heading, or its number from 1, for a field ("title", "authors", "year", "abstract",
  // "doi", "journal", …); used before what the headings themselves say.
  std::map<std::string, std::string> columns = {};
};

struct Read {
  std::vector<Reference> references;   // in the file's order; `where` is each one's place; keys are unique
  std::size_t records_in = 0;
  SourceFormat format = SourceFormat::ris;
  std::string encoding;                // as it was read: "UTF-8", "UTF-16LE", "windows-1252", …
};

constexpr std::size_t most_records = 1'000'000;

// `bytes` is the whole file, in UTF-8 (with or without a mark), UTF-16, a declared encoding, else Windows-1252 (with a
// warning); `name` its name in diagnostics. Throws Error: invalid where the format cannot be told or no column is
// known, too_large over most_records. Rules: reading.encoding, reading.no-title, and those of the formats (tagged.*,
// bibtex.*, xml.*, csv.*, csl-json.*); their errors are one lost record each.
Read read_references(std::string_view bytes, const std::string& name, Diagnostics&, const ReadOptions& = {});

// What the content looks like; nothing where it is none of ours. `text` is UTF-8.
std::optional<SourceFormat> format_of(std::string_view text);

// "ris", "nbib", "enw", "isi", "pubmed-xml", "endnote-xml", "csv", "csl-json", "bibtex", as the command line has them.
std::string_view name_of(SourceFormat) noexcept;

// Throws Error too_large where there are more than most_records.
void check_count(std::size_t records, const std::string& file);

}  // namespace fieldbook::bibliography
