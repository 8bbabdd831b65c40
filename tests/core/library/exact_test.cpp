// The exact top of a ranking, in one database and in four shards. Xapian 1.4.22's matcher may drop a true hit of an
// OR query with three words or more when it is let to stop early.
#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "core/library/eval.hpp"
#include "core/library/store.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {
namespace {

constexpr int documents = 800, queries = 2'000, shards = 4;

// Words of a Zipf-like spread, so that common and rare ones meet.
class Words {
 public:
  std::string one() {
    const auto rank = static_cast<unsigned>(std::exp(std::uniform_real_distribution(0.0, std::log(3'000.0))(random_)));
    return "zq" + std::to_string(rank) + "x";
  }
  std::string text(std::size_t size) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) out += one() + ' ';
    return out;
  }
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  std::mt19937 random_{99};
};

class Exact : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<test::TempDir>();
    std::string all;
    std::array<std::string, shards> parts;
    Words words;
    for (int i = 0; i < documents; ++i) {
      const auto line = R"({"_id":"d)" + std::to_string(10'000 + i) + R"(","title":")" + words.text(5) +
                        R"(","text":")" + words.text(20 + words.below(100)) + "\"}\n";
      all += line;
      parts[static_cast<std::size_t>(i) % shards] += line;
    }
    std::string stub;
    for (int i = 0; i < shards; ++i) {
      const auto name = "shard-" + std::to_string(i);
      index_corpus(folder_->path() / name, folder_->write(name + ".jsonl", parts[static_cast<std::size_t>(i)]), {});
      stub += "auto ../" + name + "/" + current_database(folder_->path() / name) + "\n";
    }
    folder_->write("sharded/XAPIANDB", stub);
    index_corpus(folder_->path() / "single", folder_->write("all.jsonl", all), {});
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::unique_ptr<test::TempDir> folder_;
};

std::unique_ptr<test::TempDir> Exact::folder_;

TEST_F(Exact, NoHitIsMissedInOneDatabaseOrInShards) {
  Reader single(folder_->path() / "single"), sharded(folder_->path() / "sharded");
  ASSERT_EQ(sharded.size(), std::size_t{documents});
  Words words;
  int missed = 0, differing = 0;
  for (int i = 0; i < queries; ++i) {
    const auto text = words.text(2 + words.below(4));
    auto full = single.rank({.words = text, .limit = documents, .exact = true});
    const auto top = single.rank({.words = text, .limit = 10, .exact = true});
    const auto top_of_shards = sharded.rank({.words = text, .limit = 10, .exact = true});
    full.resize(std::min<std::size_t>(full.size(), 10));
    missed += top != full;
    bool same = top_of_shards.size() == full.size();
    for (std::size_t k = 0; same && k < full.size(); ++k)
      same = top_of_shards[k].first == full[k].first && std::abs(top_of_shards[k].second - full[k].second) < 1e-9;
    differing += !same;
  }
  EXPECT_EQ(missed, 0);
  EXPECT_EQ(differing, 0);
}

}  // namespace
}  // namespace fieldbook::library
