// SIGKILL while the index is written, at many moments: the library opens, searches, and the next run finishes the work.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <random>
#include <thread>

#include "core/base/error.hpp"
#include "core/library/doctor.hpp"
#include "core/library/store.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Runs update() in a process of its own and kills it after a while; whether it was killed before it was done.
bool killed(const InventedLibrary& library, std::chrono::microseconds after) {
  const auto child = ::fork();
  if (child == 0) {
    try {
      library.update();
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) != 0);
  return WIFSIGNALED(status);
}

// What doctor calls damage.
std::vector<std::string> damage(const InventedLibrary& library) {
  std::vector<std::string> out;
  for (const auto& finding : examine_index(library.root(), library.index(), {}).findings) {
    if (finding.weight == Finding::Weight::damage) out.push_back(finding.what);
  }
  return out;
}

void write_examples(const InventedLibrary& library, int count, unsigned version) {
  for (int i = 0; i < count; ++i) {
    library.write_example(
        "example-" + std::to_string(i), "Version " + std::to_string(version),
        "Version" + std::to_string(version) + "word. " + invented_text(version * 1000 + static_cast<unsigned>(i), 150));
  }
}

std::chrono::microseconds time_of(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
}

TEST(Kill, DuringAChangeLeavesTheOldStateOrTheNew) {
  constexpr int count = 40;
  const InventedLibrary library;
  write_examples(library, count, 1);
  library.update();
  write_examples(library, count, 2);
  auto whole = time_of([&] { library.update(); });
  std::mt19937 random(3);
  int kills = 0;
  const auto rounds = test::times_asked("FIELDBOOK_KILLS", 25);
  for (unsigned version = 3; version < 3 + static_cast<unsigned>(rounds); ++version) {
    write_examples(library, count, version);
    const bool in_time = killed(library, whole * (random() % 1100) / 1000);
    kills += in_time;
    whole = in_time ? whole * 21 / 20 : whole * 9 / 10;  // the machine may be freer or busier than when it was measured
    auto reader = library.reader();
    const auto old_state = reader.search({.words = "version" + std::to_string(version - 1) + "word", .limit = 100});
    const auto new_state = reader.search({.words = "version" + std::to_string(version) + "word", .limit = 100});
    EXPECT_EQ(reader.size(), 8u + count);
    EXPECT_TRUE((old_state.total == count && new_state.total == 0) ||
                (old_state.total == 0 && new_state.total == count))
        << old_state.total << " old and " << new_state.total << " new";
    EXPECT_THAT(damage(library), testing::IsEmpty());
    library.update();
    EXPECT_EQ(reader.search({.words = "version" + std::to_string(version) + "word"}).total, std::size_t{count});
    EXPECT_TRUE(library.up_to_date());
  }
  EXPECT_GE(kills, rounds * 2 / 5) << "most children were to be killed before they were done";
  std::printf("%d runs, %d killed while they wrote\n", rounds, kills);
}

TEST(Kill, DuringARebuildLeavesTheOldIndexOrNone) {
  constexpr int count = 40;
  const InventedLibrary library;
  write_examples(library, count, 1);
  auto whole = time_of([&] { library.update(); });
  std::mt19937 random(4);
  int kills = 0;
  const auto rounds = test::times_asked("FIELDBOOK_KILLS", 12);
  for (int round = 0; round < rounds; ++round) {
    fs::remove_all(library.index());
    const bool in_time = killed(library, whole * (random() % 1000) / 1000);
    kills += in_time;
    whole = in_time ? whole * 21 / 20 : whole * 9 / 10;
    if (!current_database(library.index()).empty()) {
      EXPECT_EQ(library.reader().size(), 8u + count);
    }
    library.update();
    EXPECT_EQ(library.reader().size(), 8u + count);
    int databases = 0;
    for (const auto& entry : fs::directory_iterator(library.index()))
      databases += entry.path().filename().string().starts_with("records-");
    EXPECT_EQ(databases, 1) << "nothing is left over";
  }
  EXPECT_GE(kills, rounds / 2);
  std::printf("%d runs, %d killed while they built\n", rounds, kills);
}

}  // namespace
}  // namespace fieldbook::library
