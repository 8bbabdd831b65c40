// Shards beside one index: what is found, how it is ranked and what is shown are the same.
#include "core/library/shards.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/library/index.hpp"
#include "core/library/shard_addresses.hpp"
#include "tests/core/library/sharded.hpp"

namespace fieldbook::library {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SameAnswers : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<test::TempDir>();
    refresh_index({.root = test::source("corpus"), .folder = folder_->path() / "index"});
    sharded_ = std::make_unique<Sharded>(folder_->path() / "index");
  }
  static void TearDownTestSuite() {
    sharded_.reset();
    folder_.reset();
  }

  static std::unique_ptr<test::TempDir> folder_;
  static std::unique_ptr<Sharded> sharded_;
};

std::unique_ptr<test::TempDir> SameAnswers::folder_;
std::unique_ptr<Sharded> SameAnswers::sharded_;

// All that a page says, on lines; scores to nine places.
std::string said(const Results& results) {
  std::string out = results.query + "|" + std::to_string(results.total) + (results.total_is_exact ? "" : " about") + " folded " +
                    std::to_string(results.folded) + " did you mean " + results.corrected.value_or("-") + " unknown " + join(results.unknown, ",") +
                    " drivers " + join(results.drivers, ",") + " added " + join(results.added, ",") + " warnings " + join(results.warnings, ",") + "\n";
  for (const auto& hit : results.hits) {
    out += hit.id + "|" + std::to_string(std::llround(hit.score * 1e9)) + "|" + hit.title + "|" + hit.snippet + "|" + hit.url + "|" +
           std::to_string(hit.folded) + "\n";
    for (const auto& [name, value] : hit.fields) out += "  " + name + "=" + value + "\n";
    for (const auto& why : hit.why) out += "  " + why + "\n";
  }
  for (const auto& [facet, counts] : results.facets) {
    for (const auto& count : counts) out += facet + " " + count.value + " " + count.label + " " + std::to_string(count.count) + "\n";
  }
  return out + (results.facets_are_exact ? "exact" : "about");
}

const std::vector<Query>& queries() {
  static const std::vector<Query> all{
      {.words = "alliance contracting homelessness"},
      {.words = "alliance AND homelessness"},
      {.words = "\"shared outcomes\" OR \"social impact bond\""},
      {.words = "\"young people\" AND (probation OR prison) NOT school"},
      {.words = "commission*"},
      {.words = "partner* board"},
      {.words = "title:commissioning trust"},
      {.words = "health NEAR care"},
      {.words = "homelesness allliance"},
      {.words = "zzzzzz"},
      {.words = "the"},
      {.words = "\"(\" ,"},
      {},
      {.words = "commissioning", .filters = {{"approach", "alliance"}, {"kind", "practice-example"}}},
      {.words = "housing", .from = Date{2012}, .to = Date{2020}},
      {.words = "outcomes", .sort = Sort::newest},
      {.words = "outcomes", .sort = Sort::title, .limit = 20, .offset = 5},
      {.words = "integration of care", .spread = {"place", "approach"}},
      {.words = "integration of care", .collapse = "approach"},
      {.words = "rough sleeping", .mode = Mode::recall},
      {.like = "A board of partners will commission support for people who are homeless, pooling budgets across the council and the NHS."}};
  return all;
}

TEST_F(SameAnswers, WithAllOfTheIndexOnThisMachine) {
  auto whole = sharded_->whole(), sharded = sharded_->sharded();
  for (auto query : queries()) {
    query.facets = query.explain = true;
    EXPECT_EQ(said(sharded.search(query)), said(whole.search(query))) << query.words;
    EXPECT_EQ(sharded.rank(query).size(), whole.rank(query).size()) << query.words;
  }
  EXPECT_EQ(said(sharded.similar("plymouth-alliance", 10)), said(whole.similar("plymouth-alliance", 10)));
  EXPECT_EQ(sharded.gist("Homeless, people"), whole.gist("people homeless"));
  EXPECT_EQ(sharded.size(), whole.size());
}

TEST_F(SameAnswers, WithWhatIsShownAloneOnThisMachine) {
  auto whole = sharded_->whole(), sharded = sharded_->by_front();
  for (auto query : queries()) {
    if (query.mode == Mode::recall) continue;   // what is learned from the best is weighed by their shards' statistics
    query.facets = query.explain = true;
    EXPECT_EQ(said(sharded.search(query)), said(whole.search(query))) << query.words;
  }
  EXPECT_THAT(sharded.search({.words = "rough sleeping", .mode = Mode::recall}).added, testing::Not(IsEmpty()));
  EXPECT_THAT(sharded.similar("plymouth-alliance", 10).hits, SizeIs(10));
  const auto entry = sharded.find("plymouth-alliance");
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->title, whole.find("plymouth-alliance")->title);
}

TEST_F(SameAnswers, AFrontIsNotSearchedAlone) {
  try {
    Reader reader(sharded_->report().front);
    FAIL() << "it was opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Errc::not_found);
    EXPECT_THAT(error.message(), HasSubstr("shards"));
  }
}

TEST_F(SameAnswers, AShardIsAnIndexOfItsOwn) {
  std::size_t all = 0, housing = 0;
  for (const auto& shard : sharded_->report().shards) {
    Reader reader(shard);
    all += reader.size();
    const auto results = reader.search({.words = "housing", .limit = 1'000, .facets = true});
    housing += results.total;
    for (const auto& hit : results.hits) EXPECT_THAT(hit.snippet, testing::Not(IsEmpty()));
  }
  auto whole = sharded_->whole();
  EXPECT_EQ(all, whole.size());
  EXPECT_EQ(housing, whole.search({.words = "housing"}).total);
}

TEST_F(SameAnswers, EveryShardSaysHowItIs) {
  auto shards = sharded_->shards();
  shards.addresses.push_back("127.0.0.1:" + std::to_string(test::free_port()));
  const auto states = look_at_shards(shards);
  ASSERT_THAT(states, SizeIs(Sharded::count + 1));
  for (std::size_t i = 0; i < Sharded::count; ++i) {
    EXPECT_TRUE(states[i].up) << states[i].problem;
    EXPECT_EQ(states[i].records, sharded_->report().records[i]);
    EXPECT_EQ(states[i].shard, i + 1);
    EXPECT_EQ(states[i].shards, Sharded::count);
    EXPECT_EQ(states[i].revision, revision_of(folder_->path() / "index"));
    EXPECT_GT(states[i].round_trip_ms, 0);
  }
  EXPECT_FALSE(states.back().up);
  EXPECT_THAT(states.back().problem, HasSubstr("refused"));
}

TEST(ShardAddress, IsReadOrRefused) {
  const auto tcp = parse_shard_address(" index.example.org:7001");
  EXPECT_EQ(tcp.host, "index.example.org");
  EXPECT_EQ(tcp.port, 7001u);
  EXPECT_EQ(parse_shard_address("[::1]:7001").host, "::1");
  const auto ssh = parse_shard_address("ssh  me@index.example.org   /srv/shard-1");
  EXPECT_EQ(ssh.port, 0u);
  EXPECT_EQ(ssh.host, "me@index.example.org");
  EXPECT_EQ(ssh.folder, "/srv/shard-1");
  for (const std::string bad : {"", ":", "host", "host:", ":7001", "host:0", "host:65536", "host:70o1", "host:-1", "ssh", "ssh host", "ssh host a b", "ssh -oProxyCommand=x /srv",
                                "ssh host /srv/;reboot", "ssh host $(x)", "ssh host -w", "-host:7001", "ho st:7001"}) {
    EXPECT_THROW(parse_shard_address(bad), Error) << bad;
  }
  EXPECT_THROW(parse_shard_address(std::string(100'000, 'a') + ":1"), Error);
  EXPECT_THROW(parse_shard_addresses(std::vector<std::string>(most_shards + 1, "127.0.0.1:7001")), Error);
}

}  // namespace
}  // namespace fieldbook::library
