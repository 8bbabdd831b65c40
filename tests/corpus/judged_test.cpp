// What commissioners ask, and the records they must see first: tests/judged/commissioner-queries.tsv.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/temp_dir.hpp"

namespace fieldbook::test {
namespace {

constexpr std::size_t shown_first = 5;

struct Judged {
  std::string query;
  std::vector<std::string> wanted;
};

std::vector<Judged> judged() {
  std::vector<Judged> out;
  std::ifstream in(source("tests/judged/commissioner-queries.tsv"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    const auto tab = line.find('\t');
    if (tab == std::string::npos) throw std::runtime_error("no ids in: " + line);
    Judged one{line.substr(0, tab), {}};
    for (const auto id : split(std::string_view(line).substr(tab + 1), ',')) one.wanted.emplace_back(id);
    out.push_back(std::move(one));
  }
  return out;
}

TEST(Judged, WhatCommissionersAskIsAmongTheFirstFive) {
  const TempDir temp;
  const std::vector<std::string> where{"--library", source("corpus").string(), "--index", (temp.path() / "index").string()};
  const auto ask = [&](std::vector<std::string> words) {
    words.insert(words.begin(), where.begin(), where.end());
    return run(built_program("fieldbook"), words);
  };
  ASSERT_EQ(ask({"index"}).exit_code, 0);
  const auto queries = judged();
  ASSERT_EQ(queries.size(), 20U);
  for (const auto& [query, wanted] : queries) {
    SCOPED_TRACE(query);
    const auto ran = ask({"search", "--format", "json", "--limit", std::to_string(shown_first), query});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    std::vector<std::string> seen;
    const auto answer = nlohmann::json::parse(ran.out);
    for (const auto& hit : answer.at("hits")) seen.push_back(hit.at("id"));
    for (const auto& id : wanted) {
      EXPECT_NE(std::ranges::find(seen, id), seen.end()) << id << " is not among " << join(seen, ", ");
    }
  }
}

}  // namespace
}  // namespace fieldbook::test
