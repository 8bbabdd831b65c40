#include "core/wire/patience.hpp"

#include <gtest/gtest.h>

namespace fieldbook::wire {
namespace {

using namespace std::chrono_literals;

TEST(Patience, EndsAfterItsTime) {
  Patience::Clock::time_point now{};
  Patience patience(20s, now);
  for (int i = 0; i < 79; ++i) EXPECT_GT(patience.left(now += Patience::slice), 0ms) << i;
  EXPECT_EQ(patience.left(now), Patience::slice) << "looking costs nothing";
  EXPECT_EQ(patience.left(now += Patience::slice), 0ms);
  EXPECT_LT(patience.left(now + 1ms), 0ms);
}

TEST(Patience, LosesAMomentToAStop) {
  Patience::Clock::time_point now{};
  Patience patience(20s, now);
  EXPECT_EQ(patience.left(now += 1h), 20s - Patience::most_a_look);
  EXPECT_EQ(patience.left(now += 1ms), 20s - Patience::most_a_look - 1ms) << "and goes on from there";
}

TEST(Patience, IsNotRoundedAway) {
  Patience::Clock::time_point now{};
  Patience patience(1ms, now);
  EXPECT_EQ(patience.left(now += 300us), 1ms);
  EXPECT_EQ(patience.left(now += 699us), 1ms);
  EXPECT_EQ(patience.left(now += 1us), 0ms);
}

}  // namespace
}  // namespace fieldbook::wire
