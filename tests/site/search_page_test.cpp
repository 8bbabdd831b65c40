// The search page must find what `fieldbook search` finds and weigh it the same: its scripts are run by node on the
// whole published corpus, and held against the index.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>

#include "core/library/index.hpp"
#include "core/library/postings.hpp"
#include "core/library/search.hpp"
#include "core/record/collection.hpp"
#include "tests/site/site_check.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr double weights_alike = 1e-4, ties = 1e-9;
constexpr std::size_t everything = 100'000;

fs::path node() {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (fs::exists(fs::path(folder) / "node")) return fs::path(folder) / "node";
  }
  return {};
}

// A published site with the index it must agree with.
struct Ground {
  explicit Ground(const fs::path& library)
      : collection(record::read_collection(library)), postings(collection) {
    library::refresh_index({.root = library, .folder = folder.path() / "index"});
    const auto published = publish(library, site());
    if (published.exit_code == 2) throw std::runtime_error(published.said);
    reader = std::make_unique<library::Reader>(folder.path() / "index");
  }
  fs::path site() const { return folder.path() / "site"; }

  std::vector<json> ask(const std::vector<json>& queries) const {
    std::string input;
    for (const auto& query : queries) input += query.dump() + "\n";
    const auto ran = run(node(), {source("tests/site/search/run_queries.js").string(), site().string()},
                         {.input = input, .working_folder = {}, .environment = {}});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    std::vector<json> answers;
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) answers.push_back(json::parse(line));
    EXPECT_EQ(answers.size(), queries.size()) << ran.err;
    answers.resize(queries.size());
    return answers;
  }

  TempDir folder;
  record::Collection collection;
  library::Postings postings;
  std::unique_ptr<library::Reader> reader;
};

class SearchPage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!node().empty()) ground_ = std::make_unique<Ground>(source("corpus"));
  }
  static void TearDownTestSuite() { ground_.reset(); }
  void SetUp() override {
    if (node().empty()) GTEST_SKIP() << "nodejs is not installed: the search page's script was not run";
  }

  // What differs between the page and the index, one line a query.
  static std::vector<std::string> differences(const std::vector<json>& queries) {
    std::vector<std::string> out;
    const auto answers = ground_->ask(queries);
    for (std::size_t i = 0; i < queries.size(); ++i) {
      if (const auto what = difference(queries[i], answers[i]); !what.empty())
        out.push_back(queries[i].dump() + ": " + what);
    }
    return out;
  }

  static std::unique_ptr<Ground> ground_;

 private:
  static std::string difference(const json& query, const json& answer) {
    library::Query asked{.words = query["search"].get<std::string>(), .limit = everything, .facets = true};
    if (query.contains("filters")) {
      for (const auto& [facet, values] : query["filters"].items()) {
        for (const auto& value : values) asked.filters.emplace_back(facet, value.get<std::string>());
      }
    }
    if (query.contains("years")) {
      if (const auto from = query["years"].value("from", 0); from != 0) asked.from = Date{.year = from};
      if (const auto to = query["years"].value("to", 0); to != 0) asked.to = Date{.year = to};
    }
    auto ranked = ground_->reader->rank(asked);
    // Sums that differ by the order of adding alone are ties, and ties go by id.
    std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) {
      return std::abs(a.second - b.second) > ties ? a.second > b.second : a.first < b.first;
    });
    const auto& hits = answer["hits"];
    if (hits.size() != ranked.size())
      return std::to_string(hits.size()) + " hits, not " + std::to_string(ranked.size());
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      const auto id = hits[i][0].get<std::string>();
      const auto weight = hits[i][1].get<double>();
      if (id != ranked[i].first || !(std::abs(weight - ranked[i].second) <= weights_alike)) {
        return "at " + std::to_string(i) + " " + id + " " + std::to_string(weight) + ", not " + ranked[i].first + " " +
               std::to_string(ranked[i].second);
      }
    }
    if (query.contains("filters")) return {};  // the page's counts leave a facet's own filter out
    asked.limit = 0;
    return facet_difference(ground_->reader->search(asked), answer["facets"]);
  }

  static std::string facet_difference(const library::Results& expected, const json& facets) {
    for (const auto& [facet, values] : expected.facets) {
      json counts = json::object();
      for (const auto& value : values) counts[value.value] = value.count;
      if (facets[facet] != counts) return facet + " counts " + facets[facet].dump() + ", not " + counts.dump();
    }
    return {};
  }
};

std::unique_ptr<Ground> SearchPage::ground_;

std::vector<json> commissioners_queries() {
  std::vector<json> queries;
  std::ifstream lines(source("tests/judged/commissioner-queries.tsv"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.front() != '#') queries.push_back({{"search", line.substr(0, line.find('\t'))}});
  }
  return queries;
}

std::vector<json> every_name(const record::Collection& collection) {
  std::vector<json> queries;
  for (const auto& [name, vocabulary] : collection.vocabularies) {
    for (const auto& term : vocabulary.terms()) {
      queries.push_back({{"search", term.pref_label}});
      for (const auto& label : term.alt_labels) queries.push_back({{"search", label}});
    }
  }
  return queries;
}

std::vector<json> invented_queries(const Ground& ground) {
  std::mt19937 random(11);
  const auto& words = ground.postings.words();
  const auto word = [&] { return words[random() % words.size()].first; };
  // Words that stand side by side in a record, to be looked for as phrases.
  const auto run_of_words = [&](std::size_t count) {
    const auto& text = ground.collection.records[random() % ground.collection.records.size()].body.text;
    const auto from = text.find(' ', random() % text.size());
    std::string out;
    std::istringstream in(from == std::string::npos ? text : text.substr(from));
    for (std::string next; count > 0 && in >> next; --count) out += (out.empty() ? "" : " ") + next;
    std::erase(out, '"');
    return out;
  };
  std::vector<json> queries;
  const auto add = [&](const std::string& text) { queries.push_back({{"search", text}}); };
  for (int round = 0; round < 60; ++round) {
    std::string plain = word();
    for (auto more = random() % 4; more > 0; --more) plain += " " + word();
    add(plain);
    add(run_of_words(1 + random() % 4));
    add("\"" + run_of_words(2 + random() % 3) + "\"");
    add(word() + " AND " + word());
    add(run_of_words(1) + " AND " + run_of_words(2));
    add(run_of_words(1) + " OR " + word() + " NOT " + run_of_words(1));
    add(word().substr(0, 3 + random() % 3) + "*");
    add(run_of_words(2) + " " + word().substr(0, 4) + "*");
  }
  for (const std::string text :
       {"", "...", "the", "to be or not to be", "NOT homelessness", "housing -homelessness", "+housing people with",
        "housing AND (homelessness OR \"rough sleeping\") NOT glasgow", "title:alliance", "summary:(housing people)",
        "title:\"alliance to\"", "kind:evaluation", "housing kind:evaluation", "approach:alliance OR approach:strategic",
        "housing NEAR people", "housing NEAR/3 first", "first NEAR/2 housing", "housing ADJ/5 people", "place-based AND working",
        "co-production XOR codesign XOR housing", "housing XOR people", "title:hous*", "VCSE", "SIB", "“value for money”",
        "\"the of\"", "A*", "zzzz*", "((housing", "housing)", "\"housing", "\"housing people", "housing \"people",
        "housing people\"", "“housing people", "kind:\"evaluation housing", "title:\"alliance people", "-\"housing people", "(\"housing) AND",
        "housing AND \"people", "AND housing OR", "housing NOT", "- housing", "kind:(housing", "kind:\"\" housing", "housing AND OR people", "NHS", "R&D", "caf\u00e9", "don't people's",
        "1,000 people", "3/4", "NEAR housing", "a AND the", "housing\u2014people", "\U0001d54f housing", "Stra\u00dfe"}) {
    add(text);
  }
  queries.push_back({{"search", "housing"}, {"filters", {{"kind", {"evaluation"}}}}});
  queries.push_back({{"search", "housing"}, {"filters", {{"kind", {"evaluation", "barrier"}}, {"approach", {"alliance"}}}}});
  queries.push_back({{"search", "\"local authority\""}, {"filters", {{"country", {"england"}}}}});
  queries.push_back({{"search", ""}, {"filters", {{"kind", {"barrier"}}}}});
  for (const int year : {1000, 1996, 2008, 2012, 2015, 2019, 2024, 2026, 9998, 9999}) {
    queries.push_back({{"search", "housing people"}, {"years", {{"from", year}}}});
    queries.push_back({{"search", "housing people"}, {"years", {{"to", year}}}});
    queries.push_back({{"search", ""}, {"years", {{"from", year - 3}, {"to", year}}}});
  }
  queries.push_back({{"search", "alliance"}, {"years", {{"from", 2014}, {"to", 2018}}}, {"filters", {{"kind", {"practice-example"}}}}});
  return queries;
}

TEST_F(SearchPage, FindsAndWeighsAsTheIndexDoes) {
  for (const auto& queries :
       {commissioners_queries(), every_name(ground_->collection), invented_queries(*ground_)}) {
    ASSERT_GE(queries.size(), 20u);
    EXPECT_THAT(differences(queries), testing::IsEmpty());
  }
}

// The stemmer of the scripts is our own; the index's is Snowball's.
TEST_F(SearchPage, StemsAsSnowballDoes) {
  std::set<std::string> words;
  for (const auto& [word, count] : ground_->postings.words()) {
    words.insert(word);
    for (const auto* ending : {"s", "ed", "ing", "ly", "ies", "'s", "ational", "fulness", "y", "eedly", "ogi", "ll", "e"})
      words.insert(word + ending);
  }
  ASSERT_GT(words.size(), 10'000u);
  const auto stems = ground_->ask({{{"stems", words}}}).front();
  std::vector<std::string> differ;
  std::size_t at = 0;
  for (const auto& word : words) {
    const auto expected = library::Postings::stem("english", word);
    if (stems[at++] != expected) differ.push_back(word + ": " + stems[at - 1].dump() + ", not " + expected);
  }
  EXPECT_THAT(differ, testing::IsEmpty());
}

TEST_F(SearchPage, OffersCorrectionsAndPassages) {
  const auto answers = ground_->ask({{{"correct", "aliance contracting"}},
                                     {{"correct", "homelesness"}},
                                     {{"correct", "housing AND homlessness"}},
                                     {{"correct", "housing"}},
                                     {{"correct", "VCSE"}},
                                     {{"correct", "zqzqzqzq"}},
                                     {{"passage", "alliance contract homelessness"}},
                                     {{"passage", "zqzqzq"}}});
  EXPECT_EQ(answers[0], "alliance contracting");
  EXPECT_EQ(answers[1], "homelessness");
  EXPECT_EQ(answers[2], "housing AND homelessness");
  for (int i : {3, 4, 5}) EXPECT_EQ(answers[static_cast<std::size_t>(i)], nullptr) << i;
  EXPECT_LE(answers[6][0].get<std::string>().size(), 320u);
  EXPECT_THAT(answers[6][1], testing::Not(testing::IsEmpty()));
  EXPECT_EQ(answers[7], nullptr);
}

}  // namespace
}  // namespace fieldbook::test
