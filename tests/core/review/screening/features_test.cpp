#include "core/review/screening/features.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace fieldbook::review {
namespace {

const std::vector<std::string> texts{"alliance contracts share risk", "alliance contracts alliance", "share of the risk", ""};

std::vector<double> values_of(const Features& features, std::size_t row) {
  std::vector<double> out;
  features.each(row, [&](std::uint32_t, double value) { out.push_back(value); });
  return out;
}

double square_of(const Features& features, std::size_t row) {
  double sum = features.own_square[row];
  for (const auto value : values_of(features, row)) sum += value * value;
  return sum;
}

// By hand: idf(alliance) = ln(5/3) + 1 = 1.510826, idf of what stands in one record ln(5/2) + 1 = 1.916291.
TEST(Features, AreTfIdfWithSmoothIdfAndUnitLength) {
  const auto features = features_of(texts, {.pairs = true, .sublinear = true, .most_records = 0.95});
  EXPECT_EQ(features.features, 13U);   // 6 words, 7 pairs
  EXPECT_EQ(features.columns, 5U);     // alliance, contracts, share, risk, alliance contracts
  EXPECT_EQ(features.cells, 7U + 4U + 7U);
  const double shared = std::log(5.0 / 3) + 1, alone = std::log(5.0 / 2) + 1, twice = 1 + std::log(2.0);
  const double length = std::sqrt(shared * shared * (twice * twice + 2) + alone * alone);
  ASSERT_EQ(values_of(features, 1).size(), 3U);
  EXPECT_NEAR(values_of(features, 1)[0], twice * shared / length, 1e-12);
  EXPECT_NEAR(features.own_sum[1], alone / length, 1e-12);
  for (const std::size_t row : {0U, 1U, 2U}) EXPECT_NEAR(square_of(features, row), 1, 1e-12);
  EXPECT_EQ(square_of(features, 3), 0);
}

TEST(Features, LeaveOutStopWordsAndWhatIsEverywhere) {
  EXPECT_EQ(features_of(texts, {.stop_words = true}).features, 4U);
  EXPECT_EQ(features_of(texts, {.most_records = 0.49}).features, 2U);   // of, the
}

TEST(Features, OfNothingAreNone) { EXPECT_EQ(features_of(std::vector<std::string>(), {.pairs = true}).rows(), 0U); }

}  // namespace
}  // namespace fieldbook::review
