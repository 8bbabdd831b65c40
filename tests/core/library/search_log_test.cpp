#include "core/library/search_log.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "core/base/error.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Date day{2026, 3, 31};

class SearchLog : public testing::Test {
 protected:
  SearchLog() : reader_((library_.update(), library_.index())) {}
  GapReport gaps(const std::string& lines, const GapOptions& options = {}) {
    return find_gaps(folder_.write("log", lines), reader_, options);
  }
  static std::string line(const std::string& query, std::size_t hits, const std::string& date = "2026-03-31") {
    return R"({"date":")" + date + R"(","query":")" + query + R"(","hits":)" + std::to_string(hits) + "}\n";
  }
  static std::vector<std::string> queries(const GapReport& report) {
    std::vector<std::string> out;
    for (const auto& gap : report.gaps) out.push_back(gap.query);
    return out;
  }
  std::filesystem::path file() const { return folder_.path() / "searches.jsonl"; }

  test::TempDir folder_;
  InventedLibrary library_;
  Reader reader_;
};

TEST_F(SearchLog, KeepsWordsFiltersDayAndCountAndNothingElse) {
  log_search(file(), {.words = "hospital  \"discharge\"\n", .filters = {{"country", "wales"}}}, 2, day);
  log_search(file(), {.words = "caf\xC3\xA9 \xff"}, 0, day);
  EXPECT_EQ(test::read(file()),
            "{\"date\":\"2026-03-31\",\"query\":\"hospital \\\"discharge\\\"\",\"filters\":[\"country:wales\"],\"hits\":2}\n"
            "{\"date\":\"2026-03-31\",\"query\":\"caf\xC3\xA9 \xEF\xBF\xBD\",\"hits\":0}\n");
  EXPECT_EQ(std::filesystem::status(file()).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(SearchLog, LeavesOutWhatMayNameAPerson) {
  log_search(file(), {.words = "ada.marsh@example.org 07700900123 alliance 2019 tel:9434765919"}, 0, day);
  EXPECT_EQ(test::read(file()), "{\"date\":\"2026-03-31\",\"query\":\"alliance 2019\",\"hits\":0}\n");
  std::filesystem::remove(file());
  log_search(file(), {.words = "ada@example.org"}, 0, day);
  log_search(file(), {.words = std::string(501, 'x')}, 0, day);
  log_search(file(), {.like = "a whole plan"}, 0, day);
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(SearchLog, ManyWritersMixNothing) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      for (int k = 0; k < 100; ++k) log_search(file(), {.words = std::string(400, static_cast<char>('a' + i))}, 0, day);
    });
  }
  for (auto& writer : writers) writer.join();
  const auto report = find_gaps(file(), reader_, {});
  EXPECT_EQ(report.searches, 400u);
  EXPECT_EQ(report.unreadable, 0u);
}

TEST_F(SearchLog, CannotBeWrittenIsAnError) {
  EXPECT_THROW(log_search(folder_.path(), {.words = "alliance"}, 0, day), Error);
  EXPECT_THROW(log_search(folder_.path() / "no/log", {.words = "alliance"}, 0, day), Error);
}

TEST_F(SearchLog, GroupsTheSameQuestionAndSortsByKindAndHowOften) {
  const auto report = gaps(line("zebra crossings", 0) + line("Crossing of the ZEBRAS", 0, "2026-04-02") + line("quokka", 0) +
                           line("quokka", 0) + line("quokka", 0) + line("alliance quokka", 5) + line("alliances", 5) + line("\\\"village meeting\\\"", 1));
  EXPECT_EQ(report.searches, 8u);
  EXPECT_THAT(queries(report), ElementsAre("quokka", "Crossing of the ZEBRAS", "alliance quokka", "\"village meeting\""));
  EXPECT_EQ(report.gaps[0].asked, 3u);
  EXPECT_EQ(report.gaps[1].asked, 2u);
  EXPECT_EQ(report.gaps[1].first, day);
  EXPECT_EQ(report.gaps[1].last, (Date{2026, 4, 2}));
  EXPECT_EQ(report.gaps[2].kind, Gap::Kind::unknown_word);
  EXPECT_THAT(report.gaps[2].unknown, ElementsAre("quokka"));
  EXPECT_EQ(report.gaps[3].kind, Gap::Kind::little);
  EXPECT_EQ(report.gaps[3].now, 1u);
}

TEST_F(SearchLog, FiltersAreAnotherQuestion) {
  const auto report = gaps(R"({"date":"2026-03-31","query":"homelessness","filters":["country:wales"],"hits":0})"
                           "\n" +
                           line("homelessness", 3) + R"({"date":"2026-03-31","query":"homelessness","filters":["country:atlantis"],"hits":0})"
                           "\n",
                           {.few = 1});
  EXPECT_THAT(report.gaps, SizeIs(testing::Ge(1u)));
  for (const auto& gap : report.gaps) EXPECT_THAT(gap.filters, SizeIs(1));
}

TEST_F(SearchLog, WhatIsFilledSinceIsNoGap) {
  const auto lines = line("quokka", 0);
  EXPECT_THAT(gaps(lines, {.few = 1}).gaps, SizeIs(1));
  library_.write_example("quokkas", "Quokkas of the coast", "Quokkas were counted.");
  library_.update();
  const auto report = gaps(lines, {.few = 1});
  EXPECT_THAT(report.gaps, IsEmpty());
  EXPECT_EQ(report.answered, 1u);
}

TEST_F(SearchLog, SaysWhatWasPerhapsMeantAndSkipsWhatIsOlder) {
  EXPECT_EQ(gaps(line("allience", 0)).gaps.front().corrected, "alliance");
  EXPECT_EQ(gaps(line("quokka", 0) + line("zebra", 0, "2026-04-01"), {.since = Date{2026, 4, 1}}).searches, 1u);
}

TEST_F(SearchLog, HostileLinesAreCountedAndPassedOver) {
  const std::vector<std::string> hostile{
      "", "not json", "null", "[]", "{}", "{\"date\":\"2026-03-31\",\"query\":\"x\"}", R"({"date":"2026-03-31","query":"x","hits":-1})",
      R"({"date":"2026-03-31","query":"x","hits":1.5})", R"({"date":"2026-02-30","query":"x","hits":1})", R"({"date":"2026","query":"x","hits":1})",
      R"({"date":1,"query":"x","hits":1})", R"({"date":"2026-03-31","query":["x"],"hits":1})", R"({"date":"2026-03-31","query":"  ","hits":1})",
      R"({"date":"2026-03-31","query":"x","filters":"y","hits":1})", R"({"date":"2026-03-31","query":"x","filters":["y"],"hits":1})",
      R"({"date":"2026-03-31","query":"x","filters":[{}],"hits":1})", R"({"date":"2026-03-31","query":")" + std::string(600, 'x') + R"(","hits":1})",
      std::string(100'000, '['), std::string(7'000, '['), std::string(20'000, 'x'), "{\"date\":\"2026-03-31\",\"query\":\"\xff\",\"hits\":1}",
      std::string("\0\0\0", 3), R"({"date":"2026-03-31","query":"x","hits":99999999999999999999999999})"};
  std::string lines;
  for (const auto& one : hostile) lines += one + "\n";
  const auto report = gaps(lines + line("quokka", 0) + "{\"date\":\"2026-03");
  EXPECT_EQ(report.unreadable, hostile.size() + 1);
  EXPECT_THAT(queries(report), ElementsAre("quokka"));
}

TEST_F(SearchLog, QueriesOfAnyKindAreAskedAgain) {
  const auto report = gaps(line("(((", 0) + line("a OR", 0) + line("\\u0000\\u001b[31m", 0) + line("title:", 0) + line("NOT alliance", 0) + line("\xF0\x9F\x98\x80", 0));
  EXPECT_EQ(report.unreadable, 0u);
  EXPECT_EQ(report.searches, 6u);
}

TEST_F(SearchLog, AFileThatIsNotThereIsAnError) {
  EXPECT_THROW(find_gaps(folder_.path() / "none", reader_, {}), Error);
  EXPECT_THROW(find_gaps(folder_.path(), reader_, {}), Error);
}

}  // namespace
}  // namespace fieldbook::library
