#include "tests/fuzz/reference_fuzz.hpp"

#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/reading.hpp"
#include "core/bibliography/ris.hpp"
#include "tests/fuzz/promise.hpp"

using namespace fieldbook;
using bibliography::SourceFormat;

namespace {

bibliography::Read read(std::string_view bytes, std::optional<SourceFormat> format, Diagnostics& found) {
  try {
    return bibliography::read_references(bytes, "f", found, {.format = format});
  } catch (const Error&) {
    return {};   // not a format of ours, or a table without a heading we know
  }
}

// All of it comes out, and what was read can be written and read again, in each format that we write.
int check(const std::uint8_t* data, std::size_t size, std::optional<SourceFormat> format) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Diagnostics found;
  const auto seen = read(bytes, format, found);
  must(seen.records_in == seen.references.size() + found.errors(), "records in are records out and errors");
  std::set<std::string> keys;
  std::string ris, bibtex;
  for (const auto& reference : seen.references) {
    must(!reference.key.empty() && keys.insert(reference.key).second, "keys are there and unique");
    must(!first_invalid_utf8(reference.title) && !first_invalid_utf8(reference.abstract), "text is UTF-8");
    must(!bibliography::to_text(reference).empty(), "a reference can be shown");
    ris += bibliography::to_ris(reference);
    bibtex += bibliography::to_bibtex(reference) + "\n";
  }
  Diagnostics ignored, again;
  must(read(ris, SourceFormat::ris, ignored).references.size() == seen.references.size(), "RIS that is written can be read");
  must(read(bibliography::to_csl_json(seen.references), SourceFormat::csl_json, again).references.size() == seen.references.size(), "CSL-JSON that is written can be read");
  const auto back = bibliography::read_bibtex(bibtex, "g.bib", again);
  for (const auto& problem : again.sorted()) {
    if (problem.severity == Severity::error) std::fprintf(stderr, "%s\n", to_text(problem).c_str());
  }
  must(back.size() == seen.references.size(), "BibTeX that is written can be read");
  must(again.errors() == 0, "what is written is in order");
  return 0;
}

}  // namespace

int fuzz_ris(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::ris); }
int fuzz_nbib(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::medline); }
int fuzz_enw(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::refer); }
int fuzz_isi(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::isi); }
int fuzz_pubmed_xml(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::pubmed_xml); }
int fuzz_endnote_xml(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::endnote_xml); }
int fuzz_csv(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::csv); }
int fuzz_csl_json(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::csl_json); }
int fuzz_foreign_bibtex(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, SourceFormat::bibtex); }
int fuzz_any_format(const std::uint8_t* bytes, std::size_t size) { return check(bytes, size, std::nullopt); }
