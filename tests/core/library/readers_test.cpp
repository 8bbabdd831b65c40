// Readers while a writer writes: no error, and every answer is of one state.
#include <gmock/gmock.h>
#include <xapian.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <thread>

#include "core/base/error.hpp"
#include "core/library/store.hpp"
#include "tests/core/library/invented_library.hpp"

namespace fieldbook::library {
namespace {

namespace fs = std::filesystem;

void write_state(const InventedLibrary& library, int state) {
  for (int i = 0; i < 10; ++i) {
    library.write_example(
        "example-" + std::to_string(i), "State " + std::to_string(state),
        "The zebra is in state" + std::to_string(state) + ". " + invented_text(static_cast<unsigned>(state), 50));
  }
}

// As if another version of the program had made the index: readers go on, the next writer builds anew.
void make_foreign(const InventedLibrary& library) {
  Xapian::WritableDatabase database((library.index() / current_database(library.index())).string(), Xapian::DB_OPEN);
  database.set_metadata("made-by", made_by() + " patched");
  database.commit();
}

// Searches until told to stop, and counts answers that mix two states.
struct Watcher {
  std::size_t searches = 0, torn = 0, errors = 0;
  std::string first_error;

  void watch(const fs::path& index, const std::atomic<bool>& stop) {
    try {
      Reader reader(index);
      while (!stop) {
        const auto results =
            reader.search({.words = "zebra", .filters = {{"kind", "practice-example"}}, .limit = 100, .facets = true});
        ++searches;
        bool whole = results.total == 10 && results.hits.size() == 10;
        for (const auto& hit : results.hits) {
          const auto state = hit.title.substr(hit.title.find(' ') + 1);
          whole = whole && hit.title == results.hits.front().title &&
                  hit.snippet.find("state" + state) != std::string::npos;
        }
        torn += !whole;
      }
    } catch (const Error& error) {
      ++errors;
      first_error = error.message();
    }
  }
};

TEST(Readers, SeeOneStateWhileAWriterChangesAll) {
  const InventedLibrary library;
  write_state(library, 0);
  library.update();
  std::atomic<bool> stop = false;
  std::array<Watcher, 4> watchers;
  std::vector<std::thread> threads;
  for (auto& watcher : watchers) threads.emplace_back([&] { watcher.watch(library.index(), stop); });
  const int commits = test::times_asked("FIELDBOOK_COMMITS", 40);
  for (int state = 1; state <= commits; ++state) {
    write_state(library, state);
    if (state % 10 == 0) make_foreign(library);  // and now and then the whole index is replaced
    library.update();
  }
  stop = true;
  for (auto& thread : threads) thread.join();
  std::size_t searches = 0;
  for (const auto& watcher : watchers) {
    EXPECT_EQ(watcher.errors, 0u) << watcher.first_error;
    EXPECT_EQ(watcher.torn, 0u);
    EXPECT_GT(watcher.searches, 40u);
    searches += watcher.searches;
  }
  std::printf("%d commits, %zu searches by %zu readers\n", commits, searches, watchers.size());
}

TEST(Readers, OpenTwoAtOnceAndMove) {
  const InventedLibrary library;
  library.update();
  auto first = library.reader();
  auto second = std::move(first);
  auto third = library.reader();
  third = std::move(second);
  EXPECT_EQ(third.size(), 8u);
}

}  // namespace
}  // namespace fieldbook::library
