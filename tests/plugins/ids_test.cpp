// The ids that other rooms, records and published pages rely on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/plugins/shipped.hpp"

namespace fieldbook::test {
namespace {

struct Shipped {
  std::string slug, folder;
  std::vector<std::string> criteria, core;
};

const std::vector<Shipped>& shipped() {
  static const std::vector<Shipped> all = {
      {"strategic", "strategic",
       {"strategic.shared-needs", "strategic.single-priorities", "strategic.resource-transparency", "strategic.incentive-alignment",
        "strategic.whole-system", "strategic.buy-in", "strategic.capability", "strategic.engagement", "strategic.learning", "strategic.upstream"},
       {"strategic.shared-needs", "strategic.single-priorities", "strategic.whole-system"}},
      {"place-based", "place_based",
       {"place.defined-place", "place.people-in-control", "place.wider-determinants", "place.prevention", "place.wide-partners",
        "place.system-outcomes", "place.local-decision", "place.local-knowledge"},
       {"place.defined-place", "place.wide-partners", "place.local-decision"}},
      {"alliance", "alliance",
       {"alliance.equal-voice", "alliance.horizontal", "alliance.single-agreement", "alliance.commissioner-inside", "alliance.shared-risk",
        "alliance.common-performance", "alliance.whole-person", "alliance.third-sector", "alliance.trust-conduct"},
       {"alliance.equal-voice", "alliance.horizontal", "alliance.single-agreement", "alliance.shared-risk"}},
      {"collaborative", "collaborative",
       {"collaborative.people-place", "collaborative.shared-vision", "collaborative.flexible-funding", "collaborative.joint-governance",
        "collaborative.trust", "collaborative.learning", "collaborative.long-horizon", "collaborative.beyond-market",
        "collaborative.learning-accountability", "collaborative.partnership-capacity"},
       {"collaborative.shared-vision", "collaborative.joint-governance"}},
      {"co-production", "co_production",
       {"coproduction.co-commissioning", "coproduction.co-design", "coproduction.co-delivery", "coproduction.co-assessment",
        "coproduction.democratic-outcomes", "coproduction.assets", "coproduction.equal-power", "coproduction.good-life"},
       {"coproduction.co-commissioning", "coproduction.co-design", "coproduction.co-delivery", "coproduction.co-assessment"}},
      {"outcomes-based", "outcomes_based",
       {"outcomes.clear-outcomes", "outcomes.chosen-with-people", "outcomes.shared", "outcomes.provider-freedom",
        "outcomes.measurement", "outcomes.funding-link", "outcomes.capability", "outcomes.decommission"},
       {"outcomes.clear-outcomes", "outcomes.shared"}},
  };
  return all;
}

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file);
  EXPECT_TRUE(in) << file;
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Ids, ModulesManifestsRulesAndDescriptionsAgree) {
  const auto approaches = shipped_approaches();
  for (const auto& expected : shipped()) {
    const auto manifest = nlohmann::json::parse(contents(std::filesystem::path(FIELDBOOK_PLUGINS) / expected.slug / "manifest.json"));
    EXPECT_EQ(manifest.at("id"), expected.slug);
    std::vector<std::string> in_manifest, core;
    for (const auto& criterion : manifest.at("criteria")) {
      in_manifest.push_back(criterion.at("id"));
      if (criterion.value("core", false)) core.push_back(criterion.at("id"));
    }
    EXPECT_EQ(in_manifest, expected.criteria);
    EXPECT_EQ(core, expected.core);
    const auto approach = std::ranges::find(approaches, expected.slug, &Approach::slug);
    ASSERT_NE(approach, approaches.end());
    EXPECT_EQ(approach->rubric.criteria(), expected.criteria);

    std::istringstream described(contents(std::filesystem::path(FIELDBOOK_SOURCE) / "plugins" / expected.folder / "criteria.md"));
    std::vector<std::string> in_description;
    for (std::string line; std::getline(described, line);)
      if (line.starts_with("### `") && line.ends_with('`')) in_description.push_back(line.substr(5, line.size() - 6));
    EXPECT_EQ(in_description, expected.criteria);
  }
}

// Criteria that the gold passages are labelled for ahead of the assessor that will rate them.
const std::vector<std::string>& labelled_ahead() {
  static const std::vector<std::string> all = {
      "collaborative.people-place", "collaborative.shared-vision", "collaborative.flexible-funding", "collaborative.joint-governance",
      "collaborative.trust", "collaborative.learning", "collaborative.long-horizon", "collaborative.beyond-market",
      "collaborative.learning-accountability", "collaborative.partnership-capacity", "coproduction.co-commissioning", "coproduction.co-design",
      "coproduction.co-delivery", "coproduction.co-assessment", "coproduction.democratic-outcomes", "coproduction.assets",
      "coproduction.equal-power", "coproduction.good-life", "outcomes.clear-outcomes", "outcomes.chosen-with-people", "outcomes.shared",
      "outcomes.provider-freedom", "outcomes.measurement", "outcomes.funding-link", "outcomes.capability", "outcomes.decommission"};
  return all;
}

TEST(Ids, TheGoldSetNamesNoOther) {
  auto known = labelled_ahead();
  for (const auto& approach : shipped()) known.insert(known.end(), approach.criteria.begin(), approach.criteria.end());
  for (const auto* file : {"/train.jsonl", "/test.jsonl"})
    for (const auto& passage : assess::read_labelled(FIELDBOOK_GOLD + std::string(file)))
      for (const auto& [criterion, label] : passage.labels) EXPECT_THAT(known, testing::Contains(criterion)) << passage.id;
}

}  // namespace
}  // namespace fieldbook::test
