#include "core/bibliography/reading.hpp"

#include <algorithm>

#include "core/base/encoding.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/csv.hpp"
#include "core/bibliography/keys.hpp"
#include "core/bibliography/lines.hpp"
#include "core/bibliography/tagged.hpp"
#include "core/bibliography/xml_formats.hpp"

namespace fieldbook::bibliography {
namespace {

constexpr std::size_t sample_bytes = 1 << 20U;

bool begins_bibtex(std::string_view line) {
  line = trim(line);
  if (!line.starts_with('@')) return false;
  const auto end = line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 1);
  if (end == 1 || end == std::string_view::npos) return false;
  const auto brace = line.find_first_not_of(" \t", end);
  return brace != std::string_view::npos && (line[brace] == '{' || line[brace] == '(');
}

// The format that one line alone tells of.
std::optional<SourceFormat> format_of_line(std::string_view line) {
  if (begins_bibtex(line)) return SourceFormat::bibtex;
  if (!read_tagged_line(line, Dialect::refer, false).tag.empty()) return SourceFormat::refer;
  const auto ris = read_tagged_line(line, Dialect::ris, true).tag;
  if (ris == "TY" || ris == "ER") return SourceFormat::ris;
  const auto medline = read_tagged_line(line, Dialect::medline, false).tag;
  for (const std::string_view tag : {"PMID", "OWN", "STAT", "PMC", "PMCR", "DCOM"}) {
    if (medline == tag) return SourceFormat::medline;
  }
  const auto [isi, value] = read_tagged_line(line, Dialect::isi, false);
  if ((isi == "PT" && value.size() == 1) || (isi == "FN" && !value.empty())) return SourceFormat::isi;
  return std::nullopt;
}

bool is_table(std::string_view text) {
  const auto separator = separator_of(text);
  Diagnostics ignored;
  const auto end = std::min(text.find_first_of("\r\n"), sample_bytes);
  const auto rows = read_csv_rows(text.substr(0, end), "", separator, ignored);
  return !rows.empty() && std::ranges::any_of(rows.front().cells, [](const std::string& cell) {
    const auto field = field_of_heading(trim(cell));
    return field == Field::title || field == Field::abstract || field == Field::doi || field == Field::authors;
  });
}

std::vector<Reference> read_as(SourceFormat format, std::string_view text, const std::string& name, const ReadOptions& options, Diagnostics& found) {
  switch (format) {
    case SourceFormat::ris: return read_tagged(text, name, Dialect::ris, found);
    case SourceFormat::medline: return read_tagged(text, name, Dialect::medline, found);
    case SourceFormat::refer: return read_tagged(text, name, Dialect::refer, found);
    case SourceFormat::isi: return read_tagged(text, name, Dialect::isi, found);
    case SourceFormat::pubmed_xml: return read_pubmed_xml(text, name, found);
    case SourceFormat::endnote_xml: return read_endnote_xml(text, name, found);
    case SourceFormat::csv: return read_csv(text, name, options.columns, found);
    case SourceFormat::csl_json: return read_csl_json(text, name, found);
    case SourceFormat::bibtex: return read_foreign_bibtex(text, name, found);
  }
  return {};
}

}  // namespace

std::optional<SourceFormat> format_of(std::string_view text) {
  const auto begin = trim(text.substr(0, sample_bytes));
  const auto head = text.substr(0, sample_bytes);
  if (begin.starts_with('<')) {
    for (const std::string_view mark : {"<PubmedArticle", "<PubmedBookArticle", "<MedlineCitation"}) {
      if (head.find(mark) != std::string_view::npos) return SourceFormat::pubmed_xml;
    }
    const bool endnote = head.find("<record>") != std::string_view::npos || head.find("<records") != std::string_view::npos;
    if (endnote && (head.find("<ref-type") != std::string_view::npos || head.find("<titles>") != std::string_view::npos)) return SourceFormat::endnote_xml;
    return std::nullopt;
  }
  if (begin.starts_with('{') || begin.starts_with('[')) return SourceFormat::csl_json;
  for (Lines lines(head); lines.next();) {
    if (auto format = format_of_line(lines.line())) return format;
  }
  if (is_table(text)) return SourceFormat::csv;
  return std::nullopt;
}

std::string_view name_of(SourceFormat format) noexcept {
  switch (format) {
    case SourceFormat::ris: return "ris";
    case SourceFormat::medline: return "nbib";
    case SourceFormat::refer: return "enw";
    case SourceFormat::isi: return "isi";
    case SourceFormat::pubmed_xml: return "pubmed-xml";
    case SourceFormat::endnote_xml: return "endnote-xml";
    case SourceFormat::csv: return "csv";
    case SourceFormat::csl_json: return "csl-json";
    case SourceFormat::bibtex: return "bibtex";
  }
  return "";
}

void check_count(std::size_t records, const std::string& file) {
  if (records > most_records) throw Error(Errc::too_large, file + " holds more than 1,000,000 records", "split it");
}

Read read_references(std::string_view bytes, const std::string& name, Diagnostics& found, const ReadOptions& options) {
  auto decoded = decode(bytes);
  Read out;
  out.encoding = decoded.encoding;
  if (trim(decoded.text).empty()) return out;
  const auto format = options.format ? options.format : !options.columns.empty() ? SourceFormat::csv : format_of(decoded.text);
  if (!format) {
    throw Error(Errc::invalid, name + " is in no format of references we know", "export it as RIS, BibTeX, nbib, EndNote XML, CSL-JSON or CSV; or say what it is with --from");
  }
  out.format = *format;
  if (decoded.guessed) {
    found.warning({name, 0, 0}, "the file is not UTF-8 and was read as Windows-1252", "look at names with accents; export it as UTF-8 if they are wrong", "reading.encoding");
  }
  Diagnostics problems;
  out.references = read_as(*format, decoded.text, name, options, problems);
  out.records_in = out.references.size() + problems.errors();
  for (const auto& reference : out.references) {
    if (reference.title.empty() && *format != SourceFormat::bibtex) problems.warning(reference.where, "a record has no title", "look at it in its source", "reading.no-title");
  }
  found.add(problems);
  give_keys(out.references);
  return out;
}

}  // namespace fieldbook::bibliography
