// Shards that die, hang or speak nonsense: the others answer, it is said, and nothing waits longer than it must.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <xapian.h>

#include "core/base/error.hpp"
#include "core/library/eval.hpp"
#include "tests/core/library/sharded.hpp"

namespace fieldbook::library {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr auto short_wait = 2'000ms;  // what a shard may take where one is late on purpose
constexpr auto enough = 30s;          // for a busy machine, and far less than waiting for ever

class ShardFaults : public testing::Test {
 protected:
  ShardFaults() {
    write(200);
    index_corpus(folder_.path() / "index", folder_.path() / "corpus.jsonl", {});
    sharded_ = std::make_unique<Sharded>(folder_.path() / "index");
  }

  void write(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i)
      lines += R"({"_id":"d)" + std::to_string(i) + R"(","title":"","text":"common word)" + std::to_string(i) + "\"}\n";
    folder_.write("corpus.jsonl", lines);
  }

  static Query all() { return {.words = "common", .limit = 1'000}; }

  // What is found where shard `number` is left out.
  Results without(Reader& reader, std::size_t number, const std::string& why) {
    const auto begin = std::chrono::steady_clock::now();
    auto results = reader.search(all());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, enough);
    EXPECT_EQ(results.total, 200 - sharded_->report().records[number]);
    EXPECT_THAT(results.hits, SizeIs(results.total));
    EXPECT_FALSE(results.total_is_exact);
    EXPECT_THAT(results.warnings, ElementsAre(HasSubstr(why)));
    return results;
  }

  Shards with_peer(const std::string& address) {
    auto shards = sharded_->shards(short_wait);
    shards.addresses[1] = address;
    return shards;
  }

  test::TempDir folder_;
  std::unique_ptr<Sharded> sharded_;
};

TEST_F(ShardFaults, ADeadShardIsLeftOutUntilItIsBack) {
  std::vector<std::string> said;
  auto shards = sharded_->shards();
  shards.warn = [&](const std::string& warning) { said.push_back(warning); };
  Reader reader(sharded_->report().front, shards);
  EXPECT_THAT(reader.search(all()).warnings, IsEmpty());
  sharded_->server(2).kill();
  without(reader, 2, "refused");
  without(reader, 2, "refused");
  EXPECT_THAT(said, ElementsAre(HasSubstr(sharded_->server(2).address())));
  sharded_->server(2).start();
  const auto results = reader.search(all());
  EXPECT_EQ(results.total, 200u);
  EXPECT_TRUE(results.total_is_exact);
  EXPECT_THAT(results.warnings, IsEmpty());
}

TEST_F(ShardFaults, AShardThatWasStartedAnewIsAskedAgainWithoutAWord) {
  auto reader = sharded_->by_front();
  reader.search(all());
  sharded_->server(0).kill();
  sharded_->server(0).start();
  const auto results = reader.search(all());
  EXPECT_EQ(results.total, 200u);
  EXPECT_THAT(results.warnings, IsEmpty());
}

TEST_F(ShardFaults, AShardThatHangsIsLeftOut) {
  Reader reader(sharded_->report().front, sharded_->shards(short_wait));
  reader.search(all());
  sharded_->server(3).pause();
  without(reader, 3, "within 2000 ms");
  const auto begin = std::chrono::steady_clock::now();
  without(reader, 3, "within 2000 ms");   // not waited for again so soon
  EXPECT_LT(std::chrono::steady_clock::now() - begin, enough);
  sharded_->server(3).resume();
}

TEST_F(ShardFaults, ARecordWhoseShardIsGoneCanStillBeShown) {
  auto reader = sharded_->by_front();
  for (std::size_t i = 0; i < Sharded::count; ++i) sharded_->server(i).kill();
  EXPECT_TRUE(reader.find("d7"));
  try {
    reader.search(all());
    FAIL() << "something was found";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Errc::unavailable);
    EXPECT_THAT(error.message(), HasSubstr("refused"));
    EXPECT_THAT(error.message(), HasSubstr("fieldbook shard serve"));
  }
}

TEST_F(ShardFaults, OnesThatAnswerNothingOrNonsenseAreLeftOut) {
  const auto greeting = test::greeting_of(sharded_->server(1).address());
  const std::vector<std::string> nonsense{
      "",                                                  // listens and is silent
      "HTTP/1.1 400 Bad Request\r\n\r\n" + std::string(1'000, 'x'),
      std::string(1'000, '\xff'),                          // a message without end
      std::string("\0\xff\xff\xff\xff\x7f", 6),            // one longer than memory
      greeting.substr(0, greeting.size() / 2),             // half a greeting
      greeting,                                            // a good greeting, and silence
      greeting + std::string(1'000, 'x'),                  // … and nonsense
      greeting + std::string(1'000, '\0'),
      greeting + std::string("\x01\x05wrong", 7),          // … an error
  };
  std::vector<std::unique_ptr<test::OddPeer>> peers;
  auto shards = sharded_->shards(short_wait);
  shards.addresses.pop_back();
  for (const auto& bytes : nonsense) shards.addresses.push_back(peers.emplace_back(std::make_unique<test::OddPeer>(bytes))->address());
  Reader reader(sharded_->report().front, shards);
  const auto begin = std::chrono::steady_clock::now();
  const auto results = reader.search(all());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, enough);
  EXPECT_EQ(results.total, 200 - sharded_->report().records[3]);
  EXPECT_FALSE(results.total_is_exact);
  EXPECT_THAT(results.warnings, SizeIs(nonsense.size()));
}

TEST_F(ShardFaults, OneThatBreaksOffAnywhereInASearchIsLeftOut) {
  std::size_t complete = 0, lacking = 0;
  for (const std::string& afterwards : {std::string(), std::string(500, 'x')}) {
    for (std::size_t bytes = 10; bytes < 400; bytes += 40) {
      const test::CuttingProxy proxy(sharded_->server(1).address(), {bytes}, afterwards);
      Reader reader(sharded_->report().front, with_peer(proxy.address()));
      const auto results = reader.search({.words = "common word7", .limit = 5});
      ASSERT_THAT(results.hits, SizeIs(5)) << bytes;
      const bool whole = results.warnings.empty();
      EXPECT_EQ(results.total, whole ? 200 : 200 - sharded_->report().records[1]) << bytes;
      EXPECT_EQ(results.total_is_exact, whole);
      ++(whole ? complete : lacking);
    }
  }
  EXPECT_GT(lacking, 5u);
}

// Two searches break off, and the shard still answers the least of questions: so the search is tried without the first shard.
// It breaks off again, and only now the shard answers nothing.
TEST_F(ShardFaults, TheOneThatASearchWasTriedWithoutComesBackWhereAnotherIsToBlame) {
  constexpr std::size_t in_a_search = 130, in_the_greeting = 10;
  const test::CuttingProxy proxy(sharded_->server(1).address(), {in_a_search, in_a_search, in_a_search, in_a_search, in_the_greeting}, "");
  Reader reader(sharded_->report().front, with_peer(proxy.address()));
  const auto results = reader.search({.words = "common word7", .limit = 5});
  EXPECT_EQ(results.total, 200 - sharded_->report().records[1]);
  EXPECT_THAT(results.warnings, ElementsAre(HasSubstr(proxy.address())));
}

TEST_F(ShardFaults, AnIndexOfAnotherKindIsLeftOut) {
  const auto foreign = folder_.path() / "foreign";
  Xapian::WritableDatabase(foreign.string(), Xapian::DB_CREATE).commit();
  const test::ShardServer server(foreign);
  Reader reader(sharded_->report().front, with_peer(server.address()));
  without(reader, 1, "no index that this version");
}

TEST_F(ShardFaults, KillingOneWhileMuchIsAskedLosesNothingElse) {
  std::atomic<bool> done = false;
  std::atomic<int> complete = 0, lacking = 0, wrong = 0;
  const auto left = 200 - sharded_->report().records[1];
  std::vector<std::jthread> threads;   // joined whatever happens here
  struct AtEnd {
    std::atomic<bool>& done;
    ~AtEnd() { done = true; }
  };
  const AtEnd at_end{done};
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      auto reader = sharded_->by_front();
      while (!done) {
        const auto results = reader.search(all());
        if (results.warnings.empty()) {
          ++(results.total == 200 ? complete : wrong);
        } else {
          ++(results.total == left && !results.total_is_exact ? lacking : wrong);
        }
      }
    });
  }
  const auto wait_for = [&](const std::atomic<int>& count) {
    for (const auto before = count.load(); count < before + 10;) std::this_thread::sleep_for(5ms);
  };
  wait_for(complete);
  sharded_->server(1).kill();
  wait_for(lacking);
  sharded_->server(1).start();
  wait_for(complete);
  done = true;
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST_F(ShardFaults, ANewSplitIsFoundByThoseThatAreOpen) {
  auto reader = sharded_->sharded();
  reader.search(all());
  write(220);
  index_corpus(folder_.path() / "index", folder_.path() / "corpus.jsonl", {});
  const auto between = reader.search(all());
  ASSERT_THAT(between.warnings, SizeIs(Sharded::count));
  EXPECT_THAT(between.warnings.front(), HasSubstr("another state"));
  sharded_->split();
  std::this_thread::sleep_for(1'100ms);   // what a state may be old
  const auto results = reader.search(all());
  EXPECT_EQ(results.total, 220u);
  EXPECT_THAT(results.warnings, IsEmpty());
}

TEST_F(ShardFaults, ASplitThatCannotBeIsRefused) {
  const auto refusal = [](const std::filesystem::path& index, std::size_t count, const std::filesystem::path& into) {
    try {
      split_index(index, count, into);
    } catch (const Error& error) {
      return error.message();
    }
    return std::string("it was made");
  };
  EXPECT_THAT(refusal(folder_.path() / "index", 0, folder_.path() / "x"), HasSubstr("1 to 64"));
  EXPECT_THAT(refusal(folder_.path() / "index", 65, folder_.path() / "x"), HasSubstr("1 to 64"));
  EXPECT_THAT(refusal(folder_.path() / "none", 2, folder_.path() / "x"), HasSubstr("no index"));
  EXPECT_THAT(refusal(sharded_->report().front, 2, folder_.path() / "x"), HasSubstr("itself a part"));
  EXPECT_THAT(refusal(sharded_->report().shards[0], 2, folder_.path() / "x"), HasSubstr("itself a part"));
  EXPECT_THAT(refusal(folder_.path() / "index", 2, sharded_->folder()), HasSubstr("holds more than 2"));
  EXPECT_EQ(shards_below(sharded_->folder()).size(), Sharded::count);
  std::filesystem::remove_all(sharded_->folder() / "shard-4");
  EXPECT_THROW(shards_below(sharded_->folder()), Error);
  EXPECT_THROW(shards_below(folder_.path()), Error);
}

}  // namespace
}  // namespace fieldbook::library
