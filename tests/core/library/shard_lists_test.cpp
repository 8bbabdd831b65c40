// The first ten of four shards beside those of one database, ids and scores, for queries drawn from the documents: any of
// the words, all of them, a phrase, a beginning. FIELDBOOK_SHARDS_CORPUS, a corpus.jsonl of BEIR's form, takes the place
// of the invented documents, and FIELDBOOK_SHARDS_QUERIES says how many queries are drawn from it.
#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "core/library/eval.hpp"
#include "core/library/stop_words.hpp"
#include "tests/core/library/sharded.hpp"

namespace fieldbook::library {
namespace {

using Ranking = std::vector<std::pair<std::string, double>>;

constexpr std::size_t top = 10;

std::vector<std::string> invented_texts() {
  std::mt19937 random(5);
  std::vector<std::string> out;
  for (int i = 0; i < 600; ++i) {
    std::string text;
    for (auto left = 20 + random() % 80; left > 0; --left) {
      const auto rank = static_cast<unsigned>(std::exp(std::uniform_real_distribution(0.0, std::log(2'000.0))(random)));
      text += "w" + std::string(1, static_cast<char>('a' + rank % 7)) + "or" + std::to_string(rank) + "d ";
    }
    out.push_back(text);
  }
  return out;
}

// Texts, and a corpus.jsonl of them.
std::pair<std::vector<std::string>, std::filesystem::path> corpus(const test::TempDir& folder) {
  std::vector<std::string> texts;
  if (const auto* const chosen = std::getenv("FIELDBOOK_SHARDS_CORPUS"); chosen != nullptr) {
    std::ifstream in(chosen);
    for (std::string line; std::getline(in, line);) texts.push_back(nlohmann::json::parse(line).at("text").get<std::string>());
    return {texts, chosen};
  }
  texts = invented_texts();
  std::string lines;
  for (std::size_t i = 0; i < texts.size(); ++i)
    lines += nlohmann::json{{"_id", "d" + std::to_string(1'000 + i)}, {"title", texts[i].substr(0, 20)}, {"text", texts[i]}}.dump() + "\n";
  return {texts, folder.write("corpus.jsonl", lines)};
}

class Queries {
 public:
  explicit Queries(const std::vector<std::string>& texts) : texts_(texts), random_(11) {}

  std::string draw(std::size_t kind) {
    for (;;) {
      const auto words = words_of(texts_[random_() % texts_.size()]);
      if (words.size() < 6) continue;
      const auto any = [&] { return words[random_() % words.size()]; };
      std::string out = any();
      if (kind == 0) {
        for (auto more = 1 + random_() % 3; more > 0; --more) out += " " + any();
      } else if (kind == 1) {
        for (auto more = 1 + random_() % 2; more > 0; --more) out += " AND " + any();
      } else if (kind == 2) {
        const auto at = random_() % (words.size() - 1);
        out = "\"" + words[at] + " " + words[at + 1] + "\"";
      } else {
        if (out.size() < 4) continue;
        out = out.substr(0, std::min<std::size_t>(5, out.size() - 1)) + "*";
        if (random_() % 2 == 0) out += " " + any();
      }
      return out;
    }
  }

 private:
  // Words that stand side by side in the text, but for those without weight.
  static std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : text + " ") {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        word += c;
      } else if (!word.empty()) {
        if (!is_stop_word(word)) out.push_back(word);
        word.clear();
      }
    }
    return out;
  }

  const std::vector<std::string>& texts_;
  std::mt19937 random_;
};

// Where two weigh the same but for the order of adding up, nobody can say which goes first.
bool same(const Ranking& one, const Ranking& other) {
  return std::ranges::equal(one, other, [](const auto& a, const auto& b) { return a.first == b.first && std::abs(a.second - b.second) < 1e-9; });
}

TEST(ShardLists, AreThoseOfOneDatabase) {
  const test::TempDir folder;
  const auto [texts, file] = corpus(folder);
  index_corpus(folder.path() / "index", file, {});
  const Sharded index(folder.path() / "index");
  auto whole = index.whole(), sharded = index.by_front();
  Queries queries(texts);
  constexpr std::array kinds{"any word", "all words", "phrase", "beginning"};
  const auto each = static_cast<std::size_t>(test::times_asked("FIELDBOOK_SHARDS_QUERIES", 160)) / kinds.size();
  std::size_t differ = 0, empty = 0, hits = 0;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    std::size_t of_kind = 0;
    for (std::size_t i = 0; i < each; ++i) {
      const Query query{.words = queries.draw(kind), .limit = top, .exact = true};
      const auto expected = whole.rank(query), seen = sharded.rank(query);
      empty += expected.empty();
      hits += expected.size();
      if (same(expected, seen)) continue;
      if (++of_kind <= 5) {
        std::printf("differs: %s\n", query.words.c_str());
        for (std::size_t at = 0; at < std::max(expected.size(), seen.size()); ++at)
          std::printf("  %s %.17g | %s %.17g\n", at < expected.size() ? expected[at].first.c_str() : "-", at < expected.size() ? expected[at].second : 0,
                      at < seen.size() ? seen[at].first.c_str() : "-", at < seen.size() ? seen[at].second : 0);
      }
    }
    std::printf("%s: %zu of %zu differ\n", kinds.at(kind), of_kind, each);
    differ += of_kind;
  }
  std::printf("%zu queries of %zu documents in %zu shards: %zu differ; %zu found nothing, %zu hits in all\n", each * kinds.size(), texts.size(), Sharded::count, differ, empty, hits);
  EXPECT_EQ(differ, 0u);
  EXPECT_LT(empty, each) << "these queries compare nothing with nothing";
}

}  // namespace
}  // namespace fieldbook::library
