// How long the other end may take: time of which a stop of this process (^Z, and going on later) uses up no more than a moment.
#pragma once

#include <algorithm>
#include <chrono>

namespace fieldbook::wire {

// No clock of the system leaves out what a stopped process sleeps. So whoever waits looks here at least every `slice`, and what
// passes between two looks counts as `most_a_look` at most.
class Patience {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds slice{250}, most_a_look{1000};

  explicit Patience(std::chrono::milliseconds all, Clock::time_point now = Clock::now()) : left_(all), looked_(now) {}

  // What is left of it now: none where it is not above zero.
  std::chrono::milliseconds left(Clock::time_point now = Clock::now()) {
    left_ -= std::min<Clock::duration>(now - looked_, most_a_look);
    looked_ = now;
    return std::chrono::ceil<std::chrono::milliseconds>(left_);
  }

 private:
  Clock::duration left_;
  Clock::time_point looked_;
};

}  // namespace fieldbook::wire
