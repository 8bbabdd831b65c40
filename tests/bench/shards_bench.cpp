// A page of results over four shards with servers on loopback ports beside the same page of the index in one piece:
// fieldbook-bench-shards CORPUS.jsonl FOLDER [--queries N] [--rounds N] [--no-facets]. A page is ten hits with passages, and
// the counts of seven facets, where they are not left out. FOLDER keeps index and shards for the next time. The time is that
// of the clock on the wall, since servers work for it too: of each query the quickest round counts, the three ways taking
// turns, so that other programs disturb less and all alike.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <functional>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "core/base/error.hpp"
#include "core/library/search.hpp"
#include "core/library/split.hpp"
#include "tests/bench/engines.hpp"
#include "tests/support/shard_server.hpp"

namespace {

namespace fs = std::filesystem;
using namespace fieldbook;
using Clock = std::chrono::steady_clock;

constexpr std::size_t shard_count = 4;

struct Way {
  const char* name;
  library::Reader reader;
  std::vector<double> best;  // of each query, in ms
};

void ask(Way& way, std::size_t number, const std::string& words, bool facets) {
  const auto begin = Clock::now();
  const auto results = way.reader.search({.words = words, .facets = facets});
  const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
  if (!results.warnings.empty()) throw std::runtime_error(results.warnings.front());
  way.best[number] = std::min(way.best[number], took.count());
}

double quantile(std::vector<double> times, double share) {
  std::ranges::sort(times);
  return times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * share)];
}

void measure(const fs::path& corpus, const fs::path& folder, std::size_t count, std::size_t rounds, bool facets) {
  const auto documents = bench::read_documents(corpus);
  const auto index = folder / "index";
  if (!fs::exists(index / "XAPIANDB")) {
    fs::create_directories(index);
    bench::fieldbook_engine(index)->build(documents);
  }
  const auto front = folder / "shards/front";
  if (!fs::exists(front / "XAPIANDB")) {
    const auto begin = Clock::now();
    library::split_index(index, shard_count, folder / "shards");
    fmt::print("{} documents, split in {:.1f} s\n", documents.size(), std::chrono::duration<double>(Clock::now() - begin).count());
  }
  std::vector<std::unique_ptr<test::ShardServer>> servers;
  library::Shards shards{.timeout = std::chrono::minutes(1)};
  for (const auto& shard : library::shards_below(folder / "shards")) {
    servers.push_back(std::make_unique<test::ShardServer>(shard));
    shards.addresses.push_back(servers.back()->address());
  }
  std::vector<std::string> queries;
  for (std::size_t words = 1; words <= 4; ++words) {
    const auto drawn = bench::draw_queries(documents, count, words);
    queries.insert(queries.end(), drawn.begin(), drawn.end());
  }
  std::vector<Way> ways;
  for (auto& [name, reader] : {std::pair<const char*, std::function<library::Reader()>>{"one index", [&] { return library::Reader(index); }},
                               {"four shards", [&] { return library::Reader(index, shards); }},
                               {"four shards, by the front", [&] { return library::Reader(front, shards); }}})
    ways.push_back({name, reader(), std::vector<double>(queries.size(), 1e9)});
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      for (auto& way : ways) ask(way, i, queries[i], facets);
    }
  }
  for (const auto& way : ways) fmt::print("{:26} p50 {:.2f} ms, p99 {:.2f} ms\n", way.name, quantile(way.best, 0.5), quantile(way.best, 0.99));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::vector<std::string> names;
    std::size_t queries = 100, rounds = 5;
    bool facets = true;
    for (int i = 1; i < argc; ++i) {
      const std::string argument = argv[i];
      if ((argument == "--queries" || argument == "--rounds") && i + 1 < argc) {
        (argument == "--queries" ? queries : rounds) = std::stoul(argv[++i]);
      } else if (argument == "--no-facets") {
        facets = false;
      } else {
        names.push_back(argument);
      }
    }
    if (names.size() != 2 || queries == 0) throw std::runtime_error("give CORPUS.jsonl FOLDER [--queries N] [--rounds N] [--no-facets]");
    measure(names[0], names[1], queries, rounds, facets);
    return EXIT_SUCCESS;
  } catch (const Error& error) {
    std::cerr << "fieldbook-bench-shards: " << error.message() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "fieldbook-bench-shards: " << error.what() << '\n';
  }
  return EXIT_FAILURE;
}
