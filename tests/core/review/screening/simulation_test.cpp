// Orders made with scikit-learn are reproduced: tests/data/screening.
#include "core/review/screening/simulation.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/review/screening/labelled.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::review {
namespace {

const LabelledRecords& nudging() {
  static const auto data = [] {
    Diagnostics found;
    return read_labelled(test::run("/bin/gzip", {"-dc", test::source("tests/data/screening/nudging.csv.gz")}).out, "nudging.csv", {.label = "included"}, found);
  }();
  return data;
}

nlohmann::json golden(const std::string& model) { return nlohmann::json::parse(test::read(test::source("tests/data/screening/nudging." + model + ".json"))); }

// At each step, with the golden order followed so far, the next record must be the golden one.
std::size_t steps_that_differ(Ranker& ranker, const std::vector<std::size_t>& order, std::size_t steps) {
  std::size_t differ = 0;
  for (std::size_t at = 0; at < steps; ++at) {
    if (at >= 2) {
      const auto next = ranker.next().value();
      const bool equal = next == order[at] || ranker.scores()[next] - ranker.scores()[order[at]] < 1e-9;
      if (!equal) ++differ;
    }
    ranker.judge(order[at], nudging().relevant[order[at]]);
  }
  return differ;
}

TEST(Ranker, FollowsScikitLearnsNaiveBayesStepByStep) {
  const auto expected = golden("u3_nb");
  Ranker ranker(nudging().texts, Model::nb);
  EXPECT_EQ(ranker.features().features, expected["features"]);
  EXPECT_EQ(ranker.features().cells, expected["nnz"]);
  const auto order = expected["order"].get<std::vector<std::size_t>>();
  EXPECT_EQ(steps_that_differ(ranker, order, order.size()), 0U);
}

TEST(Ranker, FollowsScikitLearnsSvm) {
  const auto expected = golden("u4_svm");
  Ranker ranker(nudging().texts, Model::svm);
  EXPECT_EQ(ranker.features().features, expected["features"]);
  EXPECT_EQ(ranker.features().cells, expected["nnz"]);
  EXPECT_LE(steps_that_differ(ranker, expected["order"].get<std::vector<std::size_t>>(), 300), 2U);   // liblinear stops at 1e-4
}

TEST(Simulation, MeasuresWhatTheGoldenRunMeasured) {
  const auto expected = golden("u3_nb");
  const auto seen = simulate(nudging().texts, nudging().relevant, {.model = Model::nb});
  EXPECT_EQ(seen.order.size(), nudging().texts.size());
  EXPECT_EQ(seen.priors, 2U);
  EXPECT_NEAR(work_saved_percent(seen, 0.95), expected["metrics"]["wss95"], 1e-6);
  EXPECT_NEAR(work_saved_percent(seen, 1), expected["metrics"]["wss100"], 1e-6);
  EXPECT_NEAR(relevant_found_percent(seen, 0.05), expected["metrics"]["rrf5"], 1e-6);
  EXPECT_NEAR(relevant_found_percent(seen, 0.1), expected["metrics"]["rrf10"], 1e-6);
  EXPECT_NEAR(relevant_found_percent(seen, 0.2), expected["metrics"]["rrf20"], 1e-6);
  EXPECT_NEAR(time_to_discovery_percent(seen), expected["metrics"]["atd"], 1e-6);
}

const std::vector<std::string> few{"alliance contract for homelessness", "fish in the sea", "an alliance contract", "fish and chips", ""};

TEST(Ranker, ForgetsWhatIsUnsaid) {
  for (const auto model : {Model::nb, Model::svm}) {
    Ranker straight(few, model), wandering(few, model);
    straight.judge(0, true);
    straight.judge(1, false);
    wandering.judge(1, true);
    wandering.judge(3, true);
    wandering.judge(2, false);
    wandering.scores();
    wandering.judge(2, std::nullopt);
    wandering.judge(3, std::nullopt);
    wandering.judge(1, false);
    EXPECT_FALSE(wandering.can_rank());
    wandering.judge(0, true);
    EXPECT_EQ(straight.order(), (std::vector<std::size_t>{2, 4, 3}));
    EXPECT_EQ(wandering.order(), straight.order());
    for (std::size_t i = 0; i < few.size(); ++i) EXPECT_NEAR(wandering.scores()[i], straight.scores()[i], 2e-3);
  }
}

TEST(Ranker, KeepsTheRecordsOrderBeforeItCanLearn) {
  Ranker ranker(few, Model::svm);
  EXPECT_EQ(ranker.next(), 0U);
  ranker.judge(0, true);
  EXPECT_EQ(ranker.order(), (std::vector<std::size_t>{1, 2, 3, 4}));
}

TEST(Simulation, RefusesWhatCannotBeReplayed) {
  EXPECT_THROW(simulate(few, {false, false, false, false, false}), Error);
  EXPECT_THROW(simulate(few, {true, true, true, true, true}), Error);
  EXPECT_THROW(simulate(few, {true, false, true, false, false}, {.priors = {0, 2}}), Error);
  EXPECT_THROW(simulate(few, {true, false, true, false, false}, {.priors = {0, 5}}), Error);
}

TEST(Simulation, WithNothingLeftToFindSavesNothing) {
  const auto seen = simulate(few, {true, false, false, false, false});
  EXPECT_EQ(seen.order.size(), 5U);
  EXPECT_EQ(work_saved_percent(seen, 0.95), 0);
  EXPECT_EQ(relevant_found_percent(seen, 0.1), 0);
}

}  // namespace
}  // namespace fieldbook::review
