#include "core/review/agreement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {
namespace {

TEST(Agreement, ReproducesPublishedKappas) {
  const auto cases = nlohmann::json::parse(test::read(test::source("tests/data/agreement/published-kappas.json")));
  ASSERT_GE(cases.size(), 5U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one["name"]);
    const auto seen = agreement(one["table"].get<AgreementTable>());
    EXPECT_NEAR(seen.kappa.value(), one["kappa"], 0.0005);
    for (const std::size_t end : {0U, 1U}) EXPECT_NEAR(seen.kappa_interval.value()[end], one["ci"][end], 0.002);
  }
}

// By hand; and the point of Byrt, Bishop and Carlin, that the same agreement has a lower kappa where prevalence is far from a half.
TEST(Agreement, HasItsCompanionsByHand) {
  const auto seen = agreement({{{40, 9}, {6, 45}}});
  EXPECT_EQ(seen.n, 100U);
  EXPECT_NEAR(seen.observed, 0.85, 1e-12);
  EXPECT_NEAR(seen.kappa.value(), 0.3492 / 0.4992, 1e-12);   // chance 0.49 * 0.46 + 0.51 * 0.54 = 0.5008
  EXPECT_NEAR(seen.pabak, 0.70, 1e-12);
  EXPECT_NEAR(seen.prevalence, 0.05, 1e-12);
  EXPECT_NEAR(seen.bias, 0.03, 1e-12);
  EXPECT_NEAR(seen.ac1, (0.85 - 2 * 0.525 * 0.475) / (1 - 2 * 0.525 * 0.475), 1e-12);

  const auto skewed = agreement({{{80, 9}, {6, 5}}});
  EXPECT_NEAR(skewed.pabak, 0.70, 1e-12);
  EXPECT_LT(skewed.kappa.value(), 0.35);
  EXPECT_GT(skewed.ac1, 0.75);
}

TEST(Agreement, IsUnknownWhereChanceExplainsAll) {
  EXPECT_EQ(agreement({}).n, 0U);
  EXPECT_FALSE(agreement({}).kappa.has_value());
  const auto same = agreement({{{7, 0}, {0, 0}}});
  EXPECT_FALSE(same.kappa.has_value());
  EXPECT_EQ(same.ac1, 1);
}

TEST(Agreement, IntervalIsClamped) { EXPECT_EQ(agreement({{{45, 1}, {1, 36}}}).kappa_interval.value()[1], 1); }

}  // namespace
}  // namespace fieldbook::review
