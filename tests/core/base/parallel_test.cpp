#include "core/base/parallel.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace fieldbook {
namespace {

TEST(EachInParallel, DoesEachOnce) {
  for (const std::size_t count : {0u, 1u, 2u, 1000u}) {
    for (const std::size_t threads : {0u, 1u, 2u, 7u}) {
      std::vector<std::atomic<int>> done(count);
      each_in_parallel(count, [&](std::size_t i) { ++done[i]; }, threads);
      for (const auto& one : done) EXPECT_EQ(one, 1);
    }
  }
}

TEST(EachInParallel, SharesTheWork) {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  std::atomic<int> here = 0;
  each_in_parallel(2, [&](std::size_t) {
    ++here;
    while (here < 2) std::this_thread::yield();   // until the other one has come
    const std::scoped_lock lock(mutex);
    threads.insert(std::this_thread::get_id());
  }, 2);
  EXPECT_THAT(threads, testing::SizeIs(2));
}

TEST(EachInParallel, ThrowsWhatWasThrownAndBeginsNothingMore) {
  std::atomic<int> begun = 0;
  const auto work = [&](std::size_t i) {
    ++begun;
    if (i == 3) throw std::runtime_error("the fourth");
  };
  EXPECT_THROW(each_in_parallel(1'000'000, work, 1), std::runtime_error);
  EXPECT_EQ(begun, 4);
  EXPECT_THROW(each_in_parallel(1'000'000, work, 4), std::runtime_error);
  EXPECT_LT(begun, 1'000'000);
}

}  // namespace
}  // namespace fieldbook
