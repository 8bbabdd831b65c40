#include "core/assess/assessment.hpp"

#include <gtest/gtest.h>

namespace fieldbook::assess {
namespace {

TEST(Words, OfRatingsAndOutcomesAreTheContract) {
  EXPECT_EQ(name(Rating::contradicted), "contradicted");
  EXPECT_EQ(name(Rating::established), "established");
  EXPECT_EQ(name(Outcome::timed_out), "timed-out");
  EXPECT_EQ(name(Outcome::out_of_cpu), "out-of-cpu");
  EXPECT_EQ(name(Outcome::broke_protocol), "broke-protocol");
  EXPECT_EQ(rating_named("partial"), Rating::partial);
  EXPECT_EQ(rating_named("planned"), std::nullopt);
  EXPECT_EQ(outcome_named("crashed"), Outcome::crashed);
  EXPECT_EQ(outcome_named("timed out"), std::nullopt);
}

// A letter a criterion: e established, p partial, - absent, x contradicted; capitals are core.
std::vector<Rated> rated(std::string_view letters) {
  std::vector<Rated> out;
  for (const char c : letters) {
    const bool core = c == 'E' || c == 'P' || c == '_' || c == 'X';
    const auto rating = c == 'e' || c == 'E'   ? Rating::established
                        : c == 'p' || c == 'P' ? Rating::partial
                        : c == 'x' || c == 'X' ? Rating::contradicted
                                               : Rating::absent;
    out.push_back({rating, core});
  }
  return out;
}

TEST(OverallFit, FollowsTheRule) {
  struct Case {
    const char* criteria;
    std::size_t core_needed;
    int fit;
    const char* why;
  };
  constexpr Case cases[] = {
      {"", 0, 0, "no criteria"},
      {"_--------", 0, 0, "nothing is there"},
      {"X--xx----", 0, 0, "the opposite is not the approach"},
      {"_-p------", 0, 1, "one plan"},
      {"_-pp-----", 0, 1, "two plans"},
      {"_-e------", 0, 1, "one of nine"},
      {"_-ppp----", 0, 1, "several plans, nothing established"},
      {"_-epp----", 0, 2, "a third, one established"},
      {"P-ppppp--", 0, 2, "a plan that covers most"},
      {"E-eepp---", 0, 3, "half and more, the core established"},
      {"P-eepp---", 0, 2, "half and more, the core only planned"},
      {"EE_-eeee-", 2, 3, "two of three core criteria are enough where two are needed"},
      {"EE_-eeee-", 0, 2, "all three are needed where nothing else is said"},
      {"E--------", 0, 1, "the core alone is not half"},
      {"pppp----", 0, 1, "half planned is not most"},
      {"eeee----", 0, 3, "no core criteria to wait for"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(overall_fit(rated(one.criteria), one.core_needed), one.fit) << one.criteria << ": " << one.why;
  }
}

TEST(PlaceInWords, IsWhatAReaderFinds) {
  EXPECT_EQ(place_in_words({.where = {}, .text = {}, .page = 3, .heading = "Aims"}), "page 3, under “Aims”");
  EXPECT_EQ(place_in_words({.where = {}, .text = {}, .page = 3}), "page 3");
  EXPECT_EQ(place_in_words({.where = {}, .text = {}, .paragraph = 2, .sentence = 1}), "paragraph 2, sentence 1");
  EXPECT_EQ(place_in_words({}), "");
  EXPECT_EQ(place_in_words({.where = {}, .text = {}, .heading = std::string(100, 'x')}), "under “" + std::string(80, 'x') + "…”");
}

}  // namespace
}  // namespace fieldbook::assess
