#include "core/review/imports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/review/duplicates/apply.hpp"
#include "core/review/duplicates/log.hpp"
#include "core/review/folder.hpp"
#include "core/review/records.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {
namespace {

namespace fs = std::filesystem;

std::string ris(const std::string& title, const std::string& doi, const std::string& extra = "") {
  return "TY  - JOUR\nTI  - " + title + "\nAU  - Marsh, Ada\nPY  - 2022\nT2  - Journal of Invented Services\n" + (doi.empty() ? "" : "DO  - " + doi + "\n") + extra + "ER  - \n\n";
}

const std::string first = ris("A matched comparison of alliance contracts in five towns", "10.5555/one");
const std::string second = ris("Waiting times after a change of provider in rural counties", "10.5555/two");

Imported import_text(const test::TempDir& review, const std::string& name, const std::string& bytes, const std::string& database = "Scopus", Date searched = {2026, 3, 1}) {
  Diagnostics found;
  return import_file(review.path(), review.write("from/" + name, bytes), {database, searched}, found);
}

std::vector<std::string> ids(const fs::path& review) {
  Diagnostics found;
  std::vector<std::string> out;
  const auto records = read_records(review, found);
  for (const auto& record : records.all()) out.push_back(record.id);
  EXPECT_TRUE(found.empty());
  return out;
}

TEST(Import, KeepsTheOriginalAndCountsEveryRecord) {
  const test::TempDir review;
  const auto done = import_text(review, "export.ris", first + second + first);
  EXPECT_EQ(done.import.records_in, 3U);
  EXPECT_EQ(done.import.records, 3U);
  EXPECT_EQ(done.added, 2U);
  EXPECT_EQ(done.repeated, 1U);
  EXPECT_EQ(test::read(imports_folder(review.path()) / done.import.original), first + second + first);
  Diagnostics found;
  const auto records = read_records(review.path(), found);
  ASSERT_EQ(records.all().size(), 2U);
  ASSERT_EQ(records.all()[0].sources.size(), 2U);   // the first and the third of the file
  EXPECT_EQ(records.all()[0].sources[0].line, 1U);
  EXPECT_GT(records.all()[1].sources[0].line, 1U);
  EXPECT_EQ(records.find("r0"), nullptr);
}

TEST(Import, AddsOnlyWhatIsNewAndKeepsIds) {
  const test::TempDir review;
  import_text(review, "march.ris", first);
  const auto before = ids(review.path());
  EXPECT_TRUE(import_text(review, "again.ris", first, "Scopus", {2026, 9, 1}).already);
  const auto later = import_text(review, "september.ris", ris("A matched comparison of alliance contracts in five towns", "10.5555/one", "AB  - Now with an abstract.\n") + second, "Scopus", {2026, 9, 1});
  EXPECT_EQ(later.known, 1U);
  EXPECT_EQ(later.added, 1U);
  const auto after = ids(review.path());
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0], before[0]);
  Diagnostics found;
  const auto records = read_records(review.path(), found);
  EXPECT_EQ(records.all()[0].sources.size(), 2U);
  EXPECT_EQ(records.all()[0].abstract(), "Now with an abstract.");
}

TEST(Import, ReadsBackWhatItRead) {
  const test::TempDir review;
  const auto bytes = test::read(test::source("tests/data/dedupe/copper.csv"));
  const auto done = import_text(review, "copper.csv", bytes);
  Diagnostics found;
  const auto direct = bibliography::read_references(bytes, "copper.csv", found).references;
  const auto records = read_records(review.path(), found);
  EXPECT_EQ(done.import.records, direct.size());
  std::set<std::string> seen;
  for (const auto& reference : direct) {
    if (!seen.insert(record_id(reference)).second) continue;   // the same but for capitals and dashes
    const auto* const record = records.find(record_id(reference));
    ASSERT_NE(record, nullptr) << reference.title;
    EXPECT_EQ(record->reference.title, reference.title);
    EXPECT_EQ(record->reference.authors, reference.authors);
    EXPECT_EQ(record->reference.page, reference.page);
    EXPECT_EQ(record->reference.doi, reference.doi);
    EXPECT_EQ(record->reference.issued, reference.issued);
    EXPECT_EQ(record_id(record->reference), record->id);
  }
}

TEST(Import, NamesWhatItCannotRead) {
  const test::TempDir review;
  const auto done = import_text(review, "broken.json", "[{\"id\":\"a\",\"title\":\"One\"},\n{\"id\": nonsense}]");
  EXPECT_EQ(done.import.records_in, 2U);
  EXPECT_EQ(done.import.records + done.import.lost.size(), 2U);
  ASSERT_EQ(done.import.lost.size(), 1U);
  EXPECT_EQ(done.import.lost[0].line, 2U);
  Diagnostics found;
  ASSERT_EQ(read_imports(review.path(), found).size(), 1U);
  EXPECT_EQ(read_imports(review.path(), found)[0].lost.size(), 1U);
  EXPECT_THROW(import_text(review, "empty.ris", ""), Error);
  EXPECT_THROW(import_text(review, "photo.jpg", "\xFF\xD8\xFF\xE0 no references"), Error);
}

TEST(Import, ThatWasKilledIsNotThereAndIsPutRightByTheNext) {
  const test::TempDir review;
  const auto done = import_text(review, "export.ris", first);
  fs::remove(imports_folder(review.path()) / (done.import.id + ".json"));   // as a kill before the last write leaves it
  EXPECT_TRUE(ids(review.path()).empty());
  EXPECT_EQ(import_text(review, "export.ris", first).added, 1U);
  EXPECT_EQ(ids(review.path()).size(), 1U);
  Diagnostics found;
  EXPECT_EQ(read_records(review.path(), found).all()[0].sources.size(), 1U);   // its lines are there twice, and count once
}

TEST(Import, ThatWasKilledInALineHidesNoOther) {
  const test::TempDir review;
  const auto done = import_text(review, "export.ris", first);
  fs::remove(imports_folder(review.path()) / (done.import.id + ".json"));
  const auto lines = test::read(records_file(review.path()));
  review.write("records.jsonl", lines.substr(0, lines.size() / 2));
  import_text(review, "export.ris", first);
  import_text(review, "other.ris", second);
  Diagnostics found;
  EXPECT_EQ(read_records(review.path(), found).all().size(), 2U);
  EXPECT_EQ(found.errors(), 0U);
  EXPECT_EQ(found.warnings(), 1U);
}

TEST(Import, IsReadWithTheSameRecordsAndPlacesInEveryDetail) {
  const test::TempDir review;
  import_text(review, "b.ris", second + first + ris("A third, with its abstract", "", "AB  - Much is said here.\nKW  - alliance\n"));
  import_text(review, "a.ris", first, "PubMed", {2026, 2, 1});   // earlier by its day, though imported later
  std::ofstream(records_file(review.path()), std::ios::app) << "{\"title\": \"without an id\"}\n";
  Diagnostics found;
  const auto imports = read_imports(review.path(), found);
  const auto whole = read_imported_records(review.path(), imports, found);
  ASSERT_EQ(whole.size(), 3U);
  EXPECT_EQ(whole[0].sources.front().import, imports[0].id);
  EXPECT_EQ(whole[2].abstract(), "Much is said here.");
  for (const auto detail : {Detail::what_names_the_work, Detail::ids}) {
    Diagnostics also_found;
    const auto read = read_imported_records(review.path(), imports, also_found, detail);
    ASSERT_EQ(read.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(read[i].id, whole[i].id);
      EXPECT_EQ(read[i].sources, whole[i].sources);
      EXPECT_EQ(read[i].reference.title, detail == Detail::ids ? "" : whole[i].reference.title);
      EXPECT_EQ(read[i].abstract(), "");
    }
    EXPECT_EQ(also_found.warnings(), 1U);   // the line that holds no record
  }
}

TEST(Import, SaysWhichFileWasSpoilt) {
  const test::TempDir review;
  const auto done = import_text(review, "export.ris", first);
  review.write("imports/x.json", "no note");
  fs::remove(records_file(review.path()));
  Diagnostics found;
  read_records(review.path(), found);
  ASSERT_EQ(found.errors(), 2U);
  EXPECT_EQ(found.sorted()[0].where.file, "imports/x.json");
  EXPECT_EQ(found.sorted()[1].rule, "records.count");
}

TEST(Dedupe, OfAReviewMergesAndIsUndone) {
  const test::TempDir review;
  import_text(review, "scopus.ris", first + second);
  import_text(review, "pubmed.ris", ris("A MATCHED COMPARISON OF ALLIANCE CONTRACTS IN FIVE TOWNS", "", "AB  - Five towns were compared.\n"), "PubMed", {2026, 3, 2});
  Diagnostics found;
  const auto done = dedupe(review.path(), found);
  EXPECT_EQ(done.merged_now, 1U);
  EXPECT_EQ(done.clusters, (std::vector<std::vector<std::size_t>>{{0, 2}}));
  const auto records = read_records(review.path(), found);
  ASSERT_EQ(records.all().size(), 2U);
  EXPECT_EQ(records.all()[0].reference.doi, "10.5555/one");
  EXPECT_EQ(records.all()[0].abstract(), "Five towns were compared.");
  ASSERT_EQ(records.all()[0].sources.size(), 2U);
  const auto other = records.all()[0].sources[1].record;
  EXPECT_EQ(records.find(other), records.find(records.all()[0].id));
  EXPECT_EQ(dedupe(review.path(), found).merged_now, 0U);   // nothing is noted twice

  const std::vector<PairVerdict> apart{{std::min(other, records.all()[0].id), std::max(other, records.all()[0].id), false}};
  add_verdicts(review.path(), "ada", apart);
  EXPECT_EQ(ids(review.path()).size(), 3U);
  EXPECT_EQ(dedupe(review.path(), found).merged_now, 0U);
  EXPECT_EQ(ids(review.path()).size(), 3U);
}

// Two people import and find duplicates on two branches; both merge without a conflict, in whatever order.
TEST(Review, MergesInGit) {
  const auto git = program_in_path("git");
  if (git.empty()) GTEST_SKIP() << "git is not installed";
  const test::TempDir home;
  const auto run_git = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"});
    test::RunOptions options;
    options.working_folder = home.path();
    options.environment = {{"HOME", home.path()}, {"GIT_CONFIG_NOSYSTEM", "1"}};
    const auto ran = test::run(git, arguments, options);
    EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  };
  Diagnostics found;
  const auto work = [&](const std::string& person, const std::string& bytes, const std::string& database) {
    import_text(home, person + ".ris", bytes, database);
    dedupe(home.path(), found);
    add_verdicts(home.path(), person, std::vector<PairVerdict>{{"r1", "r2", false}});
    run_git({"add", "-A"});
    run_git({"commit", "-qm", person});
  };
  run_git({"init", "-q"});
  work("both", first + second, "Scopus");
  run_git({"checkout", "-qb", "ada"});
  work("ada", ris("A matched comparison of alliance contracts in five towns.", "") + ris("A third study of something that nobody else looked at", ""), "PubMed");
  run_git({"checkout", "-q", "main"});
  work("ben", ris("A MATCHED COMPARISON OF ALLIANCE CONTRACTS IN FIVE TOWNS", "") + ris("Waiting times after a change of provider in rural counties!", ""), "Embase");
  run_git({"merge", "-q", "--no-edit", "ada"});
  const auto merged = ids(home.path());
  EXPECT_EQ(merged.size(), 3U);
  EXPECT_EQ(dedupe(home.path(), found).review.size(), 0U);
  EXPECT_EQ(read_imports(home.path(), found).size(), 3U);
}

}  // namespace
}  // namespace fieldbook::review
