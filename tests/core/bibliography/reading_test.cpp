// Reading what databases and reference managers export: nothing is lost, whatever the file is like.
#include "core/bibliography/reading.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>

#include "core/base/error.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/csl_json.hpp"
#include "core/bibliography/identifiers.hpp"
#include "core/bibliography/name_text.hpp"
#include "core/bibliography/ris.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::bibliography {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Outcome {
  Read read;
  std::vector<Diagnostic> problems;
  std::size_t errors = 0;
};

Outcome read(std::string_view bytes, const ReadOptions& options = {}) {
  Outcome out;
  Diagnostics found;
  out.read = read_references(bytes, "file", found, options);
  out.problems = found.sorted();
  out.errors = found.errors();
  return out;
}

Outcome read_data(const std::string& file, const ReadOptions& options = {}) { return read(test::read(test::source("tests/data/refs/" + file)), options); }

// How many records each file holds, counted by hand or by the marks of its format.
struct Counted {
  const char* file;
  std::size_t records;
  SourceFormat format;
};

const Counted counted[] = {
    {"rispy/example_basic.ris", 1, SourceFormat::ris},
    {"rispy/example_bom.ris", 1, SourceFormat::ris},
    {"rispy/example_custom_list_tags.ris", 1, SourceFormat::ris},
    {"rispy/example_empty_tag.ris", 1, SourceFormat::ris},
    {"rispy/example_extraneous_data.ris", 2, SourceFormat::ris},
    {"rispy/example_full.ris", 2, SourceFormat::ris},
    {"rispy/example_full_without_whitespace.ris", 2, SourceFormat::ris},
    {"rispy/example_full_write.ris", 2, SourceFormat::ris},
    {"rispy/example_multi_unknown_tags.ris", 1, SourceFormat::ris},
    {"rispy/example_multiline.ris", 3, SourceFormat::ris},
    {"rispy/example_single_unknown_tag.ris", 1, SourceFormat::ris},
    {"rispy/example_starting_newlines.ris", 1, SourceFormat::ris},
    {"rispy/example_urls.ris", 4, SourceFormat::ris},
    {"rispy/example_utf_chars.ris", 1, SourceFormat::ris},
    {"rispy/example_wos.ris", 2, SourceFormat::isi},
    {"asreview/baseline_empty_values.ris", 4, SourceFormat::ris},
    {"asreview/baseline_reference_types.ris", 61, SourceFormat::ris},
    {"asreview/baseline_tag-notes.ris", 12, SourceFormat::ris},
    {"asreview/baseline_tag-notes_labels.ris", 32, SourceFormat::ris},
    {"asreview/baseline_tag-notes_zotero.ris", 4, SourceFormat::ris},
    {"asreview/baseline_tag_and_field_definitions.ris", 2, SourceFormat::ris},
    {"asreview/baseline_tag_and_field_definitions_lists.ris", 1, SourceFormat::ris},
    {"asreview/duplicate_records.csv", 0, SourceFormat::csv},
    {"asreview/embase.csv", 6, SourceFormat::csv},
    {"asreview/embase.ris", 6, SourceFormat::ris},
    {"asreview/embase_newpage.csv", 6, SourceFormat::csv},
    {"asreview/faulty_year.ris", 1, SourceFormat::ris},
    {"asreview/generic.csv", 2, SourceFormat::csv},
    {"asreview/generic_bad_record_id.csv", 6, SourceFormat::csv},
    {"asreview/generic_column_names_with_spaces.csv", 2, SourceFormat::csv},
    {"asreview/generic_labels.csv", 6, SourceFormat::csv},
    {"asreview/generic_labels_no_abs.csv", 6, SourceFormat::csv},
    {"asreview/generic_labels_no_title.csv", 6, SourceFormat::csv},
    {"asreview/generic_partial_labels.csv", 6, SourceFormat::csv},
    {"asreview/generic_semicolon.csv", 2, SourceFormat::csv},
    {"asreview/generic_tab.csv", 2, SourceFormat::csv},
    {"asreview/generic_tab.tab", 2, SourceFormat::csv},
    {"asreview/generic_tab.tsv", 2, SourceFormat::csv},
    {"asreview/missing_values.csv", 0, SourceFormat::csv},
    {"asreview/ovid_psycinfo.ris", 6, SourceFormat::ris},
    {"asreview/ovid_zotero.ris", 6, SourceFormat::ris},
    {"asreview/proquest.ris", 6, SourceFormat::ris},
    {"asreview/pubmed_endnote.txt", 6, SourceFormat::ris},
    {"asreview/pubmed_zotero.ris", 6, SourceFormat::ris},
    {"asreview/record_id.csv", 0, SourceFormat::csv},
    {"asreview/ris_issue_1099.txt", 7, SourceFormat::ris},
    {"asreview/ris_issue_992.txt", 19, SourceFormat::ris},
    {"asreview/scopus.ris", 6, SourceFormat::ris},
    {"asreview/web_of_science.txt", 10, SourceFormat::ris},
};

TEST(Reading, EveryRecordOfARealFileComesOut) {
  for (const auto& [file, records, format] : counted) {
    const auto out = read_data(file);
    EXPECT_EQ(out.read.records_in, records) << file;
    EXPECT_EQ(out.read.references.size(), records) << file;
    EXPECT_EQ(name_of(out.read.format), name_of(format)) << file;
  }
}

}  // namespace
}  // namespace fieldbook::bibliography
