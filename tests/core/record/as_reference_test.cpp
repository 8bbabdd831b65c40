// A record as something to cite.
#include "core/record/as_reference.hpp"

#include <gmock/gmock.h>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::record {
namespace {

using testing::Contains;

TEST(AsReference, AnEvaluationIsTheStudyItReports) {
  const auto collection = read_collection(test::source("tests/fixtures/good"));
  const auto* const record = collection.find("marsh-2022-saltby");
  ASSERT_NE(record, nullptr);
  const auto reference = as_reference(collection, *record, "https://example.org/");
  EXPECT_EQ(reference.key, "marsh-2022-saltby");
  EXPECT_EQ(reference.doi, record->text("doi"));
  ASSERT_TRUE(reference.issued.has_value());
  EXPECT_EQ(reference.issued->year, record->date("year")->year);
  ASSERT_FALSE(reference.authors.empty());
  EXPECT_EQ(reference.authors.front().family, "Marsh");
}

TEST(AsReference, APracticeExampleIsAPageOfTheLibrary) {
  const auto collection = read_collection(test::source("tests/fixtures/good"));
  const auto* const record = collection.find("saltby-alliance");
  ASSERT_NE(record, nullptr);
  const auto reference = as_reference(collection, *record, "https://example.org/library");
  EXPECT_EQ(reference.type, "webpage");
  EXPECT_EQ(reference.title, record->title());
  EXPECT_EQ(reference.publisher, collection.schema.publisher);
  EXPECT_EQ(reference.url, "https://example.org/library/practice-examples/saltby-alliance.html");
  EXPECT_TRUE(reference.issued.has_value());
  EXPECT_EQ(as_reference(collection, *record).url, "");
  EXPECT_FALSE(reference.keywords.empty());
}

}  // namespace
}  // namespace fieldbook::record
