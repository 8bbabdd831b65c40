#include "core/assess/library_assessments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/assess/json.hpp"
#include "core/base/file.hpp"
#include "tests/core/assess/fixtures.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::assess {
namespace {

using fieldbook::test::TempDir;
using testing::ElementsAre;

record::Record a_record(const std::string& id, const std::string& words) {
  record::Record record;
  record.id = id;
  record.kind = "practice-example";
  record.fields["title"].values = {"The title of " + id};
  record.fields["places"].values = {"plymouth", "devon"};
  record.body.text = words;
  record.body.paragraphs = record.body.sentences = {{0, words.size()}};
  return record;
}

record::Collection a_collection() {
  record::Collection collection;
  for (const auto* id : {"barking", "croydon", "lambeth", "plymouth", "sheffield"}) {
    collection.records.push_back(a_record(id, std::string("An alliance in ") + id + "."));
  }
  return collection;
}

Catalogue a_catalogue(std::initializer_list<const char*> plugins) {
  Catalogue catalogue;
  for (const auto* plugin : plugins) {
    catalogue.assessors.push_back(test::hostile(plugin));
    catalogue.assessors.back().file_hash = sha256(fieldbook::test::read(catalogue.assessors.back().library));
  }
  return catalogue;
}

// By record id, in the order of the assessors' ids.
using LibraryAssessments = std::map<std::string, std::vector<Assessment>>;

LibraryAssessments kept(const TempDir& index, const record::Collection& collection, const Catalogue& catalogue) {
  const AssessmentCache cache(index.path(), catalogue);
  LibraryAssessments out;
  for (const auto& record : collection.records) out[record.id] = cache.of(record).all;
  return out;
}

std::string all_of(const LibraryAssessments& assessments) {
  std::string out;
  for (const auto& [id, list] : assessments) {
    for (const auto& one : list) out += id + " " + to_kept_json(one) + "\n";
  }
  return out;
}

struct Made {
  LibraryAssessments assessments;
  AssessReport report;
  std::size_t told = 0;
};

Made make(const TempDir& index, const record::Collection& collection, const Catalogue& catalogue,
          std::size_t workers = 2) {
  Made made;
  made.report = assess_library(
      index.path(), collection, catalogue, workers, [&](std::size_t done, std::size_t) { made.told = done; },
      [&](const record::Record& record, const Assessment& one) { made.assessments[record.id].push_back(one); });
  return made;
}

TEST(LibraryAssessments, AreMadeOnceAndKept) {
  const TempDir index;
  const auto collection = a_collection();
  const auto catalogue = a_catalogue({"good", "plain_c"});
  EXPECT_THAT(kept(index, collection, catalogue)["barking"], testing::IsEmpty());
  const auto first = make(index, collection, catalogue);
  EXPECT_EQ(first.report.made, 10U);
  EXPECT_EQ(first.report.from_cache, 0U);
  EXPECT_EQ(first.report.not_ok, 0U);
  EXPECT_EQ(first.told, 10U);
  ASSERT_EQ(first.assessments.size(), 5U);
  ASSERT_EQ(first.assessments.at("lambeth").size(), 2U);
  EXPECT_EQ(first.assessments.at("lambeth")[0].criteria.at(0).quotes.at(0).text, "An alliance in lambeth.");

  const auto second = make(index, collection, catalogue);
  EXPECT_EQ(second.report.made, 0U);
  EXPECT_EQ(second.report.from_cache, 10U);
  EXPECT_EQ(all_of(second.assessments), all_of(first.assessments));
  EXPECT_EQ(all_of(kept(index, collection, catalogue)), all_of(first.assessments));
}

TEST(LibraryAssessments, OfOneEditedRecordAreMadeAgain) {
  const TempDir index;
  auto collection = a_collection();
  const auto catalogue = a_catalogue({"good", "plain_c"});
  make(index, collection, catalogue);
  collection.records[2] = a_record("lambeth", "It ended.");
  const auto edited = make(index, collection, catalogue);
  EXPECT_EQ(edited.report.made, 2U);
  EXPECT_EQ(edited.assessments.at("lambeth")[0].criteria[0].quotes[0].text, "It ended.");
  collection.records[3].fields["places"].values = {"cornwall"};  // assessors see fields too
  EXPECT_EQ(make(index, collection, catalogue).report.made, 2U);
}

TEST(LibraryAssessments, ByOneMorePluginStandBesideThoseThereAre) {
  const TempDir index;
  const auto collection = a_collection();
  const auto before = make(index, collection, a_catalogue({"good"}));
  const auto after = make(index, collection, a_catalogue({"good", "plain_c"}));
  EXPECT_EQ(after.report.made, 5U);
  EXPECT_EQ(after.report.from_cache, 5U);
  EXPECT_EQ(to_kept_json(after.assessments.at("lambeth")[0]), to_kept_json(before.assessments.at("lambeth")[0]));
  EXPECT_EQ(fieldbook::test::tree(index.path()).size(), 5U) << "one file a text";
}

TEST(LibraryAssessments, DoNotDependOnTheNumberOfWorkers) {
  const auto collection = a_collection();
  const auto catalogue = a_catalogue({"good", "echoes"});
  const TempDir one, three;
  EXPECT_EQ(all_of(make(one, collection, catalogue, 1).assessments),
            all_of(make(three, collection, catalogue, 3).assessments));
  EXPECT_EQ(fieldbook::test::tree(one.path()), fieldbook::test::tree(three.path()));
}

TEST(LibraryAssessments, ThatFailedAreTriedAgainNextTime) {
  const TempDir index;
  const auto collection = a_collection();
  const auto catalogue = a_catalogue({"segv", "good"});
  const auto made = make(index, collection, catalogue, 1);
  EXPECT_EQ(made.report.not_ok, 5U);
  EXPECT_EQ(made.assessments.at("barking")[0].outcome, Outcome::crashed);
  EXPECT_EQ(made.assessments.at("barking")[1].outcome, Outcome::ok);
  const auto again = make(index, collection, catalogue, 1);
  EXPECT_EQ(again.report.made, 5U);
  EXPECT_EQ(again.report.from_cache, 5U);
}

TEST(LibraryAssessments, AreMadeAgainWhereTheCacheIsDamaged) {
  const TempDir index;
  const auto collection = a_collection();
  const auto catalogue = a_catalogue({"good"});
  const auto first = make(index, collection, catalogue);
  const auto files = fieldbook::test::tree(index.path());
  ASSERT_EQ(files.size(), 5U);
  auto file = files.begin();
  index.write(file->first, "");
  index.write((++file)->first, "{\"assessor\":");
  auto elsewhere = (++file)->second;
  elsewhere.replace(elsewhere.find("\"begin\":0"), 9, "\"begin\":9");
  index.write(file->first, elsewhere);
  const auto second = make(index, collection, catalogue);
  EXPECT_EQ(second.report.made, 3U);
  EXPECT_EQ(all_of(second.assessments), all_of(first.assessments));
}

TEST(LibraryAssessments, FindNothingInTheLibraryItself) {
  const TempDir index;
  const auto made = make(index, a_collection(), a_catalogue({"searches"}));
  EXPECT_EQ(made.report.not_ok, 0U);
  EXPECT_THAT(made.assessments.at("plymouth")[0].searches, ElementsAre("alliance"));
}

TEST(LibraryAssessments, LeaveOutWhatIsNotAllowed) {
  const TempDir index;
  auto catalogue = a_catalogue({"good", "plain_c"});
  catalogue.assessors[0].allowed = false;
  const auto made = make(index, a_collection(), catalogue);
  EXPECT_EQ(made.report.made, 5U);
  EXPECT_EQ(made.assessments.at("plymouth").size(), 1U);
}

TEST(TextOf, ARecordIsItsBodyWithItsFieldsBesideIt) {
  const auto text = text_of(a_record("plymouth", "An alliance."));
  EXPECT_EQ(text.id, "plymouth");
  EXPECT_EQ(text.title, "The title of plymouth");
  EXPECT_EQ(text.body.text, "An alliance.");
  EXPECT_TRUE(text.is_record);
  EXPECT_THAT(text.fields, ElementsAre(std::pair("kind", "practice-example"), std::pair("places", "plymouth"),
                                       std::pair("places", "devon"), std::pair("title", "The title of plymouth")));
}

}  // namespace
}  // namespace fieldbook::assess
