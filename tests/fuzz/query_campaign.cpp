// A long campaign of damaged queries against a small real index: query_campaign EXECUTIONS [SEED [THREADS]]
// Says every 100,000 where it stands, and at the end how many were asked, how fast, and the slowest; a broken promise aborts and names itself. `tests/long.sh queries`
// runs it; the suite replays the seeds in query_replay_test.cpp.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "tests/core/library/invented_library.hpp"
#include "tests/fuzz/query_fuzz.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t said_every = 100'000;

struct Slowest {
  double seconds = 0;
  std::string input;
};

void run(const std::filesystem::path& index, std::size_t executions, unsigned seed, std::atomic<std::size_t>& done,
         Slowest& slowest) {
  fuzz_query_in(index);
  const auto seeds = query_seeds();
  std::mt19937 random(seed);
  for (std::size_t i = 0; i < executions; ++i) {
    const auto input = mutated(seeds, random);
    const auto start = Clock::now();
    const auto entry = i % 10 == 9 ? fuzz_unbalanced_query : fuzz_query;
    entry(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    const auto seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (seconds > slowest.seconds) slowest = {seconds, input};
    if (const auto asked = ++done; asked % said_every == 0) std::fprintf(stderr, "%zu queries\n", asked);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int which, unsigned long otherwise) {
    return argc > which ? std::strtoul(argv[which], nullptr, 10) : otherwise;
  };
  const auto executions = number(1, 100'000), seed = number(2, 1);
  const auto threads = std::max(1UL, number(3, std::thread::hardware_concurrency()));
  const fieldbook::library::InventedLibrary library;
  for (unsigned i = 0; i < 60; ++i)
    library.write_example("example-" + std::to_string(i), "Villages and budgets " + std::to_string(i),
                          fieldbook::library::invented_text(i, 25));
  library.update();
  std::vector<Slowest> slowest(threads);
  std::atomic<std::size_t> done = 0;
  const auto start = Clock::now();
  {
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < threads; ++i)
      running.emplace_back([&, i] {
        run(library.index(), executions / threads, static_cast<unsigned>(seed * 1'000 + i), done, slowest[i]);
      });
  }
  const auto seconds = std::chrono::duration<double>(Clock::now() - start).count();
  const auto worst = *std::ranges::max_element(slowest, {}, &Slowest::seconds);
  std::printf("%lu queries in %.0f s, no promise broken; the slowest took %.3f s: %s\n", executions, seconds, worst.seconds,
              worst.input.substr(std::min<std::size_t>(1, worst.input.size()), 200).c_str());
}
