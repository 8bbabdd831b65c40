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
    {"asreview/baseline_tag_and_field_definitions.ris", 1, SourceFormat::ris},
    {"asreview/baseline_tag_and_field_definitions_lists.ris", 1, SourceFormat::ris},
    {"asreview/duplicate_records.csv", 14, SourceFormat::csv},
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
    {"asreview/missing_values.csv", 4, SourceFormat::csv},
    {"asreview/ovid_psycinfo.ris", 6, SourceFormat::ris},
    {"asreview/ovid_zotero.ris", 6, SourceFormat::ris},
    {"asreview/proquest.ris", 6, SourceFormat::ris},
    {"asreview/pubmed_endnote.txt", 6, SourceFormat::ris},
    {"asreview/pubmed_zotero.ris", 6, SourceFormat::ris},
    {"asreview/record_id.csv", 10, SourceFormat::csv},
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

// CoLRev's exports and what it made of them, JabRef's files that have no pair: what is lost is named.
TEST(Reading, WhatIsLostIsNamed) {
  std::size_t files = 0, lost = 0;
  for (const auto* const folder : {"colrev", "jabref", "rispy", "asreview"}) {
    for (const auto& entry : std::filesystem::directory_iterator(test::source(std::filesystem::path("tests/data/refs") / folder))) {
      const auto name = entry.path().filename().string();
      try {
        const auto out = read(test::read(entry.path()));
        EXPECT_EQ(out.read.records_in, out.read.references.size() + out.errors) << name;
        lost += out.errors;
        ++files;
        for (const auto& problem : out.problems) EXPECT_TRUE(problem.severity == Severity::warning || problem.where.line > 0) << to_text(problem);
        for (const auto& reference : out.read.references) {
          EXPECT_GT(reference.where.line, 0U) << name;
          EXPECT_FALSE(reference.key.empty()) << name;
        }
      } catch (const Error& error) {
        const std::string_view not_references[] = {"IsiImporterTestEmpty.isi", "MedlineImporterTestMinimalEntry.bib", "MedlinePlainImporterTestInvalidFormat.xml", ".gitattributes"};
        EXPECT_NE(std::ranges::find(not_references, name), std::end(not_references)) << error.what();
      }
    }
  }
  EXPECT_EQ(files, 224U);
  EXPECT_EQ(lost, 3U);   // JabRef's record of malformed XML, and one with JavaScript in its keywords, as exported and as kept by CoLRev
}

TEST(Reading, EveryBibtexEntryOfCoLRevIsCounted) {
  for (const auto& entry : std::filesystem::directory_iterator(test::source("tests/data/refs/colrev"))) {
    if (entry.path().extension() != ".bib") continue;
    const auto bytes = test::read(entry.path());
    std::size_t begun = bytes.starts_with('@') || bytes.starts_with("\xEF\xBB\xBF@") ? 1 : 0;
    for (auto at = bytes.find("\n@"); at != std::string::npos; at = bytes.find("\n@", at + 1)) ++begun;
    EXPECT_EQ(read(bytes).read.records_in, begun) << entry.path();
  }
}

TEST(Reading, EachEncodingIsOneText) {
  struct Case {
    const char* file;
    const char* encoding;
  };
  for (const auto& [file, encoding] : {Case{"encoding-utf-8-with-header.bib", "UTF-8"}, Case{"encoding-utf-16BE-with-header.bib", "UTF-16BE"},
                                       Case{"encoding-utf-16BE-without-header.bib", "UTF-16BE"}, Case{"encoding-windows-1252-with-header.bib", "windows-1252"},
                                       Case{"encoding-windows-1252-without-header.bib", "windows-1252"}, Case{"tiny-BE-noBOM.bib", "UTF-16BE"},
                                       Case{"tiny-BE-withBOM.bib", "UTF-16BE"}, Case{"tiny-LE-noBOM.bib", "UTF-16LE"}, Case{"tiny-LE-withBOM.bib", "UTF-16LE"}}) {
    const auto out = read_data(std::string("jabref/") + file);
    EXPECT_EQ(out.read.encoding, encoding) << file;
    EXPECT_EQ(out.read.references.size(), 1U) << file;
  }
  const auto latin = read("TY  - JOUR\nTI  - Caf\xE9\nER  - \n");
  EXPECT_EQ(latin.read.references.at(0).title, "Café");
  EXPECT_EQ(latin.problems.at(0).rule, "reading.encoding");
}

TEST(Reading, RisWithoutItsEndsLosesNothing) {
  const auto out = read("TY  - JOUR\nTI  - One\nTY  - BOOK\nAU  - Two, A\nTI  - Two\n");
  ASSERT_EQ(out.read.references.size(), 2U);
  EXPECT_EQ(out.read.references[0].title, "One");
  EXPECT_EQ(out.read.references[1].type, "book");
  EXPECT_EQ(out.read.references[1].where.line, 3U);
  ASSERT_EQ(out.problems.size(), 2U);
  EXPECT_EQ(out.problems[0].rule, "tagged.no-end");
}

TEST(Reading, RisTakesAnyLineEndAndOneSpace) {
  for (const auto* const text : {"TY  - JOUR\rTI  - One\rER  - \r", "TY  - JOUR\r\nTI  - One\r\nER  - \r\n", "TY - JOUR\nTI - One\nER -\n"}) {
    const auto out = read(text);
    ASSERT_EQ(out.read.references.size(), 1U) << text;
    EXPECT_EQ(out.read.references[0].title, "One");
    EXPECT_THAT(out.problems, IsEmpty());
  }
}

TEST(Reading, KeywordsOnLinesOfTheirOwnAreApart) {
  const auto out = read("TY  - JOUR\nTI  - Split over\ntwo lines\nKW  - alliance\nrisk sharing\n\nER  - \n");
  EXPECT_EQ(out.read.references.at(0).title, "Split over two lines");
  EXPECT_THAT(out.read.references.at(0).keywords, ElementsAre("alliance", "risk sharing"));
}

TEST(Reading, ABrokenXmlRecordCostsNoOther) {
  const auto out = read("<xml><records>\n<record><ref-type name=\"Report\">27</ref-type><titles><title>One</title></titles></record>\n"
                        "<record><titles><title>Two</titles></record>\n<record><titles><title>Three</title></titles></record>\n</records></xml>");
  ASSERT_EQ(out.read.references.size(), 2U);
  EXPECT_EQ(out.read.records_in, 3U);
  EXPECT_EQ(out.read.references[0].type, "report");
  EXPECT_EQ(out.read.references[1].title, "Three");
  EXPECT_EQ(to_text(out.problems.at(0)).substr(0, 15), "file:3: error: ");
}

TEST(Reading, XmlEntitiesAreNotFollowed) {
  const auto out = read("<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]>\n<xml><records><record><titles><title>x&b;</title></titles></record></records></xml>");
  EXPECT_EQ(out.read.records_in, 1U);
  EXPECT_EQ(out.errors, 1U);
}

TEST(Reading, ABrokenJsonItemCostsNoOther) {
  const auto out = read("[{\"id\":\"a\",\"title\":\"One\"},\n{\"id\": nonsense},\n{\"id\":\"c\",\"title\":\"Three\"}]");
  ASSERT_EQ(out.read.references.size(), 2U);
  EXPECT_EQ(out.read.records_in, 3U);
  EXPECT_EQ(out.read.references[1].where.line, 3U);
  EXPECT_EQ(out.problems.at(0).where.line, 2U);
}

TEST(Reading, ATableIsReadByItsHeadings) {
  const auto out = read("Article Title;Authors;Publication Year;DOI;Zone\n\"A; b\";Marsh A, Ibarra JB;2020;https://doi.org/10.5555/x.1;north\n\n");
  const auto& r = out.read.references.at(0);
  EXPECT_EQ(r.title, "A; b");
  EXPECT_THAT(r.authors, ElementsAre(Name{"Marsh", "A", ""}, Name{"Ibarra", "JB", ""}));
  EXPECT_EQ(r.doi, "10.5555/x.1");
  EXPECT_EQ(r.custom.at("zone"), "north");
  EXPECT_EQ(r.key, "marsh2020");
}

TEST(Reading, ColumnsMayBeNamed) {
  const auto named = read("Titel,Jahr\nEins,2001\n", {.columns = {{"title", "Titel"}, {"year", "Jahr"}}});
  EXPECT_EQ(named.read.references.at(0).title, "Eins");
  EXPECT_EQ(named.read.references.at(0).issued, (Date{2001, 0, 0}));
  const auto counted_columns = read("Eins,2001\nZwei,2002\n", {.columns = {{"title", "1"}, {"year", "2"}}});
  EXPECT_EQ(counted_columns.read.references.size(), 2U);
  EXPECT_THROW(read("a,b\n1,2\n"), Error);
  EXPECT_THROW(read("a,b\n1,2\n", {.columns = {{"title", "3"}}}), Error);
  EXPECT_THROW(read("a,b\n1,2\n", {.columns = {{"colour", "1"}}}), Error);
}

TEST(Reading, AnOpenQuotationMarkEndsWithItsLine) {
  const auto out = read("title,year\n\"One,2001\nTwo,2002\n");
  EXPECT_EQ(out.read.references.size(), 2U);
  EXPECT_EQ(out.problems.at(0).rule, "csv.quote");
}

TEST(Reading, EmbaseAndPubmedPutJournalAndPagesIntoOneColumn) {
  const auto embase = read("Title,Source\nOne,\"Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014\"\n").read.references.at(0);
  EXPECT_EQ(std::tie(embase.container_title, embase.volume, embase.issue, embase.page, embase.type),
            std::make_tuple("Endoscopic Ultrasound", "3", "3", "152-160", "article-journal"));
  EXPECT_EQ(embase.issued, (Date{2014, 0, 0}));
  const auto pubmed = read("Title,Citation,Journal/Book\nOne,\"Nature. 2021 Dec 21;1(2):10-11. doi: 10.1111/nature1111.\",Nature\n").read.references.at(0);
  EXPECT_EQ(std::tie(pubmed.container_title, pubmed.volume, pubmed.issue, pubmed.page), std::make_tuple("Nature", "1", "2", "10-11"));
  EXPECT_EQ(pubmed.issued, (Date{2021, 12, 21}));
}

TEST(Reading, BibtexOfOthersKeepsEveryEntry) {
  const auto out = read("@article{a, title={One}}\n@article{a, title={Two}}\n@article{, title={Three}, year=2003}\n");
  ASSERT_EQ(out.read.references.size(), 3U);
  EXPECT_EQ(out.read.references[1].key, "a-2");
  EXPECT_EQ(out.read.references[2].key, "three2003");
}

TEST(Reading, NothingIsNoRecordAndNonsenseIsRefused) {
  EXPECT_EQ(read("").read.records_in, 0U);
  EXPECT_EQ(read(" \n\n").read.records_in, 0U);
  EXPECT_THROW(read("The quick brown fox.\n"), Error);
  EXPECT_THROW(read("<html><body>TY  - JOUR</body></html>"), Error);
}

TEST(Identifiers, DoisComeOutOfWhatIsAroundThem) {
  EXPECT_EQ(clean_doi("doi: 10.1063/1.4814070"), "10.1063/1.4814070");
  EXPECT_EQ(clean_doi("http://dx.doi.org/10.1016/S0140-6736%2817%2931363-3"), "10.1016/S0140-6736(17)31363-3");
  EXPECT_EQ(clean_doi("10.4103/2277-9175.180636 [doi]"), "10.4103/2277-9175.180636");
  EXPECT_EQ(clean_doi("10.1002/cpp.2398."), "10.1002/cpp.2398");
  for (const auto* const none : {"NONE", "N/A", "10.5 per cent", "10.1", "2010.5/7", ""}) EXPECT_EQ(clean_doi(none), "") << none;
}

TEST(Identifiers, DatesAreReadAsFarAsTheyAreBeyondDoubt) {
  struct Case {
    const char* text;
    Date date;
  };
  for (const auto& [text, date] : {Case{"2001/09/01/", {2001, 9, 1}}, Case{"2001///", {2001, 0, 0}}, Case{"2001/00/00/", {2001, 0, 0}}, Case{"Start date: 20170812", {2017, 8, 12}},
                                   Case{"2016 May-Jun", {2016, 5, 0}}, Case{"4-8 Aug. 2020", {2020, 8, 0}}, Case{"Mar. 2017", {2017, 3, 0}}, Case{"04 2006", {2006, 4, 0}},
                                   Case{"2013 06 10", {2013, 6, 10}}, Case{"September  1, 2021", {2021, 9, 1}}, Case{"2015/october", {2015, 10, 0}}, Case{"1999 Spring", {1999, 0, 0}},
                                   Case{"2019/02/31", {2019, 2, 0}}, Case{"10/04/2006", {2006, 0, 0}}}) {
    EXPECT_EQ(date_from_text(text), date) << text;
  }
  for (const auto* const none : {"YEAR/MONTH/DAY/", "99", "///", "", "0999", "3000"}) EXPECT_EQ(date_from_text(none), std::nullopt) << none;
}

TEST(Names, ListsComeApartAsTheirWritersMeant) {
  const Name smith{"Smith", "A", ""}, walter{"Walter", "B", ""};
  for (const auto* const list : {"Smith A, Walter B", "Smith A, Walter B.", "Smith, A; Walter, B", "['Smith, A', 'Walter, B']", "Smith, A, Walter, B", "Smith, A and Walter, B", "A Smith and B Walter"}) {
    EXPECT_THAT(names_from_list(list), ElementsAre(smith, walter)) << list;
  }
  EXPECT_THAT(names_from_list("Smith, A"), ElementsAre(smith));
  EXPECT_THAT(names_from_list("Ministry of Housing, Communities and Local Government"), ElementsAre(Name{"", "", "Ministry of Housing, Communities and Local Government"}));
  EXPECT_EQ(name_from_text("Ludwig van Beethoven"), (Name{"van Beethoven", "Ludwig", ""}));
  EXPECT_EQ(name_from_text("King, Martin, Jr"), (Name{"King Jr", "Martin", ""}));
}

Reference full() {
  Reference r;
  r.key = "smith:2019-a_b";
  r.type = "report";
  r.title = "100% of {braces} & \"quotes\" <b>";
  r.authors = {{"O'Neill", "Máire", ""}, {"", "", "Saltby Town Council"}};
  r.editors = {{"Marsh", "A", ""}};
  r.container_title = "Series";
  r.publisher = "Nuffield & Co";
  r.publisher_place = "London";
  r.genre = "Working paper";
  r.number = "7";
  r.volume = "2";
  r.issue = "4";
  r.page = "1–9";
  r.edition = "2";
  r.issued = Date{2019, 4, 1};
  r.accessed = Date{2024, 5, 0};
  r.doi = "10.1234/ab_c(1)";
  r.url = "https://example.org/a_b?x=1&y=2#z";
  r.isbn = "978-1-86016-359-3";
  r.issn = "1234-5678";
  r.language = "en";
  r.abstract = "One “two” — three.";
  r.note = "A note.";
  r.keywords = {"alliance", "risk sharing"};
  return r;
}

TEST(RoundTrip, CslJsonRisAndBibtexComeBackTheSame) {
  for (const auto* const type : {"report", "article-journal", "book", "chapter", "thesis", "webpage", "paper-conference", "article-newspaper", "post-weblog", "dataset"}) {
    auto reference = full();
    reference.type = type;
    const std::vector<Reference> all{reference};
    for (const auto& text : {to_csl_json(all, SourceLines::kept), to_ris(reference), to_bibtex(reference)}) {
      const auto out = read(text);
      ASSERT_EQ(out.read.references.size(), 1U) << text;
      const auto& back = out.read.references[0];
      EXPECT_EQ(std::tie(back.key, back.type, back.title, back.authors, back.editors, back.container_title, back.publisher, back.publisher_place, back.genre, back.number),
                std::tie(reference.key, reference.type, reference.title, reference.authors, reference.editors, reference.container_title, reference.publisher,
                         reference.publisher_place, reference.genre, reference.number))
          << text;
      EXPECT_EQ(std::tie(back.volume, back.issue, back.page, back.edition, back.issued, back.accessed, back.doi, back.url, back.isbn, back.issn, back.language, back.abstract,
                         back.note, back.keywords),
                std::tie(reference.volume, reference.issue, reference.page, reference.edition, reference.issued, reference.accessed, reference.doi, reference.url,
                         reference.isbn, reference.issn, reference.language, reference.abstract, reference.note, reference.keywords))
          << text;
    }
  }
}

// Sizes at which anything quadratic would take minutes.
TEST(Reading, HostileSizesTakeNoTime) {
  const auto repeated = [](std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
  };
  const auto begin = std::chrono::steady_clock::now();
  constexpr std::size_t many = 100'000;
  EXPECT_EQ(read("TY  - JOUR\n" + repeated("AU  - Verylongname, Christopher\n", many) + "ER  - \n").read.references.at(0).authors.size(), many);
  EXPECT_EQ(read("TY  - JOUR\n" + repeated("TI  - a different title each\n", many) + "ER  - \n").read.references.size(), 1U);
  EXPECT_EQ(read("TY  - JOUR\n" + repeated("SN  - 1234-567" , 1) + repeated("8; ", many) + "\nER  - \n").read.references.size(), 1U);
  EXPECT_EQ(read(repeated("TY  - JOUR\n", many)).read.references.size(), 1U);
  EXPECT_EQ(read("<records>" + repeated("<record><titles>", many)).errors, many);
  EXPECT_EQ(read("title\n" + repeated("x\"y\n", many)).read.references.size(), many);
  EXPECT_EQ(read("title,b\n" + repeated("\"", many)).read.records_in, 1U);
  EXPECT_EQ(read(repeated("[", many)).read.records_in, 0U);
  EXPECT_EQ(read(repeated("{\"a\":", many)).errors, 1U);
  EXPECT_EQ(read("%0 Report\n%U " + repeated(";http://a", many)).read.references.size(), 1U);
  EXPECT_EQ(read("%0 Report\n%Z " + repeated("<a", many) + "</a").read.references.size(), 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));   // with sanitizers, on a busy machine
}

}  // namespace
}  // namespace fieldbook::bibliography
