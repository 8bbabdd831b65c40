// Values that are made when one is first asked for, by number, and then shared.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace fieldbook::site {

// Several threads may ask at a time; what they get lives as long as the table.
template <class Value>
class MadeOnce {
 public:
  explicit MadeOnce(std::size_t size) : places_(size) {}

  // `make` gives the value with this number; where two threads ask for it first, both may make it, and one is kept.
  template <class Make>
  const Value& at(std::size_t number, const Make& make) {
    auto& place = places_[number];
    if (const auto* const known = place.load(std::memory_order_acquire)) return *known;
    Value value = make();
    const std::scoped_lock lock(mutex_);
    if (const auto* const known = place.load(std::memory_order_relaxed)) return *known;
    const auto& made = made_.emplace_back(std::move(value));
    place.store(&made, std::memory_order_release);
    return made;
  }

 private:
  std::vector<std::atomic<const Value*>> places_;   // null before one is asked for
  std::mutex mutex_;
  std::deque<Value> made_;
};

}  // namespace fieldbook::site
