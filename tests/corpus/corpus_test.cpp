// The whole library: it checks clean, holds what it should, and leaves no record alone.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/record/collection.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

// Warnings that stand with a reason: "file rule". None is needed at present.
const std::set<std::string> allowed_warnings;

TEST(Corpus, ChecksClean) {
  const auto ran = run(built_program("fieldbook"), {"--library", source("corpus").string(), "--format", "json", "check"});
  ASSERT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  const auto said = nlohmann::json::parse(ran.out);
  EXPECT_EQ(said.at("errors"), 0);
  EXPECT_EQ(said.at("skipped").size(), 0U);
  for (const auto& problem : said.at("diagnostics")) {
    const auto name = problem.at("file").get<std::string>() + " " + problem.at("rule").get<std::string>();
    EXPECT_TRUE(allowed_warnings.contains(name)) << problem.dump();
  }
}

class Library : public testing::Test {
 protected:
  static void SetUpTestSuite() { library = record::read_collection(source("corpus")); }
  static inline record::Collection library;
};

TEST_F(Library, HoldsEnoughOfEachKind) {
  std::map<std::string, std::size_t> count;
  for (const auto& record : library.records) ++count[record.kind];
  EXPECT_GE(count["practice-example"], 65U);
  EXPECT_GE(count["evaluation"], 44U);
  EXPECT_GE(count["design-principle"] + count["barrier"], 55U);
  EXPECT_EQ(count["approach"], 6U);
}

// Records that name no other and are named by none cannot be come upon while reading. Facets do not help here: every
// record has an approach. So each must be tied to another by a field or by a link in its text.
TEST_F(Library, LeavesNoRecordAlone) {
  std::set<std::string> tied;
  const auto tie = [&tied](const std::string& from, std::string_view written) {
    const auto* const to = library.find(written.substr(0, written.find('#')));
    if (to == nullptr || to->id == from) return;
    tied.insert(from);
    tied.insert(to->id);
  };
  for (const auto& record : library.records) {
    for (const auto& [name, field] : record.fields) {
      const auto* const rule = library.schema.field(name);
      if (rule == nullptr || (rule->type != record::FieldType::record && rule->type != record::FieldType::records)) continue;
      for (const auto& id : field.values) tie(record.id, id);
    }
    for (const auto& link : record.body.links) tie(record.id, link.target);
  }
  for (const auto& record : library.records) EXPECT_TRUE(tied.contains(record.id)) << record.file << " is tied to no other record";
}

TEST_F(Library, CitesEverySourceAndListsEachOnce) {
  std::set<std::string> cited;
  for (const auto& record : library.records) cited.insert(record.list("sources").begin(), record.list("sources").end());
  std::map<std::string, std::string> by_address;
  for (const auto& source : library.sources) {
    EXPECT_TRUE(cited.contains(source.key)) << source.key << " is cited by no record";
    for (const auto& address : {source.doi, source.url}) {
      if (address.empty()) continue;
      const auto [at, is_new] = by_address.emplace(address, source.key);
      EXPECT_TRUE(is_new || at->second == source.key) << source.key << " and " << at->second << " are one source: " << address;
    }
  }
}

}  // namespace
}  // namespace fieldbook::test
