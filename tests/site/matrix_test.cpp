#include "site/pages/matrix.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/site/site_check.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::site {
namespace {

using testing::HasSubstr;

std::size_t index(const std::vector<Heading>& headings, const std::string& id) {
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (headings[i].id == id) return i;
  }
  ADD_FAILURE() << "no heading " << id;
  return 0;
}

class GapMap : public testing::Test {
 protected:
  const Cell& cell(const Matrix& matrix, const std::string& row, const std::string& column) {
    return matrix.at(index(matrix.rows, row), index(matrix.columns, column));
  }

  Edition edition_{record::read_collection(test::source("tests/fixtures/good")), {}, {}, {.base_url = {}, .date = {}}};
};

TEST_F(GapMap, CountsEvaluationsByStrengthAndFindingsByDirection) {
  const auto matrix = effectiveness(edition_, edition_.records());
  const auto& housing = cell(matrix, "alliance", "housing");
  ASSERT_EQ(housing.records.size(), 1U);
  EXPECT_EQ(housing.records[0]->id, "marsh-2022-saltby");
  EXPECT_EQ(housing.by_weight, (std::array<std::size_t, weights>{0, 1, 0}));
  EXPECT_EQ(housing.directions.at("better"), 1U);
  EXPECT_FALSE(housing.only_weakest);
  EXPECT_EQ(matrix.records.size(), 2U);
}

TEST_F(GapMap, KeepsAbsoluteGapsApartFromVeryLimitedEvidence) {
  const auto matrix = effectiveness(edition_, edition_.records());
  EXPECT_TRUE(cell(matrix, "place-based", "health").only_weakest);
  EXPECT_TRUE(cell(matrix, "strategic", "health").gap());
  EXPECT_FALSE(cell(matrix, "strategic", "health").only_weakest);
}

TEST_F(GapMap, OfImplementationCountsWhatIsWrittenUnderAHeading) {
  const auto matrix = implementation(edition_, edition_.records());
  EXPECT_EQ(cell(matrix, "alliance", "what-was-difficult").records.size(), 1U);
  EXPECT_TRUE(cell(matrix, "outcomes-based", "what-was-difficult").gap());
  EXPECT_EQ(cell(matrix, "outcomes-based", "what-to-learn").records.size(), 1U);
}

TEST_F(GapMap, HasARowForProgramsForEachCell) {
  const auto matrix = effectiveness(edition_, edition_.records());
  const auto csv = matrix_csv(edition_, matrix);
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')),
            1 + matrix.rows.size() * matrix.columns.size());
  EXPECT_THAT(csv, HasSubstr("row,column,records,strong,moderate,weaker,findings-better,"));
  EXPECT_THAT(csv, HasSubstr("alliance,housing,1,0,1,0,1,"));
  EXPECT_THAT(csv, HasSubstr("place-based,health,1,0,0,1,0,0,0,0,1,only-very-limited\r\n"));
  const auto json = nlohmann::json::parse(matrix_json(edition_, matrix));
  EXPECT_EQ(json["as_of"], "2024-05-01");
  EXPECT_EQ(json["rows"].size(), matrix.rows.size());
}

TEST(CsvField, IsNeverAFormula) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,\"b\"\n"), "\"a,\"\"b\"\"\n\"");
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r"})
    EXPECT_EQ(csv_field(start + "1")[start == "\r" ? 1 : 0], '\'') << start;
}

// Each number leads to the list of what it counts.
TEST(GapMapPages, LeadToTheirRecords) {
  test::TempDir folder;
  ASSERT_EQ(test::publish(test::source("tests/fixtures/good"), folder.path() / "site").exit_code, 0);
  const auto map = test::read(folder.path() / "site/maps/effectiveness.html");
  EXPECT_THAT(test::links_of_page(map), testing::Contains("../maps/effectiveness/alliance/housing.html"));
  EXPECT_THAT(test::text_of_page(map),
              HasSubstr("1 evaluation, Alliance contracting, Housing and homelessness: 1 moderate; Better: 1"));
  EXPECT_THAT(test::text_of_page(map), HasSubstr("Nothing but very limited evidence"));
  const auto list = test::read(folder.path() / "site/maps/effectiveness/alliance/housing.html");
  EXPECT_THAT(test::links_of_page(list), testing::Contains("../../../evaluations/marsh-2022-saltby.html"));
  const auto told = test::read(folder.path() / "site/maps/implementation/alliance/what-was-difficult.html");
  EXPECT_THAT(test::text_of_page(told), HasSubstr("Trust took two years."));
}

}  // namespace
}  // namespace fieldbook::site
