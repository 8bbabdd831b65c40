// Exports that JabRef's own tests read, against the BibTeX that JabRef makes of them: title, authors, year, journal,
// volume, pages, DOI and abstract are equal.
//
// Allowed, for every pair:
//   1. white space, which JabRef puts around marked-up words, and the difference between "-", "--", "–" and "—";
//   2. full stops after initials, and people's names apart from bodies' (both compare as the words in order);
//   3. the last page written short: "228-42" is "228-242";
//   4. the journal's full name where JabRef took the abbreviation, which is then in `custom`;
//   5. a DOI that stands elsewhere than in the field for it (in an address or a note), which JabRef leaves there;
//   6. a body that wrote together with people stands after them, JabRef has another field for it;
//   7. A2 is an editor for us, as RIS has it, an author for JabRef: authors and editors compare together.
// What a pair has beside these is in the table below, with the reason.
#include <gmock/gmock.h>

#include <algorithm>

#include "core/base/text.hpp"
#include "core/bibliography/bibtex.hpp"
#include "core/bibliography/reading.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::bibliography {
namespace {

struct Pair {
  const char* input;
  const char* expected;
  const char* not_compared = "";   // names of fields
  const char* why = "";
};

const Pair pairs[] = {
    {"RisImporterTest1.ris", "RisImporterTest1.bib"},
    {"RisImporterTest3.ris", "RisImporterTest3.bib"},
    {"RisImporterTest4a.ris", "RisImporterTest4a.bib"},
    {"RisImporterTest4b.ris", "RisImporterTest4b.bib"},
    {"RisImporterTest4c.ris", "RisImporterTest4c.bib"},
    {"RisImporterTest5a.ris", "RisImporterTest5a.bib"},
    {"RisImporterTest5b.ris", "RisImporterTest5b.bib"},
    {"RisImporterTest6.ris", "RisImporterTest6.bib"},
    {"RisImporterTest7.ris", "RisImporterTest7.bib"},
    {"RisImporterTest8_date.ris", "RisImporterTest8_date.bib"},
    {"RisImporterTest9.ris", "RisImporterTest9.bib"},
    {"RisImporterTestDOI.ris", "RisImporterTestDOI.bib"},
    {"RisImporterTestDate1.1.ris", "RisImporterTestDate1.1.bib"},
    {"RisImporterTestDate1.2.ris", "RisImporterTestDate1.2.bib"},
    {"RisImporterTestDoiAndJournalTitle.ris", "RisImporterTestDoiAndJournalTitle.bib"},
    {"RisImporterTestScience.ris", "RisImporterTestScience.bib"},
    {"RisImporterTestScopus.ris", "RisImporterTestScopus.bib"},
    {"RisImporterTestWithEmptyER.ris", "RisImporterTestWithEmptyER.bib"},
    {"NbibImporterTest.nbib", "NbibImporterTest.bib", "abstract", "JabRef moves 'Copyright …' to a field of its own"},
    {"MedlinePlainImporterStringOutOfBounds.txt", "MedlinePlainImporterStringOutOfBounds.bib"},
    {"MedlinePlainImporterTestCompleteEntry.txt", "MedlinePlainImporterTestCompleteEntry.bib"},
    {"MedlinePlainImporterTestDOI.txt", "MedlinePlainImporterTestDOI.bib"},
    {"MedlinePlainImporterTestInproceeding.txt", "MedlinePlainImporterTestInproceeding.bib"},
    {"MedlinePlainImporterTestMultiAbstract.txt", "MedlinePlainImporterTestMultiAbstract.bib"},
    {"MedlinePlainImporterTestMultiTitle.txt", "MedlinePlainImporterTestMultiTitle.bib"},
    {"EndnoteXmlImporterTestArticle.xml", "EndnoteXmlImporterTestArticle.bib"},
    {"EndnoteXmlImporterTestArticle2.xml", "EndnoteXmlImporterTestArticle2.bib"},
    {"EndnoteXmlImporterTestLabelAndMultiTitle.xml", "EndnoteXmlImporterTestLabelAndMultiTitle.bib"},
    {"EndnoteXmlImporterTestReport.xml", "EndnoteXmlImporterTestReport.bib"},
    {"EndnoteXmlImporterTest_EmptyKeywordStyle.xml", "EndnoteXmlImporterTest_EmptyKeywordStyle.bib"},
    {"EndnoteXmlImporterTest_WithoutUrlStyle.xml", "EndnoteXmlImporterTest_WithoutUrlStyle.bib"},
    {"EndnoteXmlImporterTest_WithoutUrlStyle2.xml", "EndnoteXmlImporterTest_WithoutUrlStyle2.bib"},
    {"MedlineImporterTestArticleID.xml", "MedlineImporterTestArticleID.bib"},
    {"MedlineImporterTestArticleItalics.xml", "MedlineImporterTestArticleItalics.bib"},
    {"MedlineImporterTestArticleNoISSN.xml", "MedlineImporterTestArticleNoISSN.bib"},
    {"MedlineImporterTestBookArticleSet.xml", "MedlineImporterTestBookArticleSet.bib"},
    {"MedlineImporterTestKeywordSingleEntry.xml", "MedlineImporterTestKeywordSingleEntry.bib", "authors", "JabRef takes the person an article is about for its author"},
    {"MedlineImporterTestMathML.xml", "MedlineImporterTestMathML.bib", "abstract", "JabRef turns MathML into LaTeX"},
    {"MedlineImporterTestMeshHeadingList.xml", "MedlineImporterTestMeshHeadingList.bib"},
    {"MedlineImporterTestNbib.xml", "MedlineImporterTestNbib.bib", "authors", "JabRef leaves out 'Jr'; see the test below"},
    {"MedlineImporterTestPubmedBook.xml", "MedlineImporterTestPubmedBook.bib"},
};

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

std::string words(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
  for (const auto* const dash : {"—", "–", "--"}) replace_all(out, dash, "-");
  return out;
}

std::string names(const Reference& r, bool with_editors) {
  std::string out;
  auto all = r.authors;
  if (with_editors) all.insert(all.end(), r.editors.begin(), r.editors.end());
  for (const auto& name : all) {
    auto one = name.literal.empty() ? name.given + " " + name.family : name.literal;
    std::erase(one, '.');
    out += collapse_whitespace(one) + "; ";
  }
  return out;
}

// "228-42", "228--242" and "228–242" as "228-242".
std::string pages(std::string text) {
  const auto dash = text.find('-');
  const bool plain = dash != std::string::npos && text.find_first_not_of("0123456789-") == std::string::npos;
  if (plain && text.size() - dash - 1 < dash) text.insert(dash + 1, text.substr(0, dash - (text.size() - dash - 1)));
  return text;
}

std::string of(const Reference& r, const std::string& field) {
  if (field == "title") return words(r.title);
  if (field == "authors") return names(r, false);
  if (field == "year") return r.issued ? std::to_string(r.issued->year) : "";
  if (field == "journal") return words(r.container_title);
  if (field == "volume") return words(r.volume);
  if (field == "pages") return pages(words(r.page));
  if (field == "doi") return fold(r.doi);
  return words(r.abstract);
}

bool equal(const Reference& seen, const Reference& expected, const std::string& field) {
  if (of(seen, field) == of(expected, field)) return true;
  if (field == "doi") return expected.doi.empty();
  if (field == "authors") {
    auto people = seen;
    std::erase_if(people.authors, [](const Name& name) { return !name.literal.empty(); });
    return names(seen, true) == names(expected, true) || names(people, false) == names(expected, false);
  }
  if (field != "journal") return false;
  return std::ranges::any_of(seen.custom, [&](const auto& other) {
    const std::string_view abbreviations[] = {"container-title-short", "jo", "ja", "j1", "j2"};
    return std::ranges::find(abbreviations, other.first) != std::end(abbreviations) && other.second == expected.container_title;
  });
}

class JabRef : public testing::TestWithParam<Pair> {};

TEST_P(JabRef, ReadsTheSameReferences) {
  const auto& pair = GetParam();
  const auto folder = test::source("tests/data/refs/jabref");
  Diagnostics found, ignored;
  const auto seen = read_references(test::read(folder / pair.input), pair.input, found);
  const auto expected = read_foreign_bibtex(test::read(folder / pair.expected), pair.expected, ignored);
  EXPECT_EQ(found.errors(), 0U);
  ASSERT_EQ(seen.references.size(), expected.size());
  EXPECT_EQ(seen.records_in, expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    for (const auto* const field : {"title", "authors", "year", "journal", "volume", "pages", "doi", "abstract"}) {
      if (std::string(pair.not_compared) == field) continue;
      EXPECT_TRUE(equal(seen.references[i], expected[i], field))
          << pair.input << " record " << i + 1 << ": " << field << "\n  seen     " << of(seen.references[i], field) << "\n  expected " << of(expected[i], field);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Pairs, JabRef, testing::ValuesIn(pairs), [](const auto& given) {
  std::string name = given.param.input;
  std::erase_if(name, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')); });
  return name;
});

TEST(JabRefFiles, AreAllInTheTable) {
  std::size_t with_pair = 0, in_table = 0;
  for (const auto& file : std::filesystem::directory_iterator(test::source("tests/data/refs/jabref"))) {
    const auto extension = file.path().extension();
    auto bib = file.path();
    bib.replace_extension(".bib");
    const bool is_input = extension != ".bib" && std::filesystem::exists(bib);
    with_pair += is_input ? 1 : 0;
    in_table += is_input && std::ranges::any_of(pairs, [&](const Pair& pair) { return file.path().filename() == pair.input; }) ? 1 : 0;
  }
  EXPECT_EQ(std::size(pairs), 41U);   // RIS 18, nbib and MEDLINE text 7, EndNote XML 7, PubMed XML 9
  EXPECT_EQ(in_table, 41U);
  EXPECT_EQ(with_pair, 42U);          // and MedlineImporterTestMinimalEntry, a record with nothing in it: see below
}

TEST(JabRefFiles, ASuffixStaysWithItsName) {
  Diagnostics found;
  const auto read = read_references(test::read(test::source("tests/data/refs/jabref/MedlineImporterTestNbib.xml")), "n.xml", found);
  ASSERT_EQ(read.references.size(), 2U);
  EXPECT_EQ(names(read.references[0], false), "F W Gibb Jr; NaN Zamm itt; G Beckett; M W J Strachan; ");
}

TEST(JabRefFiles, ARecordWithNothingInItIsARecord) {
  Diagnostics found;
  const auto read = read_references(test::read(test::source("tests/data/refs/jabref/MedlineImporterTestMinimalEntry.xml")), "m.xml", found);
  EXPECT_EQ(read.records_in, 1U);
  EXPECT_EQ(read.references.size(), 1U);
  EXPECT_EQ(found.warnings(), 1U);    // it has no title
}

}  // namespace
}  // namespace fieldbook::bibliography
