// The forms that other programs read: what each kind of record is to them, and that they can read it.
#include "site/machine/forms.hpp"

#include <gmock/gmock.h>
#include <libxml/parser.h>
#include <sqlite3.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "core/bibliography/bibtex.hpp"
#include "site/pages/pages.hpp"
#include "tests/site/site_check.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class Forms : public testing::Test {
 protected:
  const record::Record& record(const std::string& id) const { return *edition_.collection().find(id); }
  std::string form_of(const std::string& id, const std::string& extension) const {
    std::vector<ReferenceForms> all{forms_of(reference_of(edition_, record(id)))};
    for (const auto& key : record(id).list("sources")) all.push_back(forms_of(*edition_.collection().source(key)));
    std::vector<const ReferenceForms*> references;
    for (const auto& one : all) references.push_back(&one);
    return record_form(references, {"", extension});
  }

  Edition edition_{record::read_collection(test::source("tests/fixtures/good")),
                   {},
                   {},
                   {.base_url = "https://example.org/", .date = {}}};
};

struct Kind {
  const char* record;
  const char* schema_org;
  const char* zotero;  // by the translator "Embedded Metadata" of zotero/translators, commit 0180a147
};

std::ostream& operator<<(std::ostream& out, const Kind& kind) {
  return out << kind.record;
}

class FormsOfKind : public Forms, public testing::WithParamInterface<Kind> {};

// The translator's rules, as far as our tags reach: an institution makes a report, a citation_title alone a journal
// article, and Dublin Core or nothing a web page.
std::string zotero_type(const std::vector<std::pair<std::string, std::string>>& tags) {
  std::string guess = "webpage";
  for (const auto& [name, content] : tags) {
    if (name == "citation_technical_report_institution") return "report";
    if (name == "citation_title") guess = "journalArticle";
  }
  return guess;
}

TEST_P(FormsOfKind, AreWhatTheKindIs) {
  const auto& kind = GetParam();
  const auto data = Json::parse(linked_data(edition_, record(kind.record)));
  EXPECT_EQ(data["@context"], "https://schema.org");
  EXPECT_EQ(data["@type"], kind.schema_org);
  EXPECT_EQ(data["name"], record(kind.record).title());
  EXPECT_THAT(data["url"].get<std::string>(), testing::StartsWith("https://example.org/"));
  const auto tags = citation_tags(edition_, record(kind.record));
  EXPECT_EQ(zotero_type(tags), kind.zotero);
  const bool report = std::string(kind.zotero) == "report";
  EXPECT_THAT(tags, Contains(std::pair<std::string, std::string>(report ? "citation_title" : "DC.title",
                                                                 record(kind.record).title())));
  EXPECT_THAT(
      tags, Contains(std::pair<std::string, std::string>(report ? "citation_author" : "DC.creator", "Test publisher")));
  const auto date = to_iso(edition_.last_change(record(kind.record)));
  EXPECT_THAT(tags, Contains(testing::Pair(report ? "citation_publication_date" : "DC.date",
                                           testing::StartsWith(date.substr(0, 4)))));
}

INSTANTIATE_TEST_SUITE_P(Table, FormsOfKind,
                         testing::Values(Kind{"marsh-2022-saltby", "Report", "report"},
                                         Kind{"saltby-alliance", "Article", "webpage"},
                                         Kind{"share-risk", "CreativeWork", "webpage"},
                                         Kind{"separate-budgets", "CreativeWork", "webpage"},
                                         Kind{"alliance", "DefinedTerm", "webpage"}));

TEST_F(Forms, BibtexHoldsTheRecordAndItsSources) {
  Diagnostics problems;
  const auto text = form_of("saltby-alliance", ".bib");
  const auto read = bibliography::read_bibtex(text, "x.bib", problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(read.size(), 3U);
  std::vector<std::string> keys;
  for (const auto& one : read) keys.push_back(one.key);
  EXPECT_THAT(keys, testing::UnorderedElementsAre("saltby-alliance", "saltby2021", "marsh2022"));
}

TEST_F(Forms, CslJsonAndRisHoldThemToo) {
  EXPECT_EQ(Json::parse(form_of("saltby-alliance", ".csl.json")).size(), 3U);
  const auto ris = form_of("saltby-alliance", ".ris");
  EXPECT_THAT(ris, testing::StartsWith("TY  - "));
  EXPECT_THAT(ris, HasSubstr("UR  - https://example.org/practice-examples/saltby-alliance.html"));
}

TEST_F(Forms, WholeLibraryIsOneLineARecord) {
  const test::TempDir folder;
  const Theme theme(test::source("site/theme"));
  Output output(folder.path());
  Press press(edition_, theme, output);
  print_records(press, [](std::size_t, std::size_t) {});
  output.finish();
  const auto lines = test::read(folder.path() / "data/library.jsonl");
  EXPECT_EQ(static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')), edition_.records().size());
  EXPECT_EQ(Json::parse(lines.substr(0, lines.find('\n')))["id"], "alliance");
  EXPECT_THAT(lines, HasSubstr(test::read(folder.path() / "practice-examples/saltby-alliance.json")));
  const auto csv = library_csv(edition_);
  EXPECT_THAT(csv, testing::StartsWith("id,kind,address,strength-of-evidence,title,summary,"));
  EXPECT_THAT(csv, HasSubstr("saltby-alliance,practice-example,practice-examples/saltby-alliance.html,moderate,Saltby "
                             "homelessness alliance,"));
}

std::string database_of(const Edition& edition) {
  const test::TempDir folder;
  folder.write("library.sqlite", "");
  write_library_database(edition, folder.path() / "library.sqlite");
  return test::read(folder.path() / "library.sqlite");
}

// One value of one row of the database.
std::string asked(const std::string& bytes, const std::string& question) {
  sqlite3* opened = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &opened), SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, sqlite3_close);
  auto copy = bytes;
  const auto size = static_cast<sqlite3_int64>(copy.size());
  EXPECT_EQ(sqlite3_deserialize(opened, "main", reinterpret_cast<unsigned char*>(copy.data()), size, size, SQLITE_DESERIALIZE_READONLY), SQLITE_OK);
  sqlite3_stmt* made = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(opened, question.c_str(), -1, &made, nullptr), SQLITE_OK) << sqlite3_errmsg(opened);
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(made, sqlite3_finalize);
  if (sqlite3_step(made) != SQLITE_ROW) return "no row";
  const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(made, 0));
  return text == nullptr ? "null" : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(made, 0)));
}

TEST_F(Forms, TheWholeLibraryIsADatabaseThatQueriesCanBeAskedOf) {
  const auto bytes = database_of(edition_);
  EXPECT_EQ(bytes, database_of(edition_)) << "the same library gives the same bytes";
  EXPECT_EQ(asked(bytes, "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(asked(bytes, "SELECT count(*) FROM record"), std::to_string(edition_.records().size()));
  EXPECT_EQ(asked(bytes, "SELECT title FROM record WHERE id='saltby-alliance'"), "Saltby homelessness alliance");
  EXPECT_EQ(asked(bytes, "SELECT group_concat(record) FROM field WHERE name='approaches' AND value='alliance' AND record='saltby-alliance'"), "saltby-alliance");
  EXPECT_EQ(Json::parse(asked(bytes, "SELECT csl FROM source WHERE key='commons2018'")).at("id"), "commons2018");
}

TEST_F(Forms, HostileValuesStayValuesInTheDatabase) {
  auto collection = record::read_collection(test::source("tests/fixtures/good"));
  const std::string hostile("'); DROP TABLE record; --\0behind", 32);
  for (auto& one : collection.records) one.fields["summary"].values = {hostile};
  const Edition edition(std::move(collection), {}, {}, {.base_url = {}, .date = {}});
  const auto bytes = database_of(edition);
  EXPECT_EQ(asked(bytes, "SELECT count(*) FROM record"), std::to_string(edition.records().size()));
  EXPECT_EQ(asked(bytes, "SELECT value FROM field WHERE name='summary' AND record='saltby-alliance'"), hostile);
}

TEST_F(Forms, LinkedDataCannotEndItsScript) {
  auto collection = record::read_collection(test::source("tests/fixtures/good"));
  for (auto& one : collection.records) one.fields["summary"].values = {"</script><script>alert(1)</script>"};
  const Edition edition(std::move(collection), {}, {}, {.base_url = {}, .date = {}});
  for (const auto* one : edition.records()) {
    EXPECT_THAT(linked_data(edition, *one), Not(HasSubstr("<")));
    EXPECT_TRUE(Json::accept(linked_data(edition, *one)));
  }
}

class PublishedForms : public testing::Test {
 protected:
  PublishedForms() {
    test::publish(test::source("tests/fixtures/good"), folder_.path() / "site", {"--date", "2030-01-01"});
  }
  test::TempDir folder_;
};

TEST_F(PublishedForms, EveryXmlAndJsonFileParses) {
  std::size_t feeds = 0;
  for (const auto& [address, bytes] : test::tree(folder_.path() / "site")) {
    if (address.ends_with(".json")) {
      EXPECT_TRUE(Json::accept(bytes)) << address;
    }
    if (!address.ends_with(".xml")) continue;
    ++feeds;
    xmlDoc* const document = xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), address.c_str(), nullptr,
                                           XML_PARSE_NONET | XML_PARSE_NOERROR);
    EXPECT_NE(document, nullptr) << address;
    xmlFreeDoc(document);
  }
  EXPECT_GE(feeds, 8U);
}

TEST_F(PublishedForms, FeedsAreByApproachAndForWhatIsOverdue) {
  const auto alliance = test::read(folder_.path() / "site/browse/approach/alliance.xml");
  EXPECT_THAT(
      alliance,
      HasSubstr("<link rel=\"alternate\" type=\"text/html\" href=\"../../practice-examples/saltby-alliance.html\"/>"));
  EXPECT_THAT(alliance, Not(HasSubstr("long-moor-villages")));
  EXPECT_THAT(test::read(folder_.path() / "site/overdue.xml"), HasSubstr("<updated>2026-05-01T00:00:00Z</updated>"));
  const auto json = Json::parse(test::read(folder_.path() / "site/feed.json"));
  EXPECT_EQ(json["version"], "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(json["items"].size(), 8U);
}

}  // namespace
}  // namespace fieldbook::site
