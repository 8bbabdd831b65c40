#include "core/library/eval.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "core/base/error.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::library {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

class Eval : public testing::Test {
 protected:
  Eval() {
    folder_.write("corpus.jsonl", R"({"_id":"d1","title":"Zebras","text":"Zebras of the plain."}
{"_id":"d2","title":"","text":"A zebra and a lion."}

{"_id":"d3","title":"Lions","text":"Lions sleep.","metadata":{"year":1999}}
{"_id":"d 4","title":null,"text":"Neither."}
)");
    folder_.write("queries.jsonl",
                  "{\"_id\":\"q1\",\"text\":\"zebras\"}\n{\"_id\":\"q2\",\"text\":\"unjudged\"}\r\n{\"_id\":\"q3\","
                  "\"text\":\"sleeping lions\"}\n");
    folder_.write("qrels.tsv",
                  "query-id\tcorpus-id\tscore\nq1\td2\t2\nq1\td1\t1\nq3\td3\t1\nq3\td1\t0\nq3\tmissing\t1\n");
  }
  Judgements judgements() const {
    return read_judgements(folder_.path() / "queries.jsonl", folder_.path() / "qrels.tsv");
  }
  std::string refusal(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Errc::invalid);
      return error.message();
    }
    return "nothing was thrown";
  }

  test::TempDir folder_;
};

TEST_F(Eval, ReadsOnlyWhatIsJudged) {
  EXPECT_THAT(judgements().queries, ElementsAre(Pair("q1", "zebras"), Pair("q3", "sleeping lions")));
  EXPECT_EQ(judgements().grades.at("q3").count("d1"), 0u);
}

TEST_F(Eval, RanksThroughTheSearchPath) {
  EXPECT_EQ(index_corpus(folder_.path() / "index", folder_.path() / "corpus.jsonl", {}), 4u);
  Reader reader(folder_.path() / "index");
  const auto run = ask(reader, judgements(), {});
  ASSERT_EQ(run.at("q1").size(), 2u);
  EXPECT_EQ(run.at("q1").front().first, "d1");
  EXPECT_EQ(run.at("q3").front().first, "d3");
  const auto found = reader.search({.words = "zebras"});
  EXPECT_EQ(found.hits.front().id, "d1");
  EXPECT_DOUBLE_EQ(found.hits.front().score, run.at("q1").front().second);
  EXPECT_TRUE(reader.find("d 4"));
}

TEST_F(Eval, MeasuresAsTheirDefinitionsSay) {
  const Rankings run{{"q1", {{"d1", 3}, {"x", 2}, {"d2", 1}}}, {"q3", {{"x", 2}, {"d3", 1}}}};
  const auto measures = measure(run, judgements());
  ASSERT_EQ(measures.per_query.size(), 2u);
  EXPECT_NEAR(measures.per_query[0].ndcg10, (1 + 2 / std::log2(4)) / (2 + 1 / std::log2(3)), 1e-12);
  EXPECT_NEAR(measures.per_query[0].average_precision, (1.0 + 2.0 / 3) / 2, 1e-12);
  EXPECT_NEAR(measures.per_query[0].p10, 0.2, 1e-12);
  EXPECT_NEAR(measures.per_query[0].recall100, 1, 1e-12);
  EXPECT_NEAR(measures.per_query[1].average_precision, 0.25, 1e-12);
  EXPECT_NEAR(measures.per_query[1].recall100, 0.5, 1e-12);
  EXPECT_NEAR(measures.map, (5.0 / 6 + 0.25) / 2, 1e-12);
  EXPECT_EQ(measure({}, judgements()).ndcg10, 0);
}

TEST_F(Eval, DepthsOfMeasuresAreKept) {
  Rankings run;
  for (int i = 0; i < 10; ++i) run["q1"].emplace_back("x" + std::to_string(i), 100 - i);
  run["q1"].emplace_back("d1", 1);
  const auto measures = measure(run, judgements());
  EXPECT_EQ(measures.per_query[0].ndcg10, 0);
  EXPECT_EQ(measures.per_query[0].p10, 0);
  EXPECT_EQ(measures.per_query[0].recall100, 0.5);
  EXPECT_NEAR(measures.per_query[0].average_precision, 1.0 / 11 / 2, 1e-12);
}

TEST_F(Eval, RunsInTrecsFormComeBack) {
  const Rankings run{{"q1", {{"d1", 3.25}, {"d2", 1.0 / 3}}}, {"q3", {}}};
  folder_.write("run.txt", to_trec(run, "ours"));
  EXPECT_THAT(to_trec(run, "ours"), HasSubstr("q1 Q0 d1 1 3.25 ours\n"));
  const auto back = read_trec(folder_.path() / "run.txt");
  ASSERT_EQ(back.at("q1").size(), 2u);
  EXPECT_EQ(back.at("q1")[1].first, "d2");
  EXPECT_NEAR(back.at("q1")[1].second, 1.0 / 3, 1e-8);
}

TEST_F(Eval, DifferencesByChanceAreTold) {
  Measures good, bad;
  for (int i = 0; i < 30; ++i) {
    good.per_query.push_back({.id = std::to_string(i), .ndcg10 = 0.5 + 0.01 * (i % 7)});
    bad.per_query.push_back({.id = std::to_string(i), .ndcg10 = 0.4});
  }
  EXPECT_LT(p_value(good, bad), 0.001);
  EXPECT_DOUBLE_EQ(p_value(good, bad), p_value(bad, good));
  EXPECT_DOUBLE_EQ(p_value(good, good), 1);
  auto mixed = good;
  for (std::size_t i = 0; i < mixed.per_query.size(); ++i) mixed.per_query[i].ndcg10 += i % 2 == 0 ? 0.05 : -0.05;
  EXPECT_GT(p_value(good, mixed), 0.5);
}

TEST_F(Eval, BrokenFilesAreNamed) {
  folder_.write("bad.jsonl", "{\"_id\":\"a\",\"text\":\"b\"}\nnot json\n");
  EXPECT_THAT(refusal([&] { index_corpus(folder_.path() / "index", folder_.path() / "bad.jsonl", {}); }),
              HasSubstr("bad.jsonl:2: not a JSON object"));
  folder_.write("bad.jsonl", "{\"text\":\"b\"}\n");
  EXPECT_THAT(refusal([&] { index_corpus(folder_.path() / "index", folder_.path() / "bad.jsonl", {}); }),
              HasSubstr("'_id' is missing"));
  folder_.write("bad.jsonl", "{\"_id\":[7]}\n");
  EXPECT_THAT(refusal([&] { index_corpus(folder_.path() / "index", folder_.path() / "bad.jsonl", {}); }),
              HasSubstr("is not a string"));
  folder_.write("bad.tsv", "query-id\tcorpus-id\tscore\nq1 d1 1\n");
  EXPECT_THAT(refusal([&] { read_judgements(folder_.path() / "queries.jsonl", folder_.path() / "bad.tsv"); }),
              HasSubstr("bad.tsv:2"));
  folder_.write("empty.tsv", "");
  EXPECT_THAT(refusal([&] { read_judgements(folder_.path() / "queries.jsonl", folder_.path() / "empty.tsv"); }),
              HasSubstr("no query"));
  folder_.write("bad.run", "q1 Q0\n");
  EXPECT_THAT(refusal([&] { read_trec(folder_.path() / "bad.run"); }), HasSubstr("not a line of a run"));
  EXPECT_THROW(read_trec(folder_.path() / "no-such-file"), Error);
}

TEST_F(Eval, JudgementsAreReadInTheFormsThereAre) {
  const auto read = [&](std::string_view grades) {
    folder_.write("other.tsv", grades);
    return read_judgements(folder_.path() / "queries.jsonl", folder_.path() / "other.tsv").grades;
  };
  EXPECT_EQ(read("query-id\tcorpus-id\tscore\nq1\td 4\t2.0\r\n").at("q1").at("d 4"), 2);
  EXPECT_EQ(read("q1\td1\t1\n").at("q1").at("d1"), 1);   // no headings
  EXPECT_EQ(read("q1 0 d1 3\nq1 0 d2 -1\n").at("q1").size(), 1u);   // TREC's
  EXPECT_THAT(refusal([&] { read("query-id\tcorpus-id\tscore\nq1\td1\tmuch\n"); }), HasSubstr("other.tsv:2: "));
  EXPECT_THAT(refusal([&] { read("q1\td1\t1\nq1\td1\n"); }), HasSubstr("other.tsv:2: "));
}

TEST_F(Eval, WhatStandsTwiceIsNamed) {
  folder_.write("bad.jsonl", "{\"_id\":\"a\",\"text\":\"b\"}\n\n{\"_id\":\"a\",\"text\":\"c\"}\n");
  EXPECT_THAT(refusal([&] { index_corpus(folder_.path() / "index", folder_.path() / "bad.jsonl", {}); }), HasSubstr("bad.jsonl:3: document 'a'"));
  EXPECT_THAT(refusal([&] { read_judgements(folder_.path() / "bad.jsonl", folder_.path() / "qrels.tsv"); }), HasSubstr("bad.jsonl:3: query 'a'"));
  folder_.write("bad.run", "q1 Q0 d1 1 2.5 x\nq1 Q0 d1 2 1.5 x\n");
  EXPECT_THAT(refusal([&] { read_trec(folder_.path() / "bad.run"); }), HasSubstr("bad.run:2: document 'd1'"));
  folder_.write("bad.run", "q1 Q0 d1 1 nan x\n");
  EXPECT_THAT(refusal([&] { read_trec(folder_.path() / "bad.run"); }), HasSubstr("bad.run:1: "));
}

TEST_F(Eval, AnIndexIsKeptWhileTheCollectionStaysAsItIs) {
  const auto corpus = folder_.write("numbers.jsonl", "{\"_id\":1,\"text\":\"zebra\"}\n{\"_id\":2,\"text\":\"lion\"}\n");
  std::size_t told = 0;
  const auto made = [&] { return index_corpus(folder_.path() / "index", corpus, [&](std::size_t, std::size_t) { ++told; }); };
  const auto stub = [&] { return test::read(folder_.path() / "index" / "XAPIANDB"); };
  EXPECT_EQ(made(), 2u);
  const auto first = stub();
  EXPECT_EQ(made(), 2u);
  EXPECT_EQ(stub(), first);
  folder_.write("numbers.jsonl", "{\"_id\":1,\"text\":\"zebra\"}\n");
  EXPECT_EQ(made(), 1u);
  EXPECT_NE(stub(), first);
  EXPECT_EQ(told, 0u);   // too few to be told of
}

}  // namespace
}  // namespace fieldbook::library
