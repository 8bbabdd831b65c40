#include "core/review/stopping.hpp"

#include <gtest/gtest.h>

namespace fieldbook::review {
namespace {

// Expected values from scipy.stats.hypergeom.cdf (1.10.1).
TEST(Hypergeometric, IsThatOfScipy) {
  EXPECT_NEAR(hypergeometric_at_most(0, 1000, 50, 58), 0.04662619008634613, 1e-11);
  EXPECT_NEAR(hypergeometric_at_most(1, 1000, 50, 100), 0.030773035266288502, 1e-11);
  EXPECT_EQ(hypergeometric_at_most(2, 20, 5, 18), 0);   // three at least are drawn
  EXPECT_NEAR(hypergeometric_at_most(3, 20, 5, 18), 0.05263157894736842, 1e-12);
  EXPECT_NEAR(hypergeometric_at_most(0, 100'000, 6, 40'000), 0.046651334405186345, 1e-9);
}

// k = floor(seen / recall - known before + 1), as Callaghan and Müller-Hansen define it; p again from scipy.
TEST(RecallTest, IsThatOfCallaghanAndMuellerHansen) {
  EXPECT_NEAR(p_recall_below(0.95, 100, {1500, 300, 0}), 0.26148765522717365, 1e-10);
  EXPECT_NEAR(p_recall_below(0.95, 100, {1500, 600, 0}), 0.046344983733471026, 1e-10);
  EXPECT_NEAR(p_recall_below(0.95, 100, {1500, 600, 1}), 0.15801964333219645, 1e-10);
  EXPECT_NEAR(p_recall_below(0.95, 19, {500, 100, 0}), 0.6396793587174349, 1e-10);   // 19 / 0.95 is 20 exactly
}

TEST(RecallTest, SaysNothingBeforeASampleAndAllWhenAllIsRead) {
  EXPECT_EQ(p_recall_below(0.95, 10, {500, 0, 0}), 1);
  EXPECT_EQ(p_recall_below(0.95, 10, {500, 500, 3}), 0);
  EXPECT_EQ(p_recall_below(0.5, 10, {5, 1, 0}), 0);   // eleven would have to be left among five
}

}  // namespace
}  // namespace fieldbook::review
